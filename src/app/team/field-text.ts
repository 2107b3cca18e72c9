import { type CustomType, hasChoices, isFormula, readCustomType } from '../../domain/custom-field.ts';
import { usage } from '../../domain/errors.ts';

/** A custom field in one text. */
interface FieldText {
  readonly name: string;
  readonly type: CustomType;
  readonly target: string | null;
  readonly choices?: string;
  readonly formula?: string;
}

/**
 * Reads `name:type`, with what the type needs behind it: `partner:lookup:account`, `tier:choice:gold,silver`,
 * `margin:formula:budget - cost`. A name alone is a text. Throws `usage` with the nearest type.
 */
export function readFieldText(text: string, nouns: readonly string[]): FieldText {
  const [name = '', type = 'text', ...rest] = text.split(':');
  const detail = rest.join(':').trim();
  const kind = type.trim().toLowerCase();
  if (kind === 'lookup')
    return { name, ...readCustomType(detail === '' ? kind : `${kind}:${detail}`, nouns) };
  const read = { name, ...readCustomType(kind, nouns) };
  if (hasChoices(read.type)) {
    if (detail === '') throw usage(`the field ${name} needs choices`, `Write it as ${name}:${kind}:low,high`);
    return { ...read, choices: detail };
  }
  if (isFormula(read.type)) {
    if (detail === '')
      throw usage(
        `the field ${name} needs a formula`,
        `Write it as '${name}:${kind}:days_since(created_at)'`,
      );
    return { ...read, formula: detail };
  }
  if (detail === '') return read;
  throw usage(`cannot read "${detail}" in the field "${text}"`, `Write it as ${name}:${kind}`);
}
