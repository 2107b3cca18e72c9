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

/** When somebody got mails of sequences within a time, the earliest first. */
export async function sequenceMailsWithin(
  db: Db,
  person: RecordRef,
  { since, until }: { readonly since: string; readonly until: string },
): Promise<string[]> {
  const own = sql.ref(`sequence_touch.${person.noun}_id`);
  const rows = await sql<{ at: string }>`
    select sequence_touch.at from sequence_touch
    where ${own} = ${person.id} and sequence_touch.at >= ${since} and sequence_touch.at < ${until}
      and sequence_touch.kind = 'email'
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

/**
 * How many people of the sequence whose first mail this is got their first one within a day or get it now, if they are as
 * many as begin on a day; null if they are not, and for every other mail.
 */
export async function fullDayOfFirstMail(
  db: Db,
  mailId: number,
  { since, until }: { readonly since: string; readonly until: string },
): Promise<number | null> {
  const own = await sql<{ sequence_id: number; most: number }>`
    select sequence.id as sequence_id, sequence.starts_per_day as most
    from sequence_touch join sequence_run on sequence_run.id = sequence_touch.run_id
      join sequence on sequence.id = sequence_run.sequence_id
    where sequence_touch.message_id = ${mailId} and sequence_touch.step = 1
      and sequence.starts_per_day is not null limit 1`.first(db);
  if (!own) return null;
  const { n } = await sql<{ n: number }>`
    select count(*) as n from message join sequence_touch on sequence_touch.message_id = message.id
      join sequence_run on sequence_run.id = sequence_touch.run_id
    where sequence_run.sequence_id = ${own.sequence_id} and sequence_touch.step = 1 and message.id <> ${mailId}
      and (message.account in (select account from sequence_run where sequence_id = ${own.sequence_id})
          and message.sent_at >= ${since} and message.sent_at < ${until}
        or message.message_id in (select outbox.key from outbox where kind = 'mail' and state = 'doing'))`.one(
    db,
  );
  return n < own.most ? null : n;
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
