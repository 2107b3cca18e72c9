import type { Cells } from '../../../intake/cells.ts';
import { lookAhead } from '../../../intake/look-ahead.ts';
import type { Survey } from '../../../intake/survey.ts';
import { openTable, type Table, type TableRow } from '../../../intake/table.ts';
import type { ImportOptions } from './options.ts';
import type { Source } from './source.ts';

/** Rows that are looked at before the first is taken. */
const LOOKED_AT = 1000;
/** Rows held back at most for one that tells, where the file cannot be read again. */
const MOST_HELD = 100_000;

/** A file whose rows are surveyed as they are read. */
export interface Surveyed {
  readonly source: Source;
  readonly table: Table;
  readonly options: ImportOptions;
  readonly survey: Survey;
}

/**
 * Looks at the first rows, and at all of them where a date may be two days and only others tell which. Returns the rows,
 * none left out, some at a time. Throws `usage` where nothing tells.
 */
export async function surveyRows(surveyed: Surveyed): Promise<AsyncIterable<readonly TableRow[]>> {
  const rows = await lookOver(surveyed);
  surveyed.survey.settle(surveyed.source.name);
  return rows;
}

/** The same, and a doubt is left for the survey to tell of. */
export async function lookOver(surveyed: Surveyed): Promise<AsyncIterable<readonly TableRow[]>> {
  const { source, table, survey } = surveyed;
  const most = source.again ? LOOKED_AT : MOST_HELD;
  let seen = 0;
  const { all } = await lookAhead(table.batches, most, (rows) => {
    for (const row of rows) look(survey, row);
    seen += rows.length;
    return seen >= LOOKED_AT && !survey.inDoubt ? most : rows.length;
  });
  if (survey.inDoubt) await lookOnce(surveyed);
  return all;
}

/** Looks through the whole file for what tells, and mends a row that was in doubt. Throws `usage` where nothing tells. */
export async function lookThrough(surveyed: Surveyed, cells: Cells): Promise<void> {
  await lookOnce(surveyed);
  surveyed.survey.settle(surveyed.source.name);
  surveyed.survey.mend(cells);
}

/** Looks through the whole file, where it can be read again, for what tells. */
async function lookOnce({ source, survey, options: { encoding, delimiter } }: Surveyed): Promise<void> {
  if (source.again) {
    const { rows } = await openTable(source.again(), { encoding, delimiter, name: source.name });
    for await (const row of rows) {
      look(survey, row);
      if (!survey.inDoubt) return;
    }
  }
}

function look(survey: Survey, { cells, problem }: TableRow): void {
  if (problem === undefined) survey.see(cells);
}
