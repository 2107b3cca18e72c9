import { usage } from '../domain/errors.ts';
import type { Field } from '../domain/field.ts';
import { findNearest } from '../domain/suggest.ts';
import { findField, headerKey } from './field-names.ts';

/** `--map` by column index: the fields that the column feeds, none to drop it. */
export type MapDeclarations = ReadonlyMap<number, readonly Field[]>;

/**
 * Reads `--map` declarations. Matches the header exactly, else in any spelling; all columns with that header count.
 */
export function readDeclarations(
  declarations: readonly string[],
  headers: readonly string[],
  fields: readonly Field[],
): MapDeclarations {
  const declared = new Map<number, readonly Field[]>();
  for (const declaration of declarations) {
    const equals = declaration.lastIndexOf('=');
    const targets = declaration.slice(equals + 1).trim();
    if (equals < 1 || targets === '') {
      throw usage(
        `cannot read --map "${declaration}"`,
        "Write --map 'Their header=our_field', or 'Their header=-' to drop the column",
      );
    }
    const targetFields =
      targets === '-' ? [] : targets.split(',').map((name) => findSettableField(name, fields));
    for (const index of findColumns(declaration.slice(0, equals), headers)) {
      declared.set(index, [...new Set([...(declared.get(index) ?? []), ...targetFields])]);
    }
  }
  return declared;
}

function findSettableField(name: string, fields: readonly Field[]): Field {
  const field = findField(name, fields, '--map');
  if (field.access !== 'computed') return field;
  throw usage(`"${field.name}" cannot be imported: it is computed from other fields`, `It is ${field.help}`);
}

function findColumns(header: string, headers: readonly string[]): number[] {
  const where = (same: (other: string) => boolean) =>
    headers.flatMap((other, index) => (same(other) ? [index] : []));
  const exact = where((other) => other === header);
  if (exact.length > 0) return exact;
  const key = headerKey(header);
  const alike = where((other) => headerKey(other) === key);
  if (alike.length > 0) return alike;
  const near = findNearest(header, headers);
  throw usage(
    `the file has no column "${header}"`,
    near.length > 0
      ? `Did you mean ${near.map((other) => `"${other}"`).join(', ')}?`
      : `Columns: ${headers.map((other) => `"${other}"`).join(', ')}`,
  );
}
