import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { hasField } from '../../nouns/definition.ts';
import type { RuleFacts } from '../../nouns/shared/rules.ts';
import type { RawRow } from '../sql.ts';

type CustomValues = Record<string, unknown>;

/**
 * Fills in the defaults of custom fields of a new record, and checks what they require. `before` is null for a new
 * record. A record that lacked a required value before may be changed; it only cannot lose one.
 * @throws usage error that names the field.
 */
export function completeCustomValues(
  definition: NounDefinition,
  declared: readonly Field[],
  facts: RuleFacts,
  before: RawRow | null,
  columns: RawRow,
): void {
  const ruled = declared.filter(({ rules }) => rules && hasRules(rules));
  if (ruled.length === 0) return;
  const earlier = before ? valuesIn(before) : {};
  const values = columns.custom === undefined ? { ...earlier } : valuesIn(columns);
  let isFilled = false;
  for (const { name, rules } of ruled)
    if (!before && rules?.defaultValue !== null && !(name in values)) {
      values[name] = rules?.defaultValue;
      isFilled = true;
    }
  if (isFilled) columns.custom = textOf(values);
  for (const field of ruled) {
    if (!field.rules || field.name in values) continue;
    if (field.rules.isRequired && (!before || field.name in earlier))
      throw missing(definition, field, before);
    if (isNeededNow(definition, field, facts, before, columns))
      throw missing(definition, field, before, facts.stage(columns.stage_id as number).name);
  }
}

function hasRules({ isRequired, requiredFrom, defaultValue }: NonNullable<Field['rules']>): boolean {
  return isRequired || requiredFrom !== null || defaultValue !== null;
}

/** Whether a deal comes to a stage, other than a lost one, from which it needs the value. */
function isNeededNow(
  definition: NounDefinition,
  { rules }: Field,
  facts: RuleFacts,
  before: RawRow | null,
  columns: RawRow,
): boolean {
  const from = rules?.requiredFrom ?? null;
  if (from === null || !hasField(definition, 'stage') || typeof columns.stage_id !== 'number') return false;
  if (before?.stage_id === columns.stage_id) return false;
  const { kind, probability } = facts.stage(columns.stage_id);
  return kind !== 'lost' && probability >= from;
}

/** The error for a value that a record has to have, now or to come to `stage`. */
function missing({ noun }: NounDefinition, { name, label }: Field, before: RawRow | null, stage?: string) {
  return usage(
    stage === undefined || !before
      ? `${label} is required${stage === undefined ? '' : ` in ${stage}`}`
      : `${noun} ${before.id} needs ${label} to come to ${stage}`,
    { code: 'custom-field-missing', noun, id: before ? (before.id as number) : null, name },
  );
}

function valuesIn(row: RawRow): CustomValues {
  return JSON.parse((row.custom as string | undefined) ?? '{}') as CustomValues;
}

function textOf(values: CustomValues): string {
  return JSON.stringify(Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
