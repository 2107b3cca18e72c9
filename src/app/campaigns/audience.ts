import type { NamedRecord } from '../../domain/record-ref.ts';
import { joinCampaign, membersWithStatus, noteReasons } from '../../store/campaigns.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';

/** The members of a campaign with a status, in the order in which they joined. */
export function listAudience({ store }: Deps, campaignId: number, status: string): Promise<NamedRecord[]> {
  return membersWithStatus(store.db, campaignId, status);
}

/** Who gets a mail of a campaign, and who does not, with the reason. */
interface Audience {
  readonly written: readonly NamedRecord[];
  readonly leftOut: readonly { readonly member: NamedRecord; readonly reason: string }[];
}

/** Notes who gets a mail of a campaign, as a part of the change that queues it. */
export async function freezeAudience(
  tx: Tx,
  campaignId: number,
  { written, leftOut }: Audience,
): Promise<void> {
  await joinCampaign(tx, campaignId, written, 'sent', tx.now);
  await noteReasons(tx, campaignId, leftOut);
}
