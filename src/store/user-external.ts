import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** Numbers of users by their external ids. */
export async function usersByExternalId(tx: Tx, source: string): Promise<Map<string, number>> {
  const rows = await sql<{
    external_id: string;
    user_id: number;
  }>`select external_id, user_id from user_external where source = ${source}`.all(tx);
  return new Map(rows.map((row) => [row.external_id as string, row.user_id as number]));
}

/** Stores the external id of a user; returns whether it is new. */
export async function keepExternalId(
  tx: Tx,
  userId: number,
  key: { readonly source: string; readonly external_id: string },
): Promise<boolean> {
  const there = await sql<{ id: number }>`
    select id from user_external where source = ${key.source} and external_id = ${key.external_id}`.first(tx);
  if (there) return false;
  await tx.insert('user_external', { ...key, user_id: userId });
  return true;
}

/** Removes the external ids of a removed user. */
export async function forgetExternalIds(tx: Tx, userId: number): Promise<void> {
  for (const { id } of await sql<{ id: number }>`select id from user_external where user_id = ${userId}`.all(
    tx,
  ))
    await tx.remove('user_external', id as number);
}
