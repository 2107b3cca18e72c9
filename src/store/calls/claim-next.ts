import { isoTime } from '../../domain/dates/calendar.ts';
import { conflict, refused } from '../../domain/errors.ts';
import type { Engine } from '../engine.ts';
import { LEAD_STATUS } from '../leads.ts';
import { ensureQueue, isCurrent, recomputeLeads } from '../projections/call-queue.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';
import { userNumber } from '../users.ts';
import { type Claim, claimLead, claims, releaseClaims } from './claims.ts';
import {
  type Caller,
  countQueuedLeads,
  NO_USER_ID,
  promote,
  type QueuedLead,
  type QueueStatuses,
  queuedLead,
  queuedLeads,
  queueStatuses,
} from './queue.ts';

/** The caller without the user, whom the store knows. */
export type QueueRequest = Omit<Caller, 'userId'>;

/** How long a lead is claimed, and in which terminal; null for a screen. */
export interface ClaimTerms {
  readonly minutes: number;
  readonly terminal: string | null;
}

/** A claimed lead: nobody else gets it before `until`. */
export interface ClaimedLead extends QueuedLead {
  readonly until: string;
}

/** The next leads, and the number of leads per status. */
export interface QueuePreview extends QueueStatuses {
  readonly leads: readonly QueuedLead[];
  /** Claimed leads, the latest first. */
  readonly claims: readonly Claim[];
}

/**
 * Claims the next lead for the acting user for some minutes; null if there is none. One transaction: two callers
 * never get the same lead. Claims are not in the history.
 */
export function claimNextLead(
  store: Store,
  asking: QueueRequest,
  { minutes, terminal }: ClaimTerms,
): Promise<ClaimedLead | null> {
  const { engine } = store;
  return store.runUnjournaled(async (userId) => {
    await prepareQueue(store, asking.now);
    const caller = { ...asking, userId };
    for (;;) {
      const [first] = await queuedLeads(engine, caller, 1);
      if (!first) return null;
      // The queue is a projection, so check the tables themselves before a call.
      if (!(await mayBeCalled(engine, first))) {
        await recomputeLeads(engine, [first.leadId], asking.now, store.act.callbackRetryMs);
        continue;
      }
      return claim(engine, first, { userId, now: asking.now, minutes, terminal });
    }
  });
}

/**
 * Claims one lead for the acting user, whatever its place in the queue. Throws `refused` for a lead that must not be
 * called or has no working number, `conflict` while another user has claimed it.
 */
export function claimLeadToCall(store: Store, leadId: number, terms: ClaimTerms): Promise<ClaimedLead> {
  const { engine, act } = store;
  const now = Date.parse(act.now);
  return store.runUnjournaled(async (userId) => {
    await prepareQueue(store, now);
    await recomputeLeads(engine, [leadId], now, act.callbackRetryMs);
    const lead = await queuedLead(engine, leadId);
    if (lead === null) {
      const row = await sql<{ status: string }>`select status from lead where id = ${leadId}`.first(engine);
      throw refused(`lead ${leadId} is ${row?.status}, and no longer in the queue`, {
        code: 'not-prospected',
        leadId,
      });
    }
    if (lead.barrier === 'no number')
      throw refused(`lead ${leadId} has no working number`, { code: 'number-missing', leadId });
    if (lead.barrier === 'do-not-call')
      throw refused(`lead ${leadId} is on the do-not-call list`, { code: 'on-do-not-call-list', leadId });
    const other = (await claims(engine, now)).find(
      (claimed) => claimed.leadId === leadId && claimed.user !== act.user,
    );
    if (other)
      throw conflict(`${other.user} is calling lead ${leadId}`, { code: 'lead-claimed', until: other.until });
    return claim(engine, lead, { userId, now, ...terms });
  });
}

async function claim<L extends QueuedLead>(
  engine: Engine,
  lead: L,
  { userId, now, minutes, terminal }: ClaimTerms & { readonly userId: number; readonly now: number },
): Promise<L & { until: string }> {
  const until = isoTime(now + minutes * 60_000);
  await claimLead(engine, { leadId: lead.leadId, userId, kind: 'claim', now, until, terminal });
  return { ...lead, until };
}

/**
 * The next leads of the acting user, at most `limit`, with counts of those held back. A read-only database shows its
 * last stored queue, without leads that may no longer be called.
 */
export async function previewQueue(store: Store, asking: QueueRequest, limit: number): Promise<QueuePreview> {
  const { engine } = store;
  if (engine.readonly) {
    const queue = await readPreview(engine, { ...asking, userId: await actingUser(store) }, limit);
    const may: QueuedLead[] = [];
    for (const lead of queue.leads) if (await mayBeCalled(engine, lead)) may.push(lead);
    return { ...queue, leads: may };
  }
  return store.runUnjournaled(async (userId) => {
    await prepareQueue(store, asking.now);
    return readPreview(engine, { ...asking, userId }, limit);
  });
}

async function readPreview(engine: Engine, caller: Caller, limit: number): Promise<QueuePreview> {
  return {
    leads: await queuedLeads(engine, caller, limit),
    ...(await queueStatuses(engine, caller)),
    claims: await claims(engine, caller.now),
  };
}

/**
 * Number of leads that the acting user may call now, at most `most`; null if the queue must be rebuilt first. Only
 * reads.
 */
export async function countQueue(store: Store, asking: QueueRequest, most: number): Promise<number | null> {
  if (!(await isCurrent(store.engine))) return null;
  return countQueuedLeads(store.engine, { ...asking, userId: await actingUser(store) }, most);
}

/** The number of the acting user; `NO_USER_ID` before the first change. */
async function actingUser({ db, act }: Store): Promise<number> {
  return (await userNumber(db, act.user)) ?? NO_USER_ID;
}

/** Skips leads for the acting user until a time (UTC ISO 8601); others may call them. */
export function skipLeads(store: Store, leadIds: readonly number[], until: string): Promise<void> {
  return store.runUnjournaled(async (userId) => {
    for (const id of leadIds)
      await claimLead(store.engine, {
        leadId: id,
        userId,
        kind: 'skip',
        now: Date.parse(store.act.now),
        until,
        terminal: null,
      });
  });
}

/** Claims a lead on a screen for the acting user for so many minutes from now, or extends the claim. */
export function keepLead(store: Store, leadId: number, minutes: number): Promise<void> {
  const now = Date.parse(store.act.now);
  return store.runUnjournaled((userId) =>
    claimLead(store.engine, {
      leadId,
      userId,
      kind: 'claim',
      now,
      until: isoTime(now + minutes * 60_000),
      terminal: null,
    }),
  );
}

/** Releases leads that the acting user claimed or skipped, or all claims. Returns the released leads. */
export function releaseLeads(store: Store, leadIds: readonly number[] | null): Promise<number[]> {
  return store.runUnjournaled((userId) => releaseClaims(store.engine, userId, leadIds));
}

async function prepareQueue({ engine, act }: Store, now: number): Promise<void> {
  await ensureQueue(engine, now, act.callbackRetryMs);
  await promote(engine, now);
}

async function mayBeCalled(engine: Engine, { leadId, phone }: QueuedLead): Promise<boolean> {
  const [row] = await sql<{
    '1': number;
  }>`select 1 from lead ${LEAD_STATUS}
     where lead.id = ${leadId} and do_not_call = 0 and kind not in ('converted', 'disqualified')
       and exists (select 1 from phone where lead_id = lead.id and e164 = ${phone} and bad = 0)
       and not exists (select 1 from suppression where e164 = ${phone})`.all(engine);
  return row !== undefined;
}
