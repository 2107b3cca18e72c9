import type { Money } from '../../domain/money.ts';
import type { AttributionModel } from '../../domain/reports/attribution.ts';
import { CAMPAIGN } from '../../nouns/campaign/definition.ts';
import { campaignSpellings, LEAD_PERSON, memberTables } from '../campaigns.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { localDayOf } from '../local-day.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { type Evidence, evidence, type ReportQuestion } from './question.ts';

/** A campaign with its parts: a person in several of them counts once. */
export interface CampaignCounts {
  readonly id: number;
  readonly name: string;
  readonly members: number;
  readonly responses: number;
  readonly cost_minor: number | null;
  readonly currency: string | null;
}

/** What won deals brought to a campaign and its parts, in one currency. */
export interface CampaignShare {
  readonly id: number;
  readonly deals: number;
  readonly amount: Money;
}

/** Counts of the campaigns that the filter takes. */
export async function campaignCounts(
  engine: Engine,
  { where }: Pick<ReportQuestion, 'where'>,
): Promise<CampaignCounts[]> {
  return sql<CampaignCounts>`
    with recursive ${memberTables(await campaignSpellings(engine))}, ${TREE},
    counted as (
      select tree.ancestor as id, count(distinct member.person) as members,
        count(distinct case when member.responded = 1 then member.person end) as responses
      from tree join member on member.campaign_id = tree.campaign_id group by tree.ancestor),
    costs as (
      select tree.ancestor as id, sum(part.cost_minor) as cost_minor, min(part.currency) as currency
      from tree join (${CAMPAIGN_COSTS}) as part on part.id = tree.campaign_id
      group by tree.ancestor having min(part.currency) = max(part.currency))
    select campaign.id, campaign.name, coalesce(counted.members, 0) as members,
      coalesce(counted.responses, 0) as responses, costs.cost_minor, costs.currency
    from campaign
      left join counted on counted.id = campaign.id
      left join costs on costs.id = campaign.id
    where ${taken(where)}
    order by campaign.starts_on desc nulls last, campaign.id desc`.all(engine);
}

/**
 * The shares of won deals, closed in the period, of each campaign that the filter takes. The shares of a deal sum exactly to
 * its amount: what rounding leaves goes to the largest remainders.
 */
export async function campaignShares(
  engine: Engine,
  { where, period: { from, to } }: Pick<ReportQuestion, 'where' | 'period'>,
  model: AttributionModel,
): Promise<CampaignShare[]> {
  const days = sql<boolean>`
    ${from === null ? sql`true` : sql`opp.closed_on >= ${from}`} and ${to === null ? sql`true` : sql`opp.closed_on <= ${to}`}`;
  const rows = await sql<RawRow & { id: number; deals: number; currency: string }>`
    with recursive ${memberTables(await campaignSpellings(engine))}, ${TREE},
    won as (
      select opp.id, opp.amount_minor, opp.currency, opp.closed_on, opp.contact_id, opp.campaign, opp.created_at
      from opp join stage on stage.id = opp.stage_id where stage.kind = 'won' and ${days}),
    buyer as (
      select id as opp_id, 'contact ' || contact_id as person from won where contact_id is not null
      union select opp_id, 'contact ' || contact_id from opp_contact
      union select opp_id, ${LEAD_PERSON} from lead where opp_id is not null),
    response as (
      select won.id as opp_id, member.campaign_id, member.at
      from won join buyer on buyer.opp_id = won.id
        join member on member.person = buyer.person and member.responded = 1
      where ${localDayOf(sql`member.at`)} <= won.closed_on
      union all
      select won.id, spelling.campaign_id, won.created_at from won join spelling on spelling.text = won.campaign),
    influence as (select opp_id, campaign_id, min(at) as at from response group by opp_id, campaign_id),
    placed as (
      select opp_id, campaign_id,
        row_number() over (partition by opp_id order by at nulls last, campaign_id nulls last) as place,
        count(*) over (partition by opp_id) as count
      from influence),
    weighed as (
      select placed.opp_id, placed.campaign_id, placed.place, ${WEIGHTS[model].weight} as weight,
        ${WEIGHTS[model].whole} as whole, coalesce(won.amount_minor, 0) as minor, won.currency
      from placed join won on won.id = placed.opp_id),
    part as (
      select *, minor * weight / whole as share, abs(minor * weight % whole) as remainder from weighed),
    shared as (
      select *,
        minor - sum(share) over (partition by opp_id) as rest,
        row_number() over (partition by opp_id order by remainder desc nulls last, place) as turn
      from part)
    select tree.ancestor as id, shared.currency, count(distinct shared.opp_id) as deals,
      ${sumColumns(sql`(share + case when turn <= abs(rest) then case when rest < 0 then -1 else 1 end else 0 end)`, 'amount')}
    from shared join tree on tree.campaign_id = shared.campaign_id
      join campaign on campaign.id = tree.ancestor
    where ${taken(where)}
    group by tree.ancestor, shared.currency order by tree.ancestor nulls last, shared.currency nulls last`.all(
    engine,
  );
  return rows.map((row) => ({
    id: row.id,
    deals: row.deals,
    amount: { minor: readSum(row, 'amount'), currency: row.currency },
  }));
}

/** What campaigns cost: what is said of each in all, and its expenses. */
export const CAMPAIGN_COSTS = sql`
  select id, cost_minor, currency from campaign where cost_minor is not null
  union all select campaign_id, amount_minor, currency from expense where campaign_id is not null`;

/** Each campaign with itself and with all that it is part of. */
const TREE = sql`tree (ancestor, campaign_id) as (
  select id, id from campaign
  union
  select campaign.parent_id, tree.campaign_id from tree join campaign on campaign.id = tree.ancestor
  where campaign.parent_id is not null)`;

/** The share of the nth of several campaigns: `weight` of `whole`. U-shaped: 40 % each for the first and the last. */
const WEIGHTS: Readonly<Record<AttributionModel, { readonly weight: Sql; readonly whole: Sql }>> = {
  first: { weight: sql`case when place = 1 then 1 else 0 end`, whole: sql`1` },
  last: { weight: sql`case when place = count then 1 else 0 end`, whole: sql`1` },
  even: { weight: sql`1`, whole: sql`count` },
  'u-shaped': {
    weight: sql`case when count <= 2 then 1 when place in (1, count) then 4 * (count - 2) else 2 end`,
    whole: sql`case when count <= 2 then count else 10 * (count - 2) end`,
  },
};

function taken(where: ReportQuestion['where']): Sql<boolean> {
  return where ? filterSql(where, CAMPAIGN.noun, CAMPAIGN.columns()) : sql<boolean>`true`;
}

/** The campaigns behind the rows. */
export function countedCampaigns(engine: Engine, { where }: Pick<ReportQuestion, 'where'>): Evidence {
  return evidence(engine, {
    records: sql`select campaign.id as id, campaign.id as key from campaign where ${taken(where)}`,
  });
}
