import { conflict } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { ChildRows } from '../../nouns/shared/children.ts';
import type { JournaledTable } from '../change-journal.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { relinkLookups } from './lookups.ts';

/**
 * Removes a record with its own child rows: e-mails, phones, tags, stage history, and activities and tasks about
 * nothing else. Shared ones stay and lose the link. Throws `conflict` if other records depend on it (an account with
 * contacts or opportunities, a record a lead became).
 */
export async function removeRecord(tx: Tx, noun: Noun, id: number): Promise<void> {
  const children = tx.nouns.childrenOf(noun);
  for (const child of children) if (child.onRemove === 'refuse') await refuseIfAny(tx, noun, id, child);
  for (const { table, column, onRemove } of children) {
    if (onRemove === 'cascade' || onRemove === 'stay') continue;
    for (const row of await pointing(tx, table as JournaledTable, column, id)) {
      if (onRemove === 'unlink') await unlink(tx, table, column, row);
      else if (onRemove === 'remove or unlink' && (await hasOtherLinks(tx, table, column, row)))
        await unlink(tx, table, column, row);
      else if (tx.nouns.find(table)) await removeRecord(tx, table as Noun, row);
      else await tx.remove(table as JournaledTable, row);
    }
  }
  await relinkLookups(tx, noun, id, null);
  await tx.remove(noun, id);
}

async function refuseIfAny(tx: Tx, noun: Noun, id: number, { table, column }: ChildRows): Promise<void> {
  const [first, ...more] = await pointing(tx, table as JournaledTable, column, id);
  if (first === undefined) return;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  throw conflict(
    table === 'lead'
      ? `${noun} ${id} was created from lead ${first}${others}`
      : `${noun} ${id} has ${table} ${first}${others}`,
    { code: 'record-in-use', by: table, column, id },
  );
}

async function unlink(tx: Tx, table: string, column: string, row: number): Promise<void> {
  await tx.updateRow(table as JournaledTable, row, { [column]: null });
}

/** Whether a record has other links than this column. */
async function hasOtherLinks(tx: Tx, table: string, column: string, id: number): Promise<boolean> {
  const row = await tx.read(table as JournaledTable, id);
  const { nouns } = tx;
  const links =
    nouns.find(table)?.fields.filter(({ type, target }) => type === 'ref' && nouns.find(target)) ?? [];
  return links.some(({ name }) => `${name}_id` !== column && row?.[`${name}_id`] !== null);
}

async function pointing(tx: Tx, table: string, column: string, id: number): Promise<number[]> {
  const rows = await sql<{
    id: number;
  }>`select id from ${sql.ref(table)} where ${sql.ref(column)} = ${id} order by id`.all(tx);
  return rows.map((row) => row.id);
}
