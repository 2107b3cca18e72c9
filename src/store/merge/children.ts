import type { Noun } from '../../domain/field.ts';
import type { ChildRows } from '../../nouns/shared/children.ts';
import type { JournaledTable } from '../change-journal.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { LostWord } from './lost-word.ts';
import { uniteMembers } from './unite-members.ts';

/** Moves all child rows and links of one record to another. Returns the number of rows per table. */
export async function moveChildren(
  tx: Tx,
  noun: Noun,
  keep: number,
  other: number,
): Promise<{ readonly moved: ReadonlyMap<JournaledTable, number>; readonly lost: readonly LostWord[] }> {
  const moved = new Map<JournaledTable, number>();
  const lost: LostWord[] = [];
  for (const child of tx.nouns.childrenOf(noun)) {
    const table = child.table as JournaledTable;
    if (child.areMembers) lost.push(...(await uniteMembers(tx, noun, [keep, other])));
    if (child.history !== undefined) await mergeHistory(tx, child, keep, other);
    else if (child.onRemove === 'cascade') await moveUnjournaled(tx, child, keep, other);
    else {
      const n = await move(tx, child, keep, other, lost);
      if (n > 0) moved.set(table, (moved.get(table) ?? 0) + n);
    }
  }
  return { moved, lost };
}

/** Moves data outside the history, such as claims and review decisions, without journaling. */
async function moveUnjournaled(
  tx: Tx,
  { table, column }: ChildRows,
  keep: number,
  other: number,
): Promise<void> {
  const [rows, own] = [sql.ref(table), sql.ref(column)];
  await tx.executeUnjournaled(sql`
    update ${rows} set ${own} = ${keep} where ${own} = ${other} and not exists (
      select 1 from ${rows} as twin where twin.${own} = ${keep} and twin.user_id = ${rows}.user_id)`);
}

/**
 * Puts the earlier entries of a merged record before those of the remaining one. Overlapping ones stay only on the
 * timeline.
 */
async function mergeHistory(
  tx: Tx,
  { table: name, column, history }: ChildRows,
  keep: number,
  other: number,
): Promise<void> {
  const table = name as JournaledTable;
  const entriesOf = (id: number) =>
    sql<RawRow & { id: number; began: string }>`
      select *, ${sql.ref(history as string)} as began from ${sql.ref(table)}
      where ${sql.ref(column)} = ${id} order by id`.all(tx);
  const [mine, theirs] = [await entriesOf(keep), await entriesOf(other)];
  const [first] = mine;
  const earlier = theirs.filter((row) => first !== undefined && row.began < first.began);
  // Row numbers have to be in the order of the entries.
  const areInOrder = first === undefined || earlier.every((row) => row.id < first.id);
  for (const row of theirs) {
    if (areInOrder && earlier.includes(row)) await tx.updateRow(table, row.id, { [column]: keep });
    else await tx.remove(table, row.id);
  }
  if (areInOrder || earlier.length === 0) return;
  for (const row of mine) await tx.remove(table, row.id);
  for (const { id: _, began: __, ...row } of [...earlier, ...mine])
    await tx.insertRow(table, { ...row, [column]: keep });
}

async function move(
  tx: Tx,
  { table: name, column, uniqueBy, keptFromTwin = [], ordered, isWhole }: ChildRows,
  keep: number,
  other: number,
  lost: LostWord[],
): Promise<number> {
  const table = name as JournaledTable;
  const rowsOf = (id: number) =>
    sql<RawRow & { id: number }>`
    select *, ${sql.raw(uniqueBy ?? 'id')} as unique_by from ${sql.ref(table)} where ${sql.ref(column)} = ${id}
    order by ${ordered ? sql`position, ` : sql``}id`;
  const rows = await rowsOf(other).all(tx);
  const there = rows.length > 0 && (uniqueBy || ordered || isWhole) ? await rowsOf(keep).all(tx) : [];
  const has = new Map(there.map((row) => [row.unique_by, row]));
  let position = Math.max(-1, ...there.map((row) => Number(row.position))) + 1;
  let moved = 0;
  for (const row of rows) {
    if (isWhole && there.length > 0) {
      await tx.remove(table, row.id);
      continue;
    }
    const twin = uniqueBy ? has.get(row.unique_by) : undefined;
    if (twin) {
      const kept = keptFromTwin.filter((name) => !twin[name] && row[name]);
      if (kept.length > 0)
        await tx.updateRow(table, twin.id, Object.fromEntries(kept.map((name) => [name, row[name] ?? null])));
      lost.push(...wordsLost(row, uniqueBy, keptFromTwin, twin));
      await tx.remove(table, row.id);
      continue;
    }
    await tx.updateRow(table, row.id, {
      [column]: keep,
      ...(ordered ? { position: position++ } : {}),
    });
    moved++;
  }
  return moved;
}

/** What a row says in these columns, if its twin, or the record itself, says something else or nothing. */
function wordsLost(
  row: RawRow,
  uniqueBy: string | undefined,
  columns: readonly string[],
  twin?: RawRow,
): LostWord[] {
  const [, noun] = /^(\w+)_id$/.exec(uniqueBy ?? '') ?? [];
  const id = row[`${noun}_id`];
  if (noun === undefined || typeof id !== 'number') return [];
  return columns
    .filter((name) => row[name] && (twin ? twin[name] && row[name] !== twin[name] : true))
    .map((field) => ({ field, value: String(row[field]), target: { noun: noun as Noun | 'user', id } }));
}

/** Removes links to further accounts and contacts that are now the primary one. Returns what these said. */
export async function removeRedundantLinks(tx: Tx, noun: Noun, id: number): Promise<LostWord[]> {
  const lost: LostWord[] = [];
  const all = [...tx.nouns].flatMap(({ noun: owner, merge }) =>
    (merge?.().further ?? []).map((further) => ({ owner, ...further })),
  );
  for (const { owner, table, column, as = column } of all) {
    if (noun !== owner && `${noun}_id` !== column) continue;
    const [own, link] = [sql.ref(`${owner}_id`), sql.ref(as)];
    const redundant = sql<RawRow & { id: number }>`
      select link.* from ${sql.ref(table)} as link join ${sql.ref(owner)} as owner on owner.id = link.${own}
      where owner.${sql.ref(column)} = link.${link} and link.${sql.ref(`${noun}_id`)} = ${id}`;
    const other = noun === owner ? column : `${owner}_id`;
    const says = tx.nouns.childrenOf(noun).find((child) => child.table === table)?.keptFromTwin;
    for (const row of await redundant.all(tx)) {
      lost.push(...wordsLost(row, other, says ?? []));
      await tx.remove(table, row.id);
    }
  }
  return lost;
}
