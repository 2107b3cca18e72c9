import { usage } from '../domain/errors.ts';
import type { Field } from '../domain/field.ts';
import { fieldNamed } from './field-names.ts';

/**
 * Reads `--map-value` declarations (`stage:Engaging=qualification`) into a function that translates a trimmed
 * text; one without a declaration comes back as it is. Case does not count. Throws a usage error.
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
        "Write --map-value 'stage:Their value=our value'; nothing after = leaves it blank",
      );
    }
    const field = fieldNamed(name, fields, '--map-value');
    const values = byField.get(field.name) ?? new Map<string, string>();
    byField.set(field.name, values.set(from.trim().toLowerCase(), to.trim()));
  }
  return (field, text) => byField.get(field.name)?.get(text.toLowerCase()) ?? text;
}
