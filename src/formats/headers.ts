import { usage } from '../domain/errors.ts';

/** More columns than any known export; other CRMs allow up to 800 custom fields per record. */
export const MAX_COLUMNS = 2000;

/** Throws `usage` for more than `MAX_COLUMNS`. */
export function rejectTooManyColumns(columns: number, name: string): void {
  if (columns <= MAX_COLUMNS) return;
  throw usage(
    `${name} has ${columns.toLocaleString('en')} columns; the limit is ${MAX_COLUMNS.toLocaleString('en')}`,
    'Rows and columns may be swapped, or the delimiter may be wrong (--delimiter)',
  );
}
