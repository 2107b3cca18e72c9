import { usage } from '../domain/errors.ts';

/** More columns than any program exports: the most another CRM lets people add to a record is 800. */
export const MAX_COLUMNS = 2000;

/** Throws `usage` for more columns than records have. */
export function rejectTooManyColumns(columns: number, name: string): void {
  if (columns <= MAX_COLUMNS) return;
  throw usage(
    `${name} has ${columns.toLocaleString('en')} columns, more than the ${MAX_COLUMNS.toLocaleString('en')} that are taken`,
    'Rows and columns may be the wrong way round, or --delimiter another',
  );
}
