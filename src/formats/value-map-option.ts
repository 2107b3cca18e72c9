import { usage } from '../domain/errors.ts';
import type { Field } from '../domain/field.ts';
import { findField } from './field-names.ts';

/** Translations of the texts of a file. */
export interface ValueMaps {
  /** Our value for a trimmed text in any case; undefined for other texts. */
  find(field: Field, text: string): string | undefined;
  /** Whether there is a translation for a field. */
  has(field: Field): boolean;
}

/** Reads `--map-value` declarations (`stage:Engaging=qualification`). Throws a usage error. */
export function readValueMaps(declarations: readonly string[], fields: readonly Field[]): ValueMaps {
  const byField = new Map<string, Map<string, string>>();
  for (const declaration of declarations) {
    const [, name, from, to] = /^([^:]+):(.*)=([^=]*)$/s.exec(declaration) ?? [];
    if (name === undefined || from === undefined || to === undefined) {
      throw usage(
        `cannot read --map-value "${declaration}"`,
        "Write --map-value 'stage:Their value=our value'; nothing after = leaves the field blank",
      );
    }
    const field = findField(name, fields, '--map-value');
    const values = byField.get(field.name) ?? new Map<string, string>();
    byField.set(field.name, values.set(from.trim().toLowerCase(), to.trim()));
  }
  return {
    find: (field, text) =>
      byField.size === 0 ? undefined : byField.get(field.name)?.get(text.toLowerCase()),
    has: (field) => byField.has(field.name),
  };
}
