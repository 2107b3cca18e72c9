import type { NamedRecord } from '../../domain/record-ref.ts';
import { joinCampaign, memberOf, membersWithStatus, noteReasons } from '../../store/campaigns.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';

/** The members of a campaign with a status, in the order in which they joined. */
export function listAudience({ store }: Deps, campaignId: number, status: string): Promise<NamedRecord[]> {
  return membersWithStatus(store.db, campaignId, status);
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

/** Notes who gets a mail of a campaign, as a part of the change that queues it. Others are invited, with the reason. */
export async function freezeAudience(
  tx: Tx,
  campaignId: number,
  { written, leftOut }: Audience,
): Promise<void> {
  await joinCampaign(tx, campaignId, written, 'sent', tx.now);
  const others: NamedRecord[] = [];
  for (const { member } of leftOut) if (!(await memberOf(tx, campaignId, member))) others.push(member);
  await joinCampaign(tx, campaignId, others, 'invited', tx.now);
  await noteReasons(tx, campaignId, leftOut);
}
