import { type LeadStatusKind, rejectConverted } from '../../domain/lead-status.ts';
import { getLeadState, statusOfKind } from '../../store/leads.ts';
import { openTasksOfLead } from '../../store/tasks.ts';
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

/** Cancels the callback and open call tasks of a disqualified lead. Returns the number of tasks. */
export async function cancelOpenWork(tx: Tx, leadId: number, env: WriteEnv): Promise<number> {
  const tasks = await openTasksOfLead(tx, leadId, 'callback');
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
  for (const task of await openTasksOfLead(tx, id)) {
    if (await updateRecord(tx, 'task', task, { owner_id: userId }, env)) moved++;
  }
  const changed = await updateRecord(tx, 'lead', id, { owner_id: userId }, env);
  return { changed: changed || moved > 0, tasks: moved };
}
