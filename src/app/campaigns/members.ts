import { isoTime } from '../../domain/dates.ts';
import type { Row } from '../../domain/field.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { campaignMembers, joinCampaign, leaveCampaign } from '../../store/campaigns.ts';
import type { Deps } from '../deps.ts';

/** Records that join or leave a campaign, all or none. */
export interface MembersInput {
  readonly campaign: NamedRecord;
  readonly records: readonly NamedRecord[];
}

/** Members that were added or changed. */
export interface MembersResult {
  /** Number of the change; null if nothing changed. */
  readonly changeId: number | null;
  readonly changed: number;
}

/** Makes records members of a campaign. `status` is what they did; a member who has another one gets this. */
export async function addMembers(
  deps: Deps,
  { campaign, records, status }: MembersInput & { readonly status: string },
): Promise<MembersResult> {
  const since = isoTime(deps.clock.now());
  const { id, result } = await deps.store.change(
    (tx) => joinCampaign(tx, campaign.id, records, status, since),
    (changed) => `${changed} ${changed === 1 ? 'member' : 'members'} of ${campaign.title}: ${status}`,
  );
  return { changeId: id, changed: result };
}

/** Takes records out of a campaign. Leads that name it as the campaign they came from stay. */
export async function removeMembers(deps: Deps, { campaign, records }: MembersInput): Promise<MembersResult> {
  const { id, result } = await deps.store.change(
    (tx) => leaveCampaign(tx, campaign.id, records),
    (left) => `took ${left} ${left === 1 ? 'member' : 'members'} out of ${campaign.title}`,
  );
  return { changeId: id, changed: result };
}

/** The members of a campaign, those that did something last first. */
export function listMembers({ store }: Deps, campaignId: number, limit: number): Promise<Row[]> {
  return campaignMembers(store.db, campaignId, limit);
}
