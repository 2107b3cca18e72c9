import type { CallResult } from '../../domain/call-results.ts';
import { followUpOf, leadAfterCall } from '../../domain/calling/call-effects.ts';
import { usage } from '../../domain/errors.ts';
import { phoneText } from '../../domain/phones/phone.ts';
import { leadStatuses } from '../leads.ts';
import type { RowOf } from '../schema.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { WriteEnv } from '../write/values.ts';
import { type Interaction, logActivity, type PlannedTask, planTask } from './activity.ts';
import {
  addPartyToDoNotCall,
  calledParty,
  type DialableNumber,
  numbersOf,
  rejectDoNotCall,
} from './dialable-numbers.ts';

/** A call with its result. */
export interface Call extends Interaction {
  readonly type: 'call';
  readonly direction: 'in' | 'out';
  readonly result: CallResult;
  /** The number called; null for the first working one. */
  readonly number: string | null;
  /** The reason for calling somebody on the do-not-call list. */
  readonly override: string | null;
}

/** The effects of a logged call. */
export interface LoggedCall {
  readonly activityId: number;
  /** The status change of the lead; null if there is none. */
  readonly status: { readonly from: string; readonly to: string } | null;
  /** The next planned call of the lead, UTC ISO 8601; null if none is agreed. */
  readonly nextAttempt: string | null;
  readonly task: PlannedTask | null;
  /** The number that turned out to be bad. */
  readonly badNumber: string | null;
  /** Whether the party has no other number to try. */
  readonly noNumberLeft: boolean;
  /** Numbers added to the do-not-call list. */
  readonly blocked: readonly string[];
}

/**
 * Logs a call with all its effects: the lead's attempts, status and next attempt, tasks, bad numbers and the
 * do-not-call list. Throws `refused` for a converted lead and for an outgoing call to somebody on the do-not-call
 * list; `usage` if the result needs a time, or the number belongs to somebody else.
 */
export async function logCall(tx: Tx, call: Call, env: WriteEnv): Promise<LoggedCall> {
  requireCallbackTime(call);
  const party = await calledParty(tx, call.with);
  const lines = party ? await numbersOf(tx, party) : [];
  const dialled = await dialledNumber(call, lines, env);
  let body = call.body;
  if (party && call.direction === 'out') {
    if (call.override === null) await rejectDoNotCall(tx, party, dialled);
    else body = [body, `Called in spite of do-not-call: ${call.override}`].filter(Boolean).join('\n');
  }
  const { result, number, override, ...interaction } = call;
  const activityId = await logActivity(tx, { ...interaction, body }, result, env);
  const isBad = result.badNumber && dialled !== undefined;
  if (isBad) await tx.update('phone', dialled.id, { bad: 1 });
  const blocked = result.doNotCall && party ? await addPartyToDoNotCall(tx, party, lines) : [];
  if (result.disposition === 'answered') await completeCallbacks(tx, call);
  const lead = call.with.noun === 'lead' ? await moveLead(tx, call) : { status: null, nextAttempt: null };
  // The call ends any claim on the lead.
  if (call.with.noun === 'lead')
    await tx.executeUnjournaled(sql`delete from call_hold where lead_id = ${call.with.id}`);
  return {
    activityId,
    ...lead,
    task: await planFollowUp(tx, call, env),
    badNumber: isBad ? dialled.number : null,
    noNumberLeft: isBad && lines.every((line) => line.bad || line.id === dialled.id),
    blocked,
  };
}

function requireCallbackTime({ result, next }: Call): void {
  if (result.doNotCall && next)
    throw usage('who asked not to be called is not called again', { code: 'no-next-call' });
  if (next || !(result.callback || result.meeting)) return;
  throw usage(`when is the ${result.callback ? 'callback' : 'meeting'}?`, { code: 'next-missing' });
}

async function dialledNumber(
  call: Call,
  lines: readonly DialableNumber[],
  env: WriteEnv,
): Promise<DialableNumber | undefined> {
  if (call.number === null) {
    const good = lines.filter((line) => !line.bad);
    return good.find((line) => line.blocked === null) ?? good[0];
  }
  const phone = await env.readPhone(call.number);
  const text = phoneText(phone);
  const found =
    lines.find((line) => line.number === text) ??
    lines.find((line) => phone.e164 !== null && line.e164 === phone.e164);
  if (found) return found;
  const { noun, id } = call.with;
  const message = `${noun} ${id} has no number "${call.number}"`;
  throw lines.length > 0
    ? usage(message, `Its numbers: ${lines.map((line) => line.number).join(', ')}`)
    : usage(message, { code: 'no-number', of: { noun, id }, number: call.number });
}

async function moveLead(tx: Tx, call: Call): Promise<Pick<LoggedCall, 'status' | 'nextAttempt'>> {
  const lead = (await tx.read('lead', call.with.id)) as RowOf<'lead'>;
  const after = leadAfterCall(lead, call, await leadStatuses(tx));
  await tx.update('lead', call.with.id, after);
  const { status, next_attempt_at: next } = after;
  return {
    status: status === lead.status ? null : { from: lead.status, to: status },
    nextAttempt: next !== null && next > call.at ? next : null,
  };
}

/** The task that follows from a call; null for none. */
async function planFollowUp(tx: Tx, call: Call, env: WriteEnv): Promise<PlannedTask | null> {
  const task = followUpOf(call, call.with.noun === 'lead', tx.now);
  return task && planTask(tx, call.with, task.kind, task.due, env);
}

/** Completes callbacks of a party that was reached. */
async function completeCallbacks(tx: Tx, { with: party }: Call): Promise<void> {
  const rows = await sql<{ id: number }>`
    select id from task
    where ${sql.ref(`${party.noun}_id`)} = ${party.id} and kind = 'callback' and status = 'open'`.all(tx);
  for (const row of rows) await tx.update('task', row.id, { status: 'done', done_at: tx.now });
}
