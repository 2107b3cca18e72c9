import type { ColumnInference } from '../../../formats/infer-columns.ts';
import type { Cells } from '../../../formats/normalize-cells.ts';
import { peek } from '../../../formats/peek.ts';
import { openTable, type Table, type TableRow } from '../../../formats/table.ts';
import type { ImportOptions } from './options.ts';
import type { Source } from './source.ts';

/** Rows that are looked at before the first is taken. */
const LOOKED_AT = 1000;
/** Rows held back at most for one that tells, where the file cannot be read again. */
const MOST_HELD = 100_000;

/** A file whose rows are surveyed as they are read. */
export interface FormatInference {
  readonly source: Source;
  readonly table: Table;
  readonly options: ImportOptions;
  readonly survey: ColumnInference;
}

/**
 * Looks at the first rows, and at all of them where a date may be two days and only others tell which. Returns the rows,
 * none left out, some at a time. Throws `usage` where nothing tells.
 */
export async function inferFormats(surveyed: FormatInference): Promise<AsyncIterable<readonly TableRow[]>> {
  const rows = await inferFromSample(surveyed);
  surveyed.survey.resolve(surveyed.source.name);
  return rows;
}

/** The same, and a doubt is left for the survey to tell of. */
export async function inferFromSample(
  surveyed: FormatInference,
): Promise<AsyncIterable<readonly TableRow[]>> {
  const { source, table, survey } = surveyed;
  const most = source.again ? LOOKED_AT : MOST_HELD;
  let seen = 0;
  const { all } = await peek(table.batches, most, (rows) => {
    for (const row of rows) look(survey, row);
    seen += rows.length;
    return seen >= LOOKED_AT && !survey.isAmbiguous ? most : rows.length;
  });
  if (survey.isAmbiguous) await lookOnce(surveyed);
  return all;
}

/** Looks through the whole file for what tells, and mends a row that was in doubt. Throws `usage` where nothing tells. */
export async function inferFromColumn(surveyed: FormatInference, cells: Cells): Promise<void> {
  await lookOnce(surveyed);
  surveyed.survey.resolve(surveyed.source.name);
  surveyed.survey.normalize(cells);
}

/** Looks through the whole file, where it can be read again, for what tells. */
async function lookOnce({
  source,
  survey,
  options: { encoding, delimiter },
}: FormatInference): Promise<void> {
  if (source.again) {
    const { rows } = await openTable(source.again(), { encoding, delimiter, name: source.name });
    for await (const row of rows) {
      look(survey, row);
      if (!survey.isAmbiguous) return;
    }
  }
}

function look(survey: ColumnInference, { cells, problem }: TableRow): void {
  if (problem === undefined) survey.observe(cells);
}
