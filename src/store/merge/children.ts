import type { ChildRows } from '../../nouns/shared/children.ts';
import type { JournaledTable } from '../change-journal.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { Mergeable } from './former-identities.ts';

/** Moves all child rows and links of one record to another. Returns the number of rows per table. */
export async function moveChildren(
  tx: Tx,
  noun: Mergeable,
  keep: number,
  other: number,
): Promise<ReadonlyMap<JournaledTable, number>> {
  const moved = new Map<JournaledTable, number>();
  for (const child of tx.nouns.childrenOf(noun)) {
    if (child.ownMerge) continue;
    const n =
      child.onRemove === 'cascade'
        ? await moveUnjournaled(tx, child, keep, other)
        : await move(tx, child, keep, other);
    const table = child.table as JournaledTable;
    if (n > 0) moved.set(table, (moved.get(table) ?? 0) + n);
  }
  return moved;
}

/** Moves data outside the history, such as claims and review decisions, without journaling. */
async function moveUnjournaled(
  tx: Tx,
  { table, column }: ChildRows,
  keep: number,
  other: number,
): Promise<0> {
  const [rows, own] = [sql.ref(table), sql.ref(column)];
  await tx.executeUnjournaled(sql`
    update ${rows} set ${own} = ${keep} where ${own} = ${other} and not exists (
      select 1 from ${rows} as twin where twin.${own} = ${keep} and twin.user_id = ${rows}.user_id)`);
  return 0;
}

async function move(
  tx: Tx,
  { table: name, column, uniqueBy: once, ordered }: ChildRows,
  keep: number,
  other: number,
): Promise<number> {
  const table = name as JournaledTable;
  const rowsOf = (id: number) =>
    sql<RawRow & { id: number }>`
    select *, ${sql.raw(once ?? 'id')} as unique_by from ${sql.ref(table)} where ${sql.ref(column)} = ${id}
    order by ${ordered ? sql`position, ` : sql``}id`;
  const rows = await rowsOf(other).all(tx);
  const there = rows.length > 0 && (once || ordered) ? await rowsOf(keep).all(tx) : [];
  const has = new Map(there.map((row) => [row.unique_by, row]));
  let position = Math.max(-1, ...there.map((row) => Number(row.position))) + 1;
  let moved = 0;
  for (const row of rows) {
    const twin = once ? has.get(row.unique_by) : undefined;
    if (twin) {
      await mergeTwin(tx, table, twin, row);
      await tx.remove(table, row.id);
      continue;
    }
    await tx.update(table, row.id, {
      [column]: keep,
      ...(ordered ? { position: position++ } : {}),
    } as never);
    moved++;
  }
  return moved;
}

/** A bad number stays bad, and a role that only one has is kept. */
async function mergeTwin(
  tx: Tx,
  table: JournaledTable,
  twin: RawRow & { id: number },
  row: RawRow,
): Promise<void> {
  if (table === 'phone' && row.bad === 1) await tx.update('phone', twin.id, { bad: 1 });
  if (table === 'opp_contact' && twin.role === null && row.role !== null)
    await tx.update('opp_contact', twin.id, { role: row.role as string });
}

/** Removes links to further accounts and contacts that are now the primary one. */
export async function removeRedundantLinks(tx: Tx, noun: Mergeable, id: number): Promise<void> {
  for (const [table, nouns, query] of REDUNDANT_LINKS) {
    if (!nouns.includes(noun)) continue;
    for (const row of await sql<{ id: number }>`${query} and ${sql.ref(`x.${noun}_id`)} = ${id}`.all(tx))
      await tx.remove(table, row.id);
  }
}

const REDUNDANT_LINKS: readonly (readonly [JournaledTable, readonly Mergeable[], Sql])[] = [
  [
    'contact_account',
    ['contact', 'account'],
    sql`select x.id from contact_account x join contact c on c.id = x.contact_id where c.account_id = x.account_id`,
  ],
  [
    'opp_contact',
    ['contact', 'opp'],
    sql`select x.id from opp_contact x join opp o on o.id = x.opp_id where o.contact_id = x.contact_id`,
  ],
];
