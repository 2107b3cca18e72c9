import type { Row } from '../domain/field.ts';
import { subtractMinor } from '../domain/money.ts';
import { readSum, sumColumns } from './money-sums.ts';
import { type Db, type RawRow, sql } from './sql.ts';

/**
 * What a deal cost, by currency, with what is left of its amount where both are in one: amount, cost, margin, percent. Empty
 * without expenses.
 */
export async function dealCosts(db: Db, id: number): Promise<Row[]> {
  const rows = await sql<RawRow & { paid: string; minor: number | null; currency: string }>`
    select expense.currency as paid, opp.amount_minor as minor, opp.currency as currency, ${sumColumns(sql`expense.amount_minor`, 'cost')}
    from expense join opp on opp.id = expense.opp_id where expense.opp_id = ${id}
    group by expense.currency, opp.amount_minor, opp.currency order by expense.currency nulls last`.all(db);
  return rows.map((row): Row => {
    const cost = readSum(row, 'cost');
    const { paid, minor, currency } = row;
    const isOwn = paid === currency && minor !== null;
    const margin = isOwn ? subtractMinor(minor, cost) : null;
    return {
      amount: isOwn ? { minor, currency } : null,
      cost: { minor: cost, currency: paid },
      margin: margin === null ? null : { minor: margin, currency },
      percent: margin === null || !minor ? null : Math.round((Number(margin) / minor) * 100),
    };
  });
}
