import { notFound, usage } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import { rejectConverted, rejectUnconvertible } from '../../domain/lead-status.ts';
import { type LeadCard, leadCard, leadNames } from '../../store/calls/card.ts';
import {
  type ClaimedLead,
  type ClaimTerms,
  claimLeadToCall,
  claimNextLead,
  previewQueue,
  type QueuePreview,
  type QueueRequest,
  releaseLeads,
  skipLeads,
} from '../../store/calls/claim-next.ts';
import { claims } from '../../store/calls/claims.ts';
import { getLeadState } from '../../store/leads.ts';
import type { Deps } from '../deps.ts';

/** Activities that the card of a lead shows. */
const MAX_ACTIVITIES = 5;

/** How long a skipped lead is set aside by default, in milliseconds. */
export const DEFAULT_SKIP_MS = 2 * 3_600_000;

/** The lead to call now. */
export interface NextLead {
  readonly claimed: ClaimedLead;
  readonly card: LeadCard;
  /** Leads claimed before and neither logged nor released. */
  readonly otherClaims: readonly number[];
}

/** Claims the lead to call now; null when there is none. */
export async function claimNext(
  deps: Deps,
  { request, ...terms }: ClaimTerms & { readonly request: QueueRequest },
): Promise<NextLead | null> {
  const claimed = await claimNextLead(deps.store, request, terms);
  return claimed && describeClaim(deps, claimed);
}

/**
 * Claims a lead that the caller names. Throws `refused` for one that is converted, disqualified, on the do-not-call
 * list or without a number, `conflict` for one that another user has claimed.
 */
export async function claimNamed(
  deps: Deps,
  { leadId, ...terms }: ClaimTerms & { readonly leadId: number },
): Promise<NextLead> {
  rejectUnconvertible(await getLeadState(deps.store.db, leadId));
  return describeClaim(deps, await claimLeadToCall(deps.store, leadId, terms));
}

/** The lead that the acting user claimed last in a terminal. Throws `not-found` when there is none any more. */
export async function claimedHere(
  { store, clock, user }: Deps,
  { terminal }: { readonly terminal: string },
): Promise<number> {
  const last = (await claims(store.engine, clock.now())).find(
    (claim) => claim.user === user && claim.terminal === terminal,
  );
  if (!last) throw notFound('you have taken no lead in this terminal', { code: 'no-claim-here' });
  return last.leadId;
}

async function describeClaim({ store, clock, user }: Deps, claimed: ClaimedLead): Promise<NextLead> {
  const card = await leadCard(store, claimed.leadId, MAX_ACTIVITIES);
  const mine = (await claims(store.engine, clock.now())).filter((claim) => claim.user === user);
  const otherClaims = mine.map(({ leadId }) => leadId).filter((id) => id !== claimed.leadId);
  return { claimed, card, otherClaims };
}

/**
 * Sets leads aside for the acting user until a time (UTC ISO 8601; in two hours unless given), the one claimed last
 * unless any are named. Throws `usage` when none is named or claimed.
 */
export async function skip(
  { store, clock, user }: Deps,
  {
    leadIds,
    until,
  }: { readonly leadIds?: readonly number[] | undefined; readonly until?: string | undefined },
): Promise<{ readonly leadIds: readonly number[]; readonly until: string }> {
  const now = clock.now();
  const time = until ?? new Date(now + DEFAULT_SKIP_MS).toISOString();
  const last = (await claims(store.engine, now)).find((claim) => claim.user === user);
  const ids = leadIds ?? (last ? [last.leadId] : []);
  if (leadIds === undefined && !last) throw usage('no lead to skip', { code: 'no-claim' });
  for (const id of ids) rejectConverted(await getLeadState(store.db, id));
  await skipLeads(store, ids, time);
  return { leadIds: ids, until: time };
}

/** Gives leads that the acting user claimed or skipped back to the queue, all unless any are named; returns which. */
export function release(
  { store }: Deps,
  { leadIds }: { readonly leadIds?: readonly number[] | undefined },
): Promise<readonly number[]> {
  return releaseLeads(store, leadIds ?? null);
}

/** The queue with the names of its leads, by number. */
export interface NamedQueue extends QueuePreview {
  readonly names: ReadonlyMap<number, Row>;
}

/** The next leads to call, in order, up to `limit`, and the number of leads held back. */
export async function listQueue(
  { store }: Deps,
  { request, limit }: { readonly request: QueueRequest; readonly limit: number },
): Promise<NamedQueue> {
  const queue = await previewQueue(store, request, limit);
  const ids = queue.leads.map((lead) => lead.leadId);
  return { ...queue, names: ids.length > 0 ? await leadNames(store, ids) : new Map() };
}
