import { usage } from '../domain/errors.ts';
import type { Field } from '../domain/field.ts';
import { findField } from './field-names.ts';

/**
 * Reads `--map-value` declarations (`stage:Engaging=qualification`) into a function that translates a trimmed text;
 * other texts stay the same. Ignores case. Throws a usage error.
 */
export function readValueMaps(
  declarations: readonly string[],
  fields: readonly Field[],
): (field: Field, text: string) => string {
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
  return (field, text) => byField.get(field.name)?.get(text.toLowerCase()) ?? text;
}
