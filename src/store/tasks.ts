import { type Db, sql } from './sql.ts';

/** The open tasks of a lead, of one kind or of all, in number order. */
export async function openTasksOfLead(db: Db, leadId: number, kind?: string): Promise<number[]> {
  const ofKind = kind === undefined ? sql`` : sql` and kind = ${kind}`;
  const tasks = await sql<{ id: number }>`
    select id from task where lead_id = ${leadId} and status = 'open'${ofKind} order by id`.all(db);
  return tasks.map((task) => task.id);
}

/** External ids of the tasks of a source that are no activities under `activitySource`. */
export async function externalIdsOfTasks(
  db: Db,
  source: string,
  activitySource: string,
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ external_id: string }>`
    select external_id from task t where external_source = ${source} and external_id is not null and not exists
    (select 1 from activity a where a.external_source = ${activitySource} and a.external_id = t.external_id)`.all(
    db,
  );
  return new Set(rows.map((row) => row.external_id));
}
