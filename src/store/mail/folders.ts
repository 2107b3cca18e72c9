import type { Engine } from '../engine.ts';
import { type Db, sql } from '../sql.ts';

/** How far a folder of a mailbox has been read. */
export interface FolderMark {
  /** Which numbering of the server the number is of. */
  readonly uidValidity: number;
  readonly lastUid: number;
}

/** How far a folder has been read; null for one that was not. */
export async function folderMark(db: Db, account: string, folder: string): Promise<FolderMark | null> {
  const row = await sql<{ uid_validity: number; last_uid: number }>`
    select uid_validity, last_uid from mail_folder where account = ${account} and folder = ${folder}`.first(
    db,
  );
  return row ? { uidValidity: row.uid_validity, lastUid: row.last_uid } : null;
}

/** Notes how far a folder has been read, in a transaction. */
export async function moveFolderMark(
  engine: Engine,
  account: string,
  folder: string,
  { uidValidity, lastUid }: FolderMark,
): Promise<void> {
  await engine.run(sql`
    insert into mail_folder (account, folder, uid_validity, last_uid)
    values (${account}, ${folder}, ${uidValidity}, ${lastUid})
    on conflict (account, folder) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`);
}
