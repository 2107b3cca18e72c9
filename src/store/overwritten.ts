import { isoTime } from '../domain/dates/calendar.ts';
import type { OverwrittenEdit } from '../domain/stored-work.ts';
import type { ChangeRow } from './change-journal.ts';
import { type Db, sql } from './sql.ts';

/** A younger edit was probably not seen by the user who overwrites it. */
const RECENT_MS = 10_000;

/** A command that waited for the database has an earlier time than changes before it, by at most this. */
const MAX_WAIT_MS = 3_600_000;

/** Number of recent changes checked. */
const LATEST_CHANGES = 200;

/** The recent edits of others that these rows overwrite, the latest first. Call before the commit. */
export async function overwrittenEdits(
  db: Db,
  rows: readonly ChangeRow[],
  { user, now }: { readonly user: string; readonly now: string },
): Promise<OverwrittenEdit[]> {
  if (rows.every(({ op }) => op === 'insert')) return [];
  const at = Date.parse(now);
  const recent = await sql<{ id: number; user_name: string; at: string }>`
    select id, user_name, at from change
    where id > (select max(id) from change) - ${LATEST_CHANGES}
      and ${(dialect) => dialect.ignoreCase(sql`user_name`)} <> ${user}
      and at > ${isoTime(at - RECENT_MS)} and at < ${isoTime(at + MAX_WAIT_MS)}
    order by id desc`.all(db);
  if (recent.length === 0) return [];
  const { compareEdits } = await import('./compare-edits.ts');
  const edits: OverwrittenEdit[] = [];
  for (const change of recent) {
    for (const detail of await compareEdits(db, change.id, rows))
      edits.push({ user: change.user_name, at: change.at, ...detail });
  }
  return edits;
}
