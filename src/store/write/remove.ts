import { conflict } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { JournaledTable } from '../change-journal.ts';
import type { TableName } from '../schema.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/**
 * Removes a record and what is only its own: e-mails, phones, tags, stage history, and activities and tasks that are
 * about nothing else. What is about other records too stays and loses the link. Throws `conflict` when other
 * records stand on it (an account with contacts or opportunities, a record a lead became).
 */
export async function removeRecord(tx: Tx, noun: Noun, id: number): Promise<void> {
  await refuseIfNeeded(tx, noun, id);
  for (const [table, column] of OWN[noun] ?? []) {
    for (const row of await pointing(tx, table, column, id)) await tx.remove(table, row);
  }
  if (noun !== 'task' && noun !== 'activity') {
    for (const table of ['activity', 'task'] as const) await unlink(tx, table, noun, id);
  }
  if (noun === 'contact') {
    for (const opp of await pointing(tx, 'opp', 'contact_id', id))
      await tx.update('opp', opp, { contact_id: null });
  }
  if (noun === 'opp') {
    for (const lead of await pointing(tx, 'lead', 'opp_id', id))
      await tx.update('lead', lead, { opp_id: null });
  }
  await tx.remove(noun, id);
}

const OWN: Partial<Record<Noun, readonly (readonly [JournaledTable, string])[]>> = {
  lead: [
    ['email', 'lead_id'],
    ['phone', 'lead_id'],
    ['tagging', 'lead_id'],
    ['former', 'lead_id'],
  ],
  contact: [
    ['email', 'contact_id'],
    ['phone', 'contact_id'],
    ['tagging', 'contact_id'],
    ['former', 'contact_id'],
    ['contact_account', 'contact_id'],
    ['opp_contact', 'contact_id'],
  ],
  account: [
    ['email', 'account_id'],
    ['phone', 'account_id'],
    ['tagging', 'account_id'],
    ['former', 'account_id'],
    ['contact_account', 'account_id'],
  ],
  opp: [
    ['tagging', 'opp_id'],
    ['former', 'opp_id'],
    ['opp_contact', 'opp_id'],
    ['stage_history', 'opp_id'],
  ],
};

/** Who would be left without what they stand on. */
const NEEDED: Partial<Record<Noun, readonly (readonly [JournaledTable, string, string])[]>> = {
  account: [
    ['contact', 'account_id', 'contact'],
    ['opp', 'account_id', 'opp'],
    ['account', 'parent_id', 'account'],
    ['lead', 'account_id', 'lead'],
  ],
  contact: [['lead', 'contact_id', 'lead']],
};

async function refuseIfNeeded(tx: Tx, noun: Noun, id: number): Promise<void> {
  for (const [table, column, what] of NEEDED[noun] ?? []) {
    const [first, ...more] = await pointing(tx, table, column, id);
    if (first === undefined) continue;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    throw conflict(
      what === 'lead'
        ? `${noun} ${id} is what lead ${first} became${others}`
        : `${noun} ${id} has ${what} ${first}${others}`,
      what === 'lead'
        ? 'Undo the conversion instead: crm history, then crm undo <change>'
        : `Move or remove them first: crm ${what} list --where '${column} = ${id}'`,
    );
  }
}

async function unlink(tx: Tx, table: 'activity' | 'task', noun: Noun, id: number): Promise<void> {
  const others = ['lead', 'contact', 'account', 'opp']
    .filter((other) => other !== noun)
    .map((other) => `${other}_id`);
  for (const row of await pointing(tx, table, `${noun}_id`, id)) {
    const full = await tx.read(table, row);
    if (others.some((column) => full?.[column] !== null))
      await tx.update(table, row, { [`${noun}_id`]: null } as never);
    else await tx.remove(table, row);
  }
}

async function pointing(tx: Tx, table: TableName, column: string, id: number): Promise<number[]> {
  const rows = await sql<{
    id: number;
  }>`select id from ${sql.ref(table)} where ${sql.ref(column)} = ${id} order by id`.all(tx.db);
  return rows.map((row) => row.id);
}
