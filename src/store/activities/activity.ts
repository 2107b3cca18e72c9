import type { CallResult } from '../../domain/call-results.ts';
import type { Moment } from '../../domain/dates.ts';
import { isoTime } from '../../domain/dates.ts';
import { rejectConverted } from '../../domain/lead-status.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { inheritRelations } from '../inherit-relations.ts';
import { getLeadState } from '../leads.ts';
import type { Tx } from '../tx.ts';
import { insertRecord } from '../write/record.ts';
import type { Values, WriteEnv } from '../write/values.ts';
import { noteCustomerAnswer, noteFirstResponse } from './case-messages.ts';

/** An e-mail, call, meeting or note with somebody. */
export interface Interaction {
  readonly type: 'call' | 'email' | 'meeting' | 'message' | 'letter' | 'form' | 'note';
  /** The lead, contact, account, opportunity or case. */
  readonly with: NamedRecord;
  /** When, UTC ISO 8601. */
  readonly at: string;
  /** Who started it; null if that does not apply. */
  readonly direction: 'in' | 'out' | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly outcome: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  /** The time of a follow-up. */
  readonly next: Moment | null;
}

/** A task or meeting created along with something else. */
export interface PlannedTask {
  readonly noun: 'task' | 'meeting';
  readonly id: number;
  readonly subject: string;
  /** The due day, or the due moment if a time was agreed. */
  readonly due: string;
}

/**
 * Logs an activity on all related records; returns its number. What a customer writes about a case that was solved long ago
 * is on the one that continues it. Throws `refused` for a converted lead.
 */
export async function logActivity(
  tx: Tx,
  interaction: Interaction,
  result: CallResult | null,
  env: WriteEnv,
): Promise<number> {
  const { with: named, next, ...values } = interaction;
  let party = named;
  if (party.noun === 'lead') rejectConverted(await getLeadState(tx, party.id));
  if (party.noun === 'case') {
    if (values.direction === 'out') await noteFirstResponse(tx, party.id, values.at);
    else if (values.direction === 'in')
      party = { ...party, id: await noteCustomerAnswer(tx, party.id, values, env) };
  }
  return insertRecord(
    tx,
    'activity',
    {
      ...values,
      ...(await linksTo(tx, party)),
      ...(result ? { disposition: result.disposition, outcome: result.word } : {}),
      user_id: tx.userId,
    },
    env,
  );
}

/** Creates a task, or a meeting, for the acting user with `party`. */
export async function planTask(
  tx: Tx,
  party: NamedRecord,
  kind: 'todo' | 'callback' | 'meeting',
  due: Moment,
  env: WriteEnv,
): Promise<PlannedTask> {
  const subject = `${WHAT[kind]} ${await nameOf(tx, party)}`;
  const at = due.at === null ? null : isoTime(due.at);
  const shared = { subject, owner_id: tx.userId, ...(await linksTo(tx, party)) };
  if (kind === 'meeting') {
    const id = await insertRecord(tx, 'meeting', { ...shared, starts_on: due.date, starts_at: at }, env);
    return { noun: 'meeting', id, subject, due: at ?? due.date };
  }
  const id = await insertRecord(tx, 'task', { ...shared, kind, due_date: due.date, due_at: at }, env);
  return { noun: 'task', id, subject, due: at ?? due.date };
}

const WHAT = { todo: 'Follow up with', callback: 'Call back', meeting: 'Meeting with' } as const;

/** The relations of an activity or task to a record and its related records. */
async function linksTo(tx: Tx, party: NamedRecord): Promise<Values> {
  return inheritRelations(tx, 'activity', { [`${party.noun}_id`]: party.id });
}

async function nameOf(tx: Tx, party: NamedRecord): Promise<string> {
  return String((await tx.read(party.noun, party.id))?.name ?? party.title);
}
