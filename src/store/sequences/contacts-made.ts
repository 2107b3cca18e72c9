import { type RecordRef, refText } from '../../domain/record-ref.ts';
import { type Db, sql } from '../sql.ts';

/** Whether somebody was called or written to, or is to be, within a time by others than a run. Times are UTC ISO 8601. */
export async function isContactedByOthers(
  db: Db,
  person: RecordRef,
  runId: number,
  { since, until }: { readonly since: string; readonly until: string },
): Promise<boolean> {
  const own = sql.ref(`activity.${person.noun}_id`);
  const activity = await sql<{ id: number }>`
    select activity.id from activity
    where ${own} = ${person.id} and activity.at >= ${since} and activity.at < ${until}
      and activity.type in ('call', 'email') and activity.direction is distinct from 'in'
      and not exists (
        select 1 from sequence_touch left join message on message.id = sequence_touch.message_id
        where sequence_touch.run_id = ${runId} and (message.message_id = activity.external_id
          or (sequence_touch.kind = 'call' and sequence_touch.at = activity.at)))
    limit 1`.first(db);
  if (activity) return true;
  const queued = await sql<{ id: number }>`
    select message.id from message
    where message.about = ${refText(person)} and message.state = 'queued'
      and message.send_at >= ${since} and message.send_at < ${until} and not exists (
        select 1 from sequence_touch
        where sequence_touch.message_id = message.id and sequence_touch.run_id = ${runId})
    limit 1`.first(db);
  return queued !== undefined;
}

/** When somebody got mails of sequences since a time, the earliest first. */
export async function sequenceMailsSince(db: Db, person: RecordRef, since: string): Promise<string[]> {
  const own = sql.ref(`sequence_touch.${person.noun}_id`);
  const rows = await sql<{ at: string }>`
    select sequence_touch.at from sequence_touch
    where ${own} = ${person.id} and sequence_touch.at >= ${since} and sequence_touch.kind = 'email'
    order by sequence_touch.at nulls first`.all(db);
  return rows.map(({ at }) => at);
}

/** The step of a sequence that a mail belongs to, and whose it is; null for other mails. */
export async function stepOfMail(
  db: Db,
  mailId: number,
): Promise<{
  readonly sequenceId: number;
  readonly version: number;
  readonly step: number;
  readonly person: RecordRef;
} | null> {
  const row = await sql<{
    sequence_id: number;
    version: number;
    step: number;
    lead_id: number | null;
    contact_id: number | null;
  }>`
    select sequence_run.sequence_id, sequence_touch.version, sequence_touch.step, sequence_run.lead_id,
      sequence_run.contact_id
    from sequence_touch join sequence_run on sequence_run.id = sequence_touch.run_id
    where sequence_touch.message_id = ${mailId} limit 1`.first(db);
  if (!row) return null;
  const { sequence_id, version, step, lead_id, contact_id } = row;
  const person: RecordRef =
    lead_id === null ? { noun: 'contact', id: contact_id as number } : { noun: 'lead', id: lead_id };
  return { sequenceId: sequence_id, version, step, person };
}

/** When something was done last in a run, UTC ISO 8601; null if nothing was. */
export async function lastTouchAt(db: Db, runId: number): Promise<string | null> {
  const row = await sql<{ at: string | null }>`
    select max(at) as at from sequence_touch where run_id = ${runId}`.one(db);
  return row.at;
}

/** The last mail of a run; null before the first. */
export async function lastMailOf(db: Db, runId: number): Promise<number | null> {
  const row = await sql<{ message_id: number | null }>`
    select message_id from sequence_touch where run_id = ${runId} and message_id is not null
    order by id desc nulls last limit 1`.first(db);
  return row?.message_id ?? null;
}
