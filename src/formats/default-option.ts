import { helpOf, isCrmError, usage } from '../domain/errors.ts';
import type { Field, Row } from '../domain/field.ts';
import { findField } from './field-names.ts';
import type { ValueReader } from './values.ts';

/** Reads `--default` declarations (`source=expo`); later ones win. Throws `usage` naming field and value. */
export function readDefaults(
  declarations: readonly string[],
  fields: readonly Field[],
  reader: ValueReader,
): Row {
  const row: Row = {};
  for (const declaration of declarations) {
    const at = declaration.indexOf('=');
    if (at < 1) throw usage(`--default needs field=value, not "${declaration}"`);
    const field = findField(declaration.slice(0, at), fields, '--default');
    if (field.access === 'computed')
      throw usage(`"${field.name}" cannot be set: it is computed from other fields`);
    try {
      row[field.name] = reader.read(field, declaration.slice(at + 1));
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw usage(`--default ${field.name}: ${error.message}`, ...helpOf(error));
    }
  }
  return row;
}
