import { type CallResult, resultWord } from '../../domain/call-results.ts';
import { usage } from '../../domain/errors.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import { findNearest } from '../../domain/suggest.ts';
import {
  type Interaction,
  logActivity,
  type PlannedTask,
  planTask,
} from '../../store/activities/activity.ts';
import { type Call, type LoggedCall, logCall } from '../../store/activities/call.ts';
import { outcomes } from '../../store/calls/outcomes.ts';
import { getLeadState } from '../../store/leads.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';

/** An e-mail, meeting, message or note with several parties. */
export interface InteractionInput extends Omit<Interaction, 'with'> {
  readonly type: 'email' | 'meeting' | 'message' | 'letter' | 'form' | 'note';
  readonly parties: readonly NamedRecord[];
}

/** A logged interaction, with the task planned for it. */
export interface LoggedInteraction {
  readonly id: number;
  readonly task: PlannedTask | null;
  /** The case that continues the one that was named; null if there is none. */
  readonly continuedBy: number | null;
}

/** Logs an e-mail, meeting or note with each party, all or none. */
export async function logInteractions(
  deps: Deps,
  { parties, ...interaction }: InteractionInput,
): Promise<readonly LoggedInteraction[]> {
  const { result } = await deps.store.change(
    async (tx) => {
      const logged: LoggedInteraction[] = [];
      await forEachRecord(deps, tx, parties, async (party) => {
        const id = await logActivity(tx, { ...interaction, with: party }, null, deps);
        const { next } = interaction;
        const on = party.noun === 'case' ? (await tx.read('activity', id))?.case_id : party.id;
        const continuedBy = on === party.id ? null : (on as number);
        const about = { ...party, id: continuedBy ?? party.id };
        logged.push({ id, task: next && (await planTask(tx, about, 'todo', next, deps)), continuedBy });
      });
      return logged;
    },
    () => `logged ${LOGGED[interaction.type]} ${describeParties(parties)}`,
  );
  return result;
}

/** What an interaction is called, followed by the party. */
export const LOGGED = {
  email: 'an email with',
  meeting: 'a meeting with',
  message: 'a message with',
  letter: 'a letter to or from',
  form: 'a form from',
  note: 'a note on',
} as const;

/** Somebody who was called. */
interface CalledParty extends NamedRecord {
  /** The number called; null for the first working one. */
  readonly number: string | null;
}

/** A call with one or several parties. */
export interface CallInput extends Omit<Call, 'with' | 'number'> {
  readonly parties: readonly CalledParty[];
}

/** A call that was logged. */
export interface LoggedCallResult extends LoggedCall {
  readonly party: NamedRecord;
  /** Status and reason of a lead that stays disqualified: a call alone does not bring it back. */
  readonly disqualified: { readonly status: string; readonly reason: string | null } | null;
}

/** Logs a call with each party, with all its effects, all or none. */
export async function logCalls(
  deps: Deps,
  { parties, ...call }: CallInput,
): Promise<readonly LoggedCallResult[]> {
  const { result } = await deps.store.change(
    async (tx) => {
      const calls: LoggedCallResult[] = [];
      await forEachRecord(deps, tx, parties, async (party) => {
        const logged = await logCall(tx, { ...call, with: party, number: party.number }, deps);
        calls.push({ ...logged, party, disqualified: null });
      });
      return calls;
    },
    () => `logged a call with ${describeParties(parties)}: ${call.result.word}`,
  );
  return Promise.all(
    result.map(async (logged) => ({ ...logged, disqualified: await findDisqualified(deps, logged) })),
  );
}

/** Finds an outcome by its word or short form. Throws `usage` with the nearest. */
export async function readCallResult({ store: { db } }: Deps, word: string): Promise<CallResult> {
  const all = await outcomes(db);
  const key = resultWord(word);
  const found = all.find((known) => known.word === key);
  if (found) return found;
  const words = all.map((known) => known.word);
  const [near] = findNearest(key, words);
  throw usage(
    `unknown outcome "${word}"`,
    ...(near ? [`Did you mean "${near}"?`] : []),
    `One of: ${words.join(', ')}`,
  );
}

/** The record by noun, number and title, or the number of records. */
export function describeParties(parties: readonly NamedRecord[]): string {
  const [only, ...others] = parties;
  return only && others.length === 0 ? recordText(only) : `${parties.length} records`;
}

async function findDisqualified(
  { store: { db } }: Deps,
  { party, status: change }: LoggedCallResult,
): Promise<LoggedCallResult['disqualified']> {
  if (party.noun !== 'lead' || change !== null) return null;
  const { kind, status, reason } = await getLeadState(db, party.id);
  return kind === 'disqualified' ? { status, reason } : null;
}
