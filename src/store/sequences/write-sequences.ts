import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Removes a sequence with its versions, runs and what was done in them. */
export async function removeWithRuns(tx: Tx, sequenceId: number): Promise<void> {
  const touches = await sql<{ id: number }>`
    select sequence_touch.id from sequence_touch join sequence_run on sequence_run.id = sequence_touch.run_id
    where sequence_run.sequence_id = ${sequenceId} order by sequence_touch.id`.all(tx);
  for (const { id } of touches) await tx.remove('sequence_touch', id);
  const runs = await sql<{ id: number }>`
    select id from sequence_run where sequence_id = ${sequenceId} order by id`.all(tx);
  for (const { id } of runs) await tx.remove('sequence_run', id);
  const versions = await sql<{ id: number }>`
    select id from sequence_version where sequence_id = ${sequenceId} order by id`.all(tx);
  for (const { id } of versions) await tx.remove('sequence_version', id);
  await tx.remove('sequence', sequenceId);
}

/** The mails of a run that wait to be sent and that nobody sends right now. */
export async function waitingMailsOf(tx: Tx, runId: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select message.id from sequence_touch join message on message.id = sequence_touch.message_id
    where sequence_touch.run_id = ${runId} and message.state = 'queued' and not exists (
      select 1 from outbox where outbox.kind = 'mail' and outbox.key = message.message_id
        and outbox.state in ('doing', 'unknown'))
    order by message.id`.all(tx);
  return rows.map(({ id }) => id);
}

/** What was done in a run after a moment, UTC ISO 8601. */
export async function touchesAfter(tx: Tx, runId: number, moment: string): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from sequence_touch where run_id = ${runId} and at > ${moment} order by id`.all(tx);
  return rows.map(({ id }) => id);
}
