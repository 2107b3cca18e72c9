import { usage } from '../../domain/errors.ts';
import { type LeadStatusKind, rejectConverted } from '../../domain/lead-status.ts';
import { getLeadState, leadStatuses, statusOfKind } from '../../store/leads.ts';
import { sql } from '../../store/sql.ts';
import type { Tx } from '../../store/tx.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Values, WriteEnv } from '../../store/write/values.ts';

/**
 * Brings a lead into the first status of a kind, unless it is in one of that kind already, and sets `values` with it.
 * Returns whether anything was different. Throws `refused` for a converted lead.
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

/**
 * A lead is given up for a reason, however it is done. Throws `usage` where an edit brings it into a status of that
 * kind and nobody says why.
 */
export async function requireReason(tx: Tx, id: number, { status, reason }: Values): Promise<void> {
  if (typeof status !== 'string') return;
  const lead = await getLeadState(tx, id);
  const given = reason === undefined ? lead.reason : reason;
  if (status.toLowerCase() === lead.status.toLowerCase() || (given ?? '') !== '') return;
  const kind = (await leadStatuses(tx)).find(({ name }) => name.toLowerCase() === status.toLowerCase())?.kind;
  if (kind !== 'disqualified') return;
  throw usage('a lead is disqualified for a reason', { code: 'reason-missing', step: 'disqualify-lead', id });
}

/** Calls off what was agreed with a lead that is given up: its callback and open tasks to call. Returns how many. */
export async function cancelOpenWork(tx: Tx, leadId: number, env: WriteEnv): Promise<number> {
  const tasks = await openTasks(tx, leadId, 'callback');
  for (const task of tasks) await updateRecord(tx, 'task', task, { status: 'cancelled' }, env);
  return tasks.length;
}

/** Gives a lead to a user, its open tasks with it. Throws `refused` for a converted lead. */
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
