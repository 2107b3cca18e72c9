import type { Tx } from './tx.ts';

/** Numbers of users by the ids they have in another program. */
export async function usersByExternalId(tx: Tx, source: string): Promise<Map<string, number>> {
  const rows = await tx.all('select external_id, user_id from user_external where source = ?', [source]);
  return new Map(rows.map((row) => [row.external_id as string, row.user_id as number]));
}

/** Keeps the id that a user has in another program; returns whether it is new. */
export async function keepExternalId(
  tx: Tx,
  userId: number,
  key: { readonly source: string; readonly external_id: string },
): Promise<boolean> {
  const sql = 'select 1 from user_external where source = ? and external_id = ?';
  const [there] = await tx.all(sql, [key.source, key.external_id]);
  if (there) return false;
  await tx.insert('user_external', { ...key, user_id: userId });
  return true;
}

/** Forgets the ids of a user who is removed. */
export async function forgetExternalIds(tx: Tx, userId: number): Promise<void> {
  for (const { id } of await tx.all('select id from user_external where user_id = ?', [userId]))
    await tx.remove('user_external', id as number);
}
