import type { ChildRows } from '../../nouns/shared/children.ts';
import type { JournaledTable } from '../change-journal.ts';
import type { RawRow } from '../engine.ts';
import type { Tx } from '../tx.ts';
import type { Mergeable } from './former-identities.ts';

/** Gives all that belongs to one record to another. Returns how many rows of each table went over. */
export async function moveChildren(
  tx: Tx,
  noun: Mergeable,
  keep: number,
  other: number,
): Promise<ReadonlyMap<JournaledTable, number>> {
  const moved = new Map<JournaledTable, number>();
  for (const child of tx.db.nouns.childrenOf(noun)) {
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

/** What is no record goes over without a trace: who has a lead on the phone, what was decided about a deal. */
async function moveUnjournaled(
  tx: Tx,
  { table, column }: ChildRows,
  keep: number,
  other: number,
): Promise<0> {
  await tx.executeUnjournaled(`update or ignore ${table} set ${column} = ? where ${column} = ?`, [
    keep,
    other,
  ]);
  return 0;
}

async function move(
  tx: Tx,
  { table: name, column, uniqueBy: once, ordered }: ChildRows,
  keep: number,
  other: number,
): Promise<number> {
  const table = name as JournaledTable;
  const key = once ?? 'id';
  const select = `select *, ${key} as "once" from "${table}" where ${column} = ?`;
  const rows = await tx.all(`${select} order by ${ordered ? 'position, ' : ''}id`, [other]);
  const there = rows.length > 0 && (once || ordered) ? await tx.all(select, [keep]) : [];
  const has = new Map(there.map((row) => [row.once, row]));
  let position = Math.max(-1, ...there.map((row) => Number(row.position))) + 1;
  let moved = 0;
  for (const row of rows) {
    const twin = once ? has.get(row.once) : undefined;
    if (twin) {
      await mergeTwin(tx, table, twin, row);
      await tx.remove(table, row.id as number);
      continue;
    }
    await tx.update(
      table,
      row.id as number,
      {
        [column]: keep,
        ...(ordered ? { position: position++ } : {}),
      } as never,
    );
    moved++;
  }
  return moved;
}

/** A number known to be bad stays so, and a role that only one of them says. */
async function mergeTwin(tx: Tx, table: JournaledTable, twin: RawRow, row: RawRow): Promise<void> {
  if (table === 'phone' && row.bad === 1) await tx.update('phone', twin.id as number, { bad: 1 });
  if (table === 'opp_contact' && twin.role === null && row.role !== null)
    await tx.update('opp_contact', twin.id as number, { role: row.role as string });
}

/** Further accounts and contacts that are by now the first one are not said again. */
export async function removeRedundantLinks(tx: Tx, noun: Mergeable, id: number): Promise<void> {
  for (const [table, nouns, query] of REDUNDANT_LINKS) {
    if (!nouns.includes(noun)) continue;
    for (const row of await tx.all(`${query} and x.${noun}_id = ?`, [id]))
      await tx.remove(table, row.id as number);
  }
}

const REDUNDANT_LINKS: readonly (readonly [JournaledTable, readonly Mergeable[], string])[] = [
  [
    'contact_account',
    ['contact', 'account'],
    'select x.id from contact_account x join contact c on c.id = x.contact_id where c.account_id = x.account_id',
  ],
  [
    'opp_contact',
    ['contact', 'opp'],
    'select x.id from opp_contact x join opp o on o.id = x.opp_id where o.contact_id = x.contact_id',
  ],
];
