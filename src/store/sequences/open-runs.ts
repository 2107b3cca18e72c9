import { type Db, sql } from '../sql.ts';

/** Whether anybody is in a sequence now. */
export async function hasOpenRuns(db: Db): Promise<boolean> {
  const row = await sql<{ id: number }>`
    select id from sequence_run where state in ('active', 'paused') limit 1`.first(db);
  return row !== undefined;
}
