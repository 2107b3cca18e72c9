import { usage } from '../domain/errors.ts';
import type { Field } from '../domain/field.ts';
import { findNearest } from '../domain/suggest.ts';
import { fieldNamed, headerKey } from './field-names.ts';

/** What `--map` says of a column, by its index: the fields it feeds, none to drop it. */
export type Declared = ReadonlyMap<number, readonly Field[]>;

/** Reads `--map` declarations. The header is matched as written, else in any spelling; duplicates all count. */
export function readDeclarations(
  declarations: readonly string[],
  headers: readonly string[],
  fields: readonly Field[],
): Declared {
  const declared = new Map<number, readonly Field[]>();
  for (const declaration of declarations) {
    const equals = declaration.lastIndexOf('=');
    const targets = declaration.slice(equals + 1).trim();
    if (equals < 1 || targets === '') {
      throw usage(
        `cannot read --map "${declaration}"`,
        "Write --map 'Their header=our_field', or '=-' to drop it",
      );
    }
    const wanted = targets === '-' ? [] : targets.split(',').map((name) => settable(name, fields));
    for (const index of columnsNamed(declaration.slice(0, equals), headers)) {
      declared.set(index, [...new Set([...(declared.get(index) ?? []), ...wanted])]);
    }
  }
  return declared;
}

function settable(name: string, fields: readonly Field[]): Field {
  const field = fieldNamed(name, fields, '--map');
  if (field.access !== 'computed') return field;
  throw usage(`"${field.name}" cannot be imported: it follows from other fields`, `It is ${field.help}`);
}

function columnsNamed(header: string, headers: readonly string[]): number[] {
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
      : `Its columns are ${headers.map((other) => `"${other}"`).join(', ')}`,
  );
}
