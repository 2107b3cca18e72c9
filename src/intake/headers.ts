import { usage } from '../domain/errors.ts';

/** More columns than any program exports: the most another CRM lets people add to a record is 800. */
export const MOST_COLUMNS = 2000;

/** Throws `usage` for more columns than records have. */
export function refuseTooMany(columns: number, name: string): void {
  if (columns <= MOST_COLUMNS) return;
  throw usage(
    `${name} has ${columns.toLocaleString('en')} columns, more than the ${MOST_COLUMNS.toLocaleString('en')} that are taken`,
    'Rows and columns may be the wrong way round, or --delimiter another',
  );
}
