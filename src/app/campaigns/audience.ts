import { readAddress } from '../../domain/mail/address.ts';
import { emailKey } from '../../domain/matching.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { listedStatus } from '../../store/campaign-statuses.ts';
import {
  joinCampaign,
  memberOf,
  membersWithStatus,
  noteReasons,
  responsesTo,
} from '../../store/campaigns.ts';
import { waitingMailsOf } from '../../store/mail/campaign-mails.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';

/** The members of a campaign with a status, in the order in which they joined. */
export function listAudience({ store }: Deps, campaignId: number, status: string): Promise<NamedRecord[]> {
  return membersWithStatus(store.db, campaignId, status);
}

/** The numbers of the mails of a campaign that have not left yet, by the address that they are to. */
export async function waitingMailsByAddress(
  { store }: Deps,
  campaignId: number,
): Promise<ReadonlyMap<string, number>> {
  const waiting = await waitingMailsOf(store.db, campaignId);
  return new Map(waiting.map(({ id, recipient }) => [emailKey(readAddress(recipient).address), id]));
}

/** Who does not get a mail, and why. */
export interface Exclusion {
  readonly member: NamedRecord;
  readonly reason: string;
}

/** Which of these people can be invited: those who are no members, or are invited only. A person comes once. */
export async function inviteAudience(
  { store: { db } }: Deps,
  campaignId: number,
  people: readonly NamedRecord[],
): Promise<{ readonly invited: readonly NamedRecord[]; readonly leftOut: readonly Exclusion[] }> {
  const invited: NamedRecord[] = [];
  const leftOut: Exclusion[] = [];
  for (const member of people) {
    const there = await memberOf(db, campaignId, member);
    if (there && there.status !== 'invited')
      leftOut.push({ member, reason: `is a member with the status ${there.status} already` });
    else invited.push(member);
  }
  return { invited, leftOut };
}

/** Who gets a mail of a campaign, and who does not, with the reason. */
interface Audience {
  readonly written: readonly NamedRecord[];
  readonly leftOut: readonly Exclusion[];
}

/**
 * Notes who gets a mail of a campaign, as a part of the change that queues it; who has responded stays so. Others are invited,
 * with the reason. Who gets a draft is invited too: a draft that leaves makes them sent.
 */
export async function freezeAudience(
  tx: Tx,
  campaignId: number,
  { written, leftOut }: Audience,
  isDraft: boolean,
): Promise<void> {
  if (isDraft) await listedStatus(tx, campaignId, 'sent');
  else await joinCampaign(tx, campaignId, await withoutResponse(tx, campaignId, written), 'sent', tx.now);
  const left = leftOut.map(({ member }) => member);
  const others: NamedRecord[] = [];
  for (const member of isDraft ? [...written, ...left] : left)
    if (!(await memberOf(tx, campaignId, member))) others.push(member);
  await joinCampaign(tx, campaignId, others, 'invited', tx.now);
  await noteReasons(tx, campaignId, leftOut);
}

/** Those of some people who have not responded to a campaign. */
async function withoutResponse(
  tx: Tx,
  campaignId: number,
  people: readonly NamedRecord[],
): Promise<readonly NamedRecord[]> {
  const responses = await responsesTo(tx, campaignId);
  const others: NamedRecord[] = [];
  for (const person of people) {
    const member = await memberOf(tx, campaignId, person);
    if (!member || !responses.includes(member.status)) others.push(person);
  }
  return others;
}
