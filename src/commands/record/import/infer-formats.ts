import type { ColumnInference } from '../../../formats/infer-columns.ts';
import type { Cells } from '../../../formats/normalize-cells.ts';
import { peek } from '../../../formats/peek.ts';
import type { TableRow } from '../../../formats/rows.ts';
import { openTable, type Table } from '../../../formats/table.ts';
import type { ImportOptions } from './options.ts';
import type { Source } from './source.ts';

/** Rows inspected before the first is imported. */
const ROWS_INSPECTED = 1000;
/** Maximum number of rows held in memory until a format is clear, if the file cannot be read again. */
const MAX_ROWS_HELD = 100_000;

/** A file whose formats are inferred while its rows are read. */
export interface FormatInference {
  readonly source: Source;
  readonly table: Table;
  readonly options: ImportOptions;
  readonly survey: ColumnInference;
}

/**
 * Inspects the first rows, and all of them if a date is ambiguous and only others clarify it. Returns all rows, in
 * batches. Throws `usage` if it stays ambiguous.
 */
export async function inferFormats(surveyed: FormatInference): Promise<AsyncIterable<readonly TableRow[]>> {
  const rows = await inferFromSample(surveyed);
  surveyed.survey.resolve(surveyed.source.name);
  return rows;
}

/** The same, but leaves an ambiguity to be reported later. */
export async function inferFromSample(
  surveyed: FormatInference,
): Promise<AsyncIterable<readonly TableRow[]>> {
  const { source, table, survey } = surveyed;
  const most = source.again ? ROWS_INSPECTED : MAX_ROWS_HELD;
  let seen = 0;
  const { all } = await peek(table.batches, most, (rows) => {
    for (const row of rows) look(survey, row);
    seen += rows.length;
    return seen >= ROWS_INSPECTED && !survey.isAmbiguous ? most : rows.length;
  });
  if (survey.isAmbiguous) await lookOnce(surveyed);
  return all;
}

/**
 * Searches the whole file for an unambiguous value, and corrects an ambiguous row. Throws `usage` if there is none.
 */
export async function inferFromColumn(surveyed: FormatInference, cells: Cells): Promise<void> {
  await lookOnce(surveyed);
  surveyed.survey.resolve(surveyed.source.name);
  surveyed.survey.normalize(cells);
}

/** Searches the whole file for an unambiguous value, if it can be read again. */
async function lookOnce({
  source,
  survey,
  options: { encoding, delimiter, sheet, nullWords, headers },
}: FormatInference): Promise<void> {
  if (source.again) {
    const same = { encoding, delimiter, sheet, nullWords, headers, name: source.name };
    const { rows } = await openTable(source.again(), same);
    for await (const row of rows) {
      look(survey, row);
      if (!survey.isAmbiguous) return;
    }
  }
}

function look(survey: ColumnInference, { cells, problem }: TableRow): void {
  if (problem === undefined) survey.observe(cells);
}
