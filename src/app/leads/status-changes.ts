import { usage } from '../../domain/errors.ts';
import { type LeadStatusKind, rejectConverted } from '../../domain/lead-status.ts';
import { getLeadState, leadStatuses, statusOfKind } from '../../store/leads.ts';
import { sql } from '../../store/sql.ts';
import type { Tx } from '../../store/tx.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Values, WriteEnv } from '../../store/write/values.ts';

/**
 * Moves a lead to the first status of a kind, unless it has one of that kind, and sets `values`. Returns whether
 * anything changed. Throws `refused` for a converted lead.
 */
export async function stepLead(
  tx: Tx,
  id: number,
  kind: Exclude<LeadStatusKind, 'converted'>,
  values: Values,
  env: WriteEnv,
): Promise<boolean> {
  const lead = await getLeadState(tx, id);
  rejectConverted(lead);
  const status = lead.kind === kind ? lead.status : await statusOfKind(tx, kind);
  return updateRecord(tx, 'lead', id, { ...values, status }, env);
}

/** Throws `usage` for an edit that disqualifies a lead without a reason. */
export async function requireReason(tx: Tx, id: number, { status, reason }: Values): Promise<void> {
  if (typeof status !== 'string') return;
  const lead = await getLeadState(tx, id);
  const given = reason === undefined ? lead.reason : reason;
  if (status.toLowerCase() === lead.status.toLowerCase() || (given ?? '') !== '') return;
  const kind = (await leadStatuses(tx)).find(({ name }) => name.toLowerCase() === status.toLowerCase())?.kind;
  if (kind !== 'disqualified') return;
  throw usage('disqualifying a lead needs a reason', { code: 'reason-missing', step: 'disqualify-lead', id });
}

/** Cancels the callback and open call tasks of a disqualified lead. Returns the number of tasks. */
export async function cancelOpenWork(tx: Tx, leadId: number, env: WriteEnv): Promise<number> {
  const tasks = await openTasks(tx, leadId, 'callback');
  for (const task of tasks) await updateRecord(tx, 'task', task, { status: 'cancelled' }, env);
  return tasks.length;
}

/** Assigns a lead and its open tasks to a user. Throws `refused` for a converted lead. */
export async function assignLead(
  tx: Tx,
  id: number,
  userId: number,
  env: WriteEnv,
): Promise<{ changed: boolean; tasks: number }> {
  rejectConverted(await getLeadState(tx, id));
  let moved = 0;
  for (const task of await openTasks(tx, id)) {
    if (await updateRecord(tx, 'task', task, { owner_id: userId }, env)) moved++;
  }
  const changed = await updateRecord(tx, 'lead', id, { owner_id: userId }, env);
  return { changed: changed || moved > 0, tasks: moved };
}

async function openTasks(tx: Tx, leadId: number, kind?: string): Promise<number[]> {
  const of = kind === undefined ? sql`` : sql` and kind = ${kind}`;
  const tasks = await sql<{ id: number }>`
    select id from task where lead_id = ${leadId} and status = 'open'${of} order by id`.all(tx);
  return tasks.map((task) => task.id);
}
