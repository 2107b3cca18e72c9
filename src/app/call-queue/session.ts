import type { Place } from '../../domain/calendar/place.ts';
import type { CallResult } from '../../domain/call-results.ts';
import { callReason } from '../../domain/calling/call-reason.ts';
import { isoTime, type Moment } from '../../domain/dates.ts';
import { conflict, isCrmError } from '../../domain/errors.ts';
import { rejectUnconvertible } from '../../domain/lead-status.ts';
import { dialText } from '../../domain/phones/phone.ts';
import { type LoggedCall, logCall } from '../../store/activities/call.ts';
import { type LeadCard, leadCard } from '../../store/calls/card.ts';
import {
  type ClaimedLead,
  claimLeadToCall,
  claimNextLead,
  keepLead,
  previewQueue,
  type QueuePreview,
  type QueueRequest,
  releaseLeads,
  skipLeads,
} from '../../store/calls/claim-next.ts';
import { changeNumbered, endOfChain } from '../../store/history.ts';
import { getLeadState } from '../../store/leads.ts';
import type { Store } from '../../store/store.ts';
import { updateRecord } from '../../store/write/record.ts';
import { describeParties } from '../activities/log.ts';
import type { Deps } from '../deps.ts';
import { undoChange } from '../history/undo.ts';
import { findByReference } from '../records/find.ts';
import { DEFAULT_SKIP_MS } from './queue.ts';

/** Activities that can be read beside a call. */
const MAX_ACTIVITIES = 20;

/** A lead that the caller has on the phone. */
export interface LeadOnPhone {
  readonly leadId: number;
  /** `+14155550128`, `+14155550128x208`. */
  readonly phone: string;
  readonly place: Place;
  /** Why it is next. */
  readonly why: string;
}

/** The lead to call now, claimed for so many minutes; or the queue, where there is none. */
export async function claimForCall(
  { store }: Deps,
  { request, minutes }: { readonly request: QueueRequest; readonly minutes: number },
): Promise<
  | { readonly lead: LeadOnPhone; readonly card: LeadCard }
  | { readonly lead: null; readonly queue: QueuePreview }
> {
  const claimed = await claimNextLead(store, request, { minutes, terminal: null });
  if (!claimed) return { lead: null, queue: await previewQueue(store, request, 0) };
  return describeLead(store, claimed, request.times);
}

/**
 * Claims the lead that a reference names, and gives the one on the screen back. Throws like `findByReference`, `refused`
 * for a lead that must not be called, `conflict` for one that another user has claimed.
 */
export async function findForCall(
  deps: Deps,
  {
    reference,
    currentId,
    minutes,
    times,
  }: {
    readonly reference: string;
    readonly currentId: number | null;
    readonly minutes: number;
    readonly times: QueueRequest['times'];
  },
): Promise<{ readonly lead: LeadOnPhone; readonly card: LeadCard }> {
  const { store } = deps;
  const { id } = await findByReference(deps, 'lead', reference);
  rejectUnconvertible(await getLeadState(store.db, id));
  const claimed = await claimLeadToCall(store, id, { minutes, terminal: null });
  if (currentId !== null && currentId !== id) await releaseClaim(deps, currentId);
  return describeLead(store, claimed, times);
}

async function describeLead(
  store: Store,
  claimed: ClaimedLead,
  times: QueueRequest['times'],
): Promise<{ readonly lead: LeadOnPhone; readonly card: LeadCard }> {
  const { leadId, place } = claimed;
  const phone = dialText(claimed.phone, claimed.extension);
  const card = await store.read(() => leadCard(store, leadId, MAX_ACTIVITIES));
  const reasons = { ...claimed, attempts: Number(card.lead.attempts) };
  const why = callReason(reasons, place, times.clock);
  return { lead: { leadId, phone, place, why }, card };
}

/** A call as entered by the caller. */
export interface CallInput {
  readonly card: { readonly leadId: number; readonly name: string; readonly phone: string };
  readonly result: CallResult;
  /** The time of the follow-up. */
  readonly next: Moment | null;
  readonly note: string;
  /** Why the lead is not interested; null where none was chosen. */
  readonly reason: string | null;
  /** Seconds of the call; null if unanswered. */
  readonly seconds: number | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Logs a call with a lead and does what follows from it. Throws `conflict` when the lead was removed. */
export async function logLeadCall(
  deps: Deps,
  { card: { leadId, name, phone }, result, next, note, reason, seconds, at }: CallInput,
): Promise<{ readonly changeId: number | null; readonly logged: LoggedCall }> {
  const party = { noun: 'lead', id: leadId, title: name } as const;
  const { id, result: logged } = await deps.store.change(
    async (tx) => {
      if (!(await tx.read('lead', leadId)))
        throw conflict(`lead ${leadId} ${name} does not exist any more: somebody removed it`);
      const call = {
        type: 'call',
        with: party,
        at: isoTime(at),
        direction: 'out',
        duration: seconds,
        outcome: null,
        subject: null,
        body: note === '' ? null : note,
        next,
        result,
        number: phone,
        override: null,
      } as const;
      const logged = await logCall(tx, call, deps);
      if (reason !== null) await updateRecord(tx, 'lead', leadId, { reason }, deps);
      return logged;
    },
    `logged a call with ${describeParties([party])}: ${result.word}`,
  );
  return { changeId: id, logged };
}

/** Undoes a logged call and claims its lead again, in place of the one that is claimed now. */
export async function undoLeadCall(
  deps: Deps,
  {
    changeId,
    leadId,
    currentId,
    minutes,
  }: {
    readonly changeId: number;
    readonly leadId: number;
    readonly currentId: number | null;
    readonly minutes: number;
  },
): Promise<LeadCard> {
  const { store } = deps;
  // Somebody may have undone it already, with crm undo: its lead comes back all the same.
  const { kind } = await endOfChain(store.db, await changeNumbered(store.db, changeId));
  if (kind !== 'undo') await undoChange(deps, changeId);
  await renewClaim(deps, leadId, minutes);
  if (currentId !== null && currentId !== leadId) await releaseClaim(deps, currentId);
  return store.read(() => leadCard(store, leadId, MAX_ACTIVITIES));
}

/** Skips a lead for a while, whatever its state. */
export function skipLead({ store, clock }: Deps, leadId: number): Promise<void> {
  return skipLeads(store, [leadId], isoTime(clock.now() + DEFAULT_SKIP_MS));
}

/** Keeps a lead for longer. Claims are a courtesy to others: where that fails, the call goes on. */
export function renewClaim({ store }: Deps, leadId: number, minutes: number): Promise<void> {
  return unlessFailed(keepLead(store, leadId, minutes));
}

/** Gives a lead back to the queue, as far as that can be done. */
export function releaseClaim({ store }: Deps, leadId: number): Promise<void> {
  return unlessFailed(releaseLeads(store, [leadId]));
}

async function unlessFailed(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isCrmError(error)) throw error;
  }
}
