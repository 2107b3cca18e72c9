import { conflict, usage } from '../../domain/errors.ts';
import { isAmount } from '../../domain/money.ts';
import type { RawRow } from '../sql.ts';
import { sql } from '../sql.ts';
import type { RowChange, Tx } from '../tx.ts';
import { selectionsOf, selectionsOfNumbers, touchedRows } from './touched-rows.ts';

/**
 * Gives the deals whose lines changed the sum of their lines as amount; a deal whose last line is gone keeps its amount.
 * Returns the numbers of these deals. Throws `conflict` for a deal with lines in several currencies.
 */
export async function sumLines(tx: Tx): Promise<readonly number[]> {
  const deals = await dealsOfLines(tx);
  for (const among of selectionsOfNumbers(deals, sql`opp.id`)) {
    const sums = await sql<DealSum>`
      select opp.id, opp.amount_minor, opp.currency, opp.has_lines, opp.updated_at, count(line.id) as lines,
        coalesce(sum(line.amount_minor), 0) as total, min(line.currency) as line_currency, max(line.currency) as other_currency
      from opp left join line on line.opp_id = opp.id where ${among} group by opp.id`.all(tx);
    await tx.updateMany(
      'opp',
      sums.flatMap((sum) => changeOf(sum, tx.now) ?? []),
    );
  }
  return deals;
}

/** A deal, with the sum of its lines. */
interface DealSum {
  readonly id: number;
  readonly amount_minor: number | null;
  readonly currency: string;
  readonly has_lines: number;
  readonly updated_at: string;
  readonly lines: number;
  readonly total: number;
  readonly line_currency: string | null;
  readonly other_currency: string | null;
}

function changeOf(sum: DealSum, now: string): RowChange | null {
  const { id, lines, total, line_currency: currency, other_currency: other } = sum;
  if (currency !== other) throw conflict(`opp ${id} would have lines in ${currency} and ${other}`);
  if (!isAmount(total)) throw usage(`the lines of opp ${id} come to more than an amount can be`);
  const wanted: RawRow =
    currency === null ? { has_lines: 0 } : { has_lines: 1, amount_minor: total, currency };
  const before = sum as unknown as RawRow;
  const differing = Object.keys(wanted).filter((column) => wanted[column] !== before[column]);
  if (differing.length === 0 || (lines === 0 && sum.has_lines === 0)) return null;
  const after = Object.fromEntries(differing.map((column) => [column, wanted[column] ?? null]));
  return { id, before, after: { ...after, updated_at: now } };
}

/** The deals whose lines were added, changed or removed. */
async function dealsOfLines(tx: Tx): Promise<number[]> {
  const rows = touchedRows(tx, 'line');
  const deals = new Set<number>();
  for (const { before } of rows) if (typeof before?.opp_id === 'number') deals.add(before.opp_id);
  for (const among of selectionsOf(
    rows.filter(({ op }) => op !== 'delete'),
    sql`line.id`,
  ))
    for (const { opp_id } of await sql<{ opp_id: number }>`
      select distinct opp_id from line where ${among}`.all(tx))
      deals.add(opp_id);
  return [...deals];
}
