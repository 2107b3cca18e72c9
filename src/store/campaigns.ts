import type { Row } from '../domain/field.ts';
import { picklistKey } from '../domain/picklists.ts';
import type { NamedRecord, RecordRef } from '../domain/record-ref.ts';
import { personColumns } from '../domain/record-ref.ts';
import { listedStatus, statusesOf } from './campaign-statuses.ts';
import type { RowOf } from './schema.ts';
import { type Db, type RawRow, type Sql, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** SQL: who a lead is. A lead and the contact that it became are one person. */
export const LEAD_PERSON = sql<string>`coalesce('contact ' || lead.contact_id, 'lead ' || lead.id)`;

/**
 * Makes records members of a campaign with a status, or gives members another one. Returns the number of those for whom
 * this is new. A lead whose contact is a member already changes that one.
 */
export async function joinCampaign(
  tx: Tx,
  campaignId: number,
  records: readonly RecordRef[],
  status: string,
  since: string,
): Promise<number> {
  const listed = await listedStatus(tx, campaignId, status);
  let changed = 0;
  for (const record of records)
    if ((await putMember(tx, campaignId, record, listed, since)) !== 'unchanged') changed++;
  return changed;
}

/** Makes a record a member with a status that the campaign has, or gives a member that one. */
export async function putMember(
  tx: Tx,
  campaignId: number,
  record: RecordRef,
  status: string,
  since: string,
): Promise<'created' | 'changed' | 'unchanged'> {
  const there = await memberOf(tx, campaignId, record);
  if (there?.status === status) return 'unchanged';
  if (there) {
    const responses = there.since < since ? await responsesTo(tx, campaignId) : [];
    // Somebody who does more has responded since the first.
    const keepsDay = responses.includes(there.status) && responses.includes(status);
    await tx.update('campaign_member', there.id, {
      status,
      since: keepsDay ? there.since : since,
      reason: null,
    });
  } else
    await tx.insert('campaign_member', {
      campaign_id: campaignId,
      ...personColumns(record),
      status,
      since,
    });
  return there ? 'changed' : 'created';
}

/** The statuses of a campaign that count as a response. */
export async function responsesTo(tx: Tx, campaignId: number): Promise<readonly string[]> {
  const campaign = await sql<{ type: string | null }>`
    select type from campaign where id = ${campaignId}`.first(tx);
  const listed = await statusesOf(tx, campaign?.type ?? null);
  return listed.filter(({ is_response }) => is_response === 1).map(({ name }) => name);
}

/** Takes records out of a campaign; returns the number of those who were in it. */
export async function leaveCampaign(
  tx: Tx,
  campaignId: number,
  records: readonly RecordRef[],
): Promise<number> {
  let left = 0;
  for (const record of records) {
    const there = await membersOf(tx, campaignId, record);
    for (const { id } of there) await tx.remove('campaign_member', id);
    if (there.length > 0) left++;
  }
  return left;
}

/** A record as a member of a campaign. */
type Member = Pick<RowOf<'campaign_member'>, 'id' | 'status' | 'since'>;

/** The row of a record, or of the lead or contact that is the same person. */
export async function memberOf(db: Db, campaignId: number, record: RecordRef): Promise<Member | undefined> {
  return (await membersOf(db, campaignId, record))[0];
}

/**
 * The rows of a person: leads that became one contact can each be a member. Each way to name them is looked up by itself:
 * with both in one condition, all members of the campaign are read.
 */
function membersOf(db: Db, campaignId: number, { noun, id }: RecordRef): Promise<Member[]> {
  const [leads, contacts] =
    noun === 'lead'
      ? [sql`= ${id}`, sql`= (select contact_id from lead where id = ${id})`]
      : [sql`in (select id from lead where contact_id = ${id})`, sql`= ${id}`];
  return sql<Member>`
    select id, status, since from campaign_member where id in (
      select id from campaign_member where lead_id ${leads} and campaign_id = ${campaignId}
      union all
      select id from campaign_member where contact_id ${contacts} and campaign_id = ${campaignId})
    order by id`.all(db);
}

/** The latest campaign of that name, in any case; undefined if there is none. */
export function campaignNamed(db: Db, name: string): Promise<{ id: number } | undefined> {
  return sql<{ id: number }>`
    select id from campaign where name_key = ${picklistKey(name)} order by id desc limit 1`.first(db);
}

/** Spellings of campaigns in leads and deals, with the campaign that each means. */
export interface CampaignSpelling {
  readonly text: string;
  readonly campaignId: number;
}

/** All spellings in use. */
export async function campaignSpellings(db: Db): Promise<CampaignSpelling[]> {
  const campaigns = await sql<{ id: number; name_key: string }>`
    select id, name_key from campaign order by id desc`.all(db);
  const byKey = new Map(campaigns.map(({ id, name_key: key }) => [key, id]));
  const used = await sql<{ text: string }>`
    select campaign as text from lead where campaign is not null
    union select campaign from opp where campaign is not null`.all(db);
  return used.flatMap(({ text }) => {
    const campaignId = byKey.get(picklistKey(text));
    return campaignId === undefined ? [] : [{ text, campaignId }];
  });
}

/**
 * SQL of the tables `touch` (campaign_id, person, responded, at) and `member` (the same, once a person): members that
 * joined, and leads that name the campaign as the one they came from.
 */
export function memberTables(spellings: readonly CampaignSpelling[]): Sql {
  const texts =
    spellings.length === 0
      ? sql`select cast(null as text) as text, cast(null as integer) as campaign_id where false`
      : sql`values ${sql.join(spellings.map(({ text, campaignId }) => sql`(${text}, ${sql.lit(campaignId)})`))}`;
  return sql`
    spelling (text, campaign_id) as (${texts}),
    touch as (
      select m.campaign_id, case when m.contact_id is not null then 'contact ' || m.contact_id else ${LEAD_PERSON} end as person,
        coalesce(s.is_response, case when v.kind = 'response' then 1 else 0 end) as responded, m.since as at, m.status, m.reason
      from campaign_member m join campaign on campaign.id = m.campaign_id
        left join lead on lead.id = m.lead_id
        left join campaign_status s on s.type = campaign.type and s.name = m.status
        left join picklist_value v on v.list = 'member-status' and v.name = m.status and v.alias_of is null
      union all
      select spelling.campaign_id, ${LEAD_PERSON}, 1, lead.created_at, 'source', null
      from lead join spelling on spelling.text = lead.campaign),
    member as (
      select campaign_id, person, max(responded) as responded,
        min(case when responded = 1 then at end) as at
      from touch group by campaign_id, person)`;
}

/** Members that are shown at once. */
const MAX_MEMBERS = 25;

/** The members of a campaign: who, since when, what they did; those that did something last first. */
export async function campaignMembers(db: Db, id: number, limit = MAX_MEMBERS): Promise<Row[]> {
  const spellings = (await campaignSpellings(db)).filter(({ campaignId }) => campaignId === id);
  const rows = await sql<RawRow & Row>`
    with ${memberTables(spellings)},
    latest as (
      select person, status, responded, at, reason,
        row_number() over (partition by person order by case when status = 'source' then 1 end nulls first, at desc nulls last) as place
      from touch where campaign_id = ${id})
    select replace(latest.person, ' ', ':') as record,
      coalesce(
        (select name from contact where 'contact ' || contact.id = latest.person),
        (select name from lead where 'lead ' || lead.id = latest.person)) as name,
      coalesce(
        (select account.name from contact join account on account.id = contact.account_id where 'contact ' || contact.id = latest.person),
        (select company from lead where 'lead ' || lead.id = latest.person)) as company,
      latest.status, latest.responded, latest.at as since, latest.reason
    from latest where place = 1 order by latest.at desc nulls last, latest.person nulls last limit ${limit}`.all(
    db,
  );
  return rows.map(({ responded, ...row }) => ({ ...row, responded: responded === 1 }) as Row);
}

/** The campaigns of a lead or contact, the latest first. */
export async function campaignsOf(db: Db, { noun, id }: RecordRef): Promise<Row[]> {
  const own =
    noun === 'lead'
      ? sql`m.lead_id = ${id} or m.contact_id = (select contact_id from lead where id = ${id})`
      : sql`m.contact_id = ${id} or m.lead_id in (select id from lead where contact_id = ${id})`;
  return sql<Row>`
    select campaign.id, campaign.name, m.status, m.since
    from campaign_member m join campaign on campaign.id = m.campaign_id
    where ${own} order by m.since desc, m.id desc limit ${MAX_MEMBERS}`.all(db);
}

/** The members of a campaign with a status, in the order in which they joined; a lead that became a contact is that one. */
export async function membersWithStatus(db: Db, campaignId: number, status: string): Promise<NamedRecord[]> {
  const rows = await sql<{ contact_id: number | null; lead_id: number | null; name: string }>`
    select coalesce(m.contact_id, lead.contact_id) as contact_id, m.lead_id, coalesce(contact.name, lead.name) as name
    from campaign_member m left join lead on lead.id = m.lead_id
      left join contact on contact.id = coalesce(m.contact_id, lead.contact_id)
    where m.campaign_id = ${campaignId} and lower(m.status) = lower(${status}) order by m.id`.all(db);
  return rows.map(({ contact_id: contact, lead_id: lead, name }) =>
    contact === null
      ? { noun: 'lead', id: lead as number, title: name }
      : { noun: 'contact', id: contact, title: name },
  );
}

/** Notes why members were not written to. */
export async function noteReasons(
  tx: Tx,
  campaignId: number,
  leftOut: readonly { readonly member: RecordRef; readonly reason: string }[],
): Promise<void> {
  for (const { member, reason } of leftOut) {
    const there = await memberOf(tx, campaignId, member);
    if (there) await tx.update('campaign_member', there.id, { reason });
  }
}
