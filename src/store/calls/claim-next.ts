import { isoTime } from '../../domain/dates/calendar.ts';
import type { Engine } from '../engine.ts';
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
  queuedLeads,
  queueStatuses,
} from './queue.ts';

/** What the caller says; who it is the store knows. */
export type QueueRequest = Omit<Caller, 'userId'>;

/** A lead taken from the queue: nobody else gets it before `until`. */
export interface ClaimedLead extends QueuedLead {
  readonly until: string;
}

/** What is ahead, and how many leads stand where. */
export interface QueuePreview extends QueueStatuses {
  readonly leads: readonly QueuedLead[];
  /** Leads that are on somebody's phone, the latest first. */
  readonly claims: readonly Claim[];
}

/**
 * Takes the lead that is to be called now and keeps it for the acting user, so many minutes; null when there is none.
 * One transaction: two callers never get the same lead. Claims are not part of the history.
 */
export function claimNextLead(
  store: Store,
  asking: QueueRequest,
  minutes: number,
): Promise<ClaimedLead | null> {
  const { engine } = store;
  return store.runUnjournaled(async (userId) => {
    await prepareQueue(engine, asking.now);
    const caller = { ...asking, userId };
    for (;;) {
      const [first] = await queuedLeads(engine, caller, 1);
      if (!first) return null;
      // The queue follows from other tables; before anybody is called, those are asked themselves.
      if (!(await mayBeCalled(engine, first))) {
        await recomputeLeads(engine, [first.leadId], asking.now);
        continue;
      }
      const until = isoTime(asking.now + minutes * 60_000);
      await claimLead(engine, first.leadId, userId, 'claim', asking.now, until);
      return { ...first, until };
    }
  });
}

/**
 * What is ahead for the acting user, at most `limit` leads of it, with counts of what is held back. A database that
 * cannot be written shows the queue as it was last left, without those that may not be called since.
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
    await prepareQueue(engine, asking.now);
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
 * How many leads the acting user may call now, counted up to `most`; null while nobody has asked for the queue since
 * its rules changed. Reads only.
 */
export async function countQueue(store: Store, asking: QueueRequest, most: number): Promise<number | null> {
  if (!(await isCurrent(store.engine))) return null;
  return countQueuedLeads(store.engine, { ...asking, userId: await actingUser(store) }, most);
}

/** The acting user's number; that of nobody where they have done nothing yet. */
async function actingUser({ db, act }: Store): Promise<number> {
  return (await userNumber(db, act.user)) ?? NO_USER_ID;
}

/** Sets leads aside for the acting user until then (UTC ISO 8601); others may call them meanwhile. */
export function skipLeads(store: Store, leadIds: readonly number[], until: string): Promise<void> {
  return store.runUnjournaled(async (userId) => {
    for (const id of leadIds)
      await claimLead(store.engine, id, userId, 'skip', Date.parse(store.act.now), until);
  });
}

/** Keeps a lead for the acting user for so many minutes from now, whether they had taken it or not. */
export function keepLead(store: Store, leadId: number, minutes: number): Promise<void> {
  const now = Date.parse(store.act.now);
  return store.runUnjournaled((userId) =>
    claimLead(store.engine, leadId, userId, 'claim', now, isoTime(now + minutes * 60_000)),
  );
}

/** Gives back leads that the acting user took or skipped, or all that they took. Returns those that were held. */
export function releaseLeads(store: Store, leadIds: readonly number[] | null): Promise<number[]> {
  return store.runUnjournaled((userId) => releaseClaims(store.engine, userId, leadIds));
}

async function prepareQueue(engine: Engine, now: number): Promise<void> {
  await ensureQueue(engine, now);
  await promote(engine, now);
}

async function mayBeCalled(engine: Engine, { leadId, phone }: QueuedLead): Promise<boolean> {
  const [row] = await sql<{
    '1': number;
  }>`select 1 from lead join lead_status on lead_status.name = lead.status
     where lead.id = ${leadId} and do_not_call = 0 and kind not in ('converted', 'disqualified')
       and exists (select 1 from phone where lead_id = lead.id and e164 = ${phone} and bad = 0)
       and not exists (select 1 from suppression where e164 = ${phone})`.all(engine);
  return row !== undefined;
}
