import type { Noun } from '../../domain/field.ts';
import { type CampaignStatus, statusesOf } from '../campaign-statuses.ts';
import type { RowOf } from '../schema.ts';
import { type Sql, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { LostWord } from './lost-word.ts';

type Member = Pick<
  RowOf<'campaign_member'>,
  'id' | 'campaign_id' | 'lead_id' | 'contact_id' | 'status' | 'since' | 'reason'
> & {
  /** The campaign, and who it is, a lead being the contact that it became. */
  readonly campaign: number;
  readonly person: string;
  readonly type: string | null;
  /** Of the records that become one, the one that this member belongs to. */
  readonly of: number;
};

/**
 * Makes one member of those that would be two when records of a noun become one: that with the further status stays, a
 * response before others, then the later in the order of the campaign's type, since the first response. Returns the
 * statuses of people that are gone.
 */
export async function uniteMembers(
  tx: Tx,
  noun: Noun,
  [keep, other]: readonly [keep: number, other: number],
): Promise<LostWord[]> {
  const lost: LostWord[] = [];
  const statuses = new Map<string | null, readonly CampaignStatus[]>();
  const members = await membersOf(tx, noun, keep, other);
  for (const twins of Map.groupBy(members, (each) => `${each.campaign} ${each.person}`).values()) {
    const { type } = twins[0] as Member;
    const listed = statuses.get(type) ?? (await statusesOf(tx, type));
    statuses.set(type, listed);
    const words = await uniteTwins(tx, twins, listed);
    if (noun !== 'campaign') lost.push(...words);
  }
  return lost;
}

/** Members that are one when `other` is `keep`, of those who would be there twice. */
function membersOf(tx: Tx, noun: Noun, keep: number, other: number): Promise<Member[]> {
  const both = sql`(${keep}, ${other})`;
  const [among, of]: [Sql, Sql] =
    noun === 'campaign'
      ? [sql`m.campaign_id in ${both}`, sql`m.campaign_id`]
      : noun === 'contact'
        ? [
            sql`(m.contact_id in ${both} or lead.contact_id in ${both})`,
            sql`coalesce(m.contact_id, lead.contact_id)`,
          ]
        : [
            sql`(m.lead_id in ${both} or m.contact_id in (select contact_id from lead where id in ${both}))`,
            sql`coalesce(m.lead_id, ${keep})`,
          ];
  const campaign = noun === 'campaign' ? sql`${keep}` : sql`m.campaign_id`;
  const person =
    noun === 'campaign'
      ? sql`coalesce('contact ' || coalesce(m.contact_id, lead.contact_id), 'lead ' || m.lead_id)`
      : sql`''`;
  return sql<Member>`
    with member as (
      select m.id, m.campaign_id, m.lead_id, m.contact_id, m.status, m.since, m.reason, ${campaign} as campaign,
        ${person} as person, ${of} as "of"
      from campaign_member m left join lead on lead.id = m.lead_id where ${among}),
    twin as (select *, count(*) over (partition by campaign, person) as twins from member)
    select twin.id, campaign_id, lead_id, contact_id, twin.status, since, reason, campaign, person, "of", campaign.type
    from twin join campaign on campaign.id = twin.campaign where twins > 1 order by twin.id`.all(tx);
}

async function uniteTwins(
  tx: Tx,
  twins: readonly Member[],
  listed: readonly CampaignStatus[],
): Promise<LostWord[]> {
  const placeOf = ({ status }: Member) => listed.findIndex(({ name }) => name === status);
  const isResponse = (member: Member) => listed[placeOf(member)]?.is_response === 1;
  const [furthest] = twins.toSorted(
    (one, two) =>
      Number(isResponse(two)) - Number(isResponse(one)) ||
      placeOf(two) - placeOf(one) ||
      one.since.localeCompare(two.since) ||
      one.id - two.id,
  ) as [Member];
  const stays = twins.find(({ contact_id: contact }) => contact !== null) ?? (twins[0] as Member);
  const responses = twins.filter(isResponse).map(({ since }) => since);
  const { status, reason } = furthest;
  await tx.updateRow('campaign_member', stays.id, {
    status,
    reason,
    since: responses.toSorted()[0] ?? furthest.since,
  });
  for (const { id } of twins) if (id !== stays.id) await tx.remove('campaign_member', id);
  return twins
    .filter((each) => each.status !== status)
    .map((each) => ({
      field: 'status',
      value: each.status,
      of: each.of,
      target: { noun: 'campaign', id: each.campaign },
    }));
}
