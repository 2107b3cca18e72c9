import { filterRows, not } from '../../app/migrate/row-filter.ts';
import { type SourceRows, SourceSums } from '../../app/migrate/source-sums.ts';
import type { Context } from '../../context.ts';
import { isCrmError } from '../../domain/errors.ts';
import { addMinor, parseMoney, subtractMinor } from '../../domain/money.ts';
import type { Mapping } from '../../formats/mapping.ts';
import { NumberColumn } from '../../formats/number-style.ts';
import { isTotalRow } from '../../formats/report-footer.ts';
import { stageSums } from '../../store/reports/stage-sums.ts';
import type { Tx } from '../../store/tx.ts';
import { openFile, type Reading } from './files.ts';
import type { MigratedFile, StageLine } from './migration.ts';

/**
 * Computes both sums independently: theirs from further readings of the file, ours with a query for the records of
 * its rows (`ids`, by row; none for a rejected one).
 */
export async function reconcile(
  ctx: Context,
  tx: Tx,
  { plan: { file, deleted, rows, vendor }, mapping }: MigratedFile,
  ids: readonly (number | undefined)[],
  reading: Reading,
): Promise<StageLine[]> {
  if (!mapping.feeds.some(({ field }) => field.name === 'amount')) return [];
  const textOf = cellReader(mapping);
  const style = new NumberColumn(false);
  for await (const { cells } of (await openFile(ctx, file, reading)).table.rows)
    for (const text of textOf(cells, 'amount').slice(0, 1)) style.observe(text);
  const { table: whole } = await openFile(ctx, file, reading);
  const alive = deleted ? filterRows(whole, not(deleted)) : whole;
  const table = rows ? filterRows(alive, rows) : alive;
  const sides = new SourceSums();
  let at = 0;
  for await (const { cells } of table.rows) {
    const id = ids[at++] ?? null;
    if (vendor?.preset.totals && isTotalRow(cells)) continue;
    const [text] = textOf(cells, 'amount').map((amount) => style.normalize(amount));
    const amount = amountOf(text, textOf(cells, 'currency')[0], ctx.config.get('currency'));
    sides.add({ stage: textOf(cells, 'stage').join(' / '), ...amount, isBlank: text === undefined }, id);
  }
  const lines: StageLine[] = [];
  for (const group of sides.groups()) lines.push(await lineOf(tx, file.name, group));
  return lines;
}

async function lineOf(
  tx: Tx,
  file: string,
  { stage, currency, ids, ...theirs }: SourceRows,
): Promise<StageLine> {
  const sums = await stageSums(tx, [...ids]);
  const own = sums.filter((sum) => sum.currency === currency);
  const ourSum = addMinor(...own.map(({ minor }) => minor));
  return {
    file,
    theirs: stage,
    ours: [...new Set(sums.map((sum) => sum.stage))].join(', '),
    currency,
    ...theirs,
    opps: sums.reduce((all, { count }) => all + count, 0),
    ourSum,
    difference: subtractMinor(theirs.sum, theirs.refused.sum, theirs.repeated.sum, ourSum),
  };
}

/** Reads the raw texts of a row for a field. */
function cellReader({ feeds }: Mapping): (cells: readonly (string | null)[], name: string) => string[] {
  const indexes = new Map(feeds.map(({ field, indexes }) => [field.name, indexes]));
  return (cells, name) =>
    (indexes.get(name) ?? []).map((index) => cells[index]?.trim() ?? '').filter((text) => text !== '');
}

/** Null for an invalid value: its row is among the rejected ones. */
function amountOf(
  text: string | undefined,
  code: string | undefined,
  usual: string,
): { minor: number; currency: string } {
  const currency = code?.toUpperCase() ?? usual;
  try {
    return text === undefined ? { minor: 0, currency } : parseMoney(text, currency);
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { minor: 0, currency };
  }
}
