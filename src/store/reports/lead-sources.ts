import type { Money } from '../../domain/money.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { campaignSpellings } from '../campaigns.ts';
import type { Engine } from '../engine.ts';
import { type Exchange, exchangeOf } from '../exchange.ts';
import { LEAD_STATUS } from '../leads.ts';
import { readSum } from '../money-sums.ts';
import { type DealAmounts, dealSums } from '../rates.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { CAMPAIGN_COSTS } from './campaigns.ts';
import {
  counted,
  type Evidence,
  evidence,
  type Figure,
  groupJoin,
  groupKey,
  type Key,
  type ReportQuestion,
} from './question.ts';

/** The leads of a group. */
export interface LeadCount {
  readonly group: string | number | null;
  readonly leads: number;
  readonly converted: number;
}

/** What was won of leads of a group, in one currency. */
export interface WonSum {
  readonly group: string | number | null;
  readonly currency: string;
  readonly count: number;
  readonly amount: Money;
}

const CREATED = { moment: sql<string>`lead.created_at` };

/** Leads created in the period, and how many of them became deals or customers. */
export function leadCounts(engine: Engine, question: ReportQuestion): Promise<LeadCount[]> {
  return sql<LeadCount>`
    select ${groupKey(LEAD, question, CREATED)} as "group", count(*) as leads, count(lead.converted_at) as converted
    from lead ${groupJoin(LEAD, question)} where ${counted(LEAD, question, CREATED)}
    group by 1 order by leads desc nulls last, 1 nulls last`.all(engine);
}

/** The first lead of each deal: where the deal began. */
const FIRST_LEADS = sql`select min(id) from lead where opp_id is not null group by opp_id`;

/** Won deals that began as leads of the group: by the group of the first lead, whatever the deal says itself. */
export function wonByFirstTouch(engine: Engine, question: ReportQuestion): Promise<WonSum[]> {
  return wonSums(engine, question, groupKey(LEAD, question, CREATED), groupJoin(LEAD, question));
}

/** Won deals of the same leads by the source that the deal itself names; where it names none, by that of the lead. */
export function wonByLastTouch(engine: Engine, question: ReportQuestion): Promise<WonSum[]> {
  return wonSums(engine, question, LAST_TOUCH);
}

const LAST_TOUCH = sql<Key>`coalesce(nullif(opp.source, ''), nullif(lead.source, ''))`;

const WON_OF_LEADS = sql`lead join opp on opp.id = lead.opp_id join stage on stage.id = opp.stage_id`;

const wonOf = (question: ReportQuestion): Sql<boolean> =>
  sql<boolean>`stage.kind = 'won' and lead.id in (${FIRST_LEADS}) and ${counted(LEAD, question, CREATED)}`;

async function wonSums(
  engine: Engine,
  question: ReportQuestion,
  key: Sql<Key>,
  groups = sql``,
): Promise<WonSum[]> {
  const query = ({ join, currency, amount, sum }: DealAmounts) => sql<
    RawRow & { key: string | number | null; currency: string; count: number }
  >`
    select ${key} as key, ${currency} as currency, count(*) as count, ${sum(amount, 'amount')}
    from ${WON_OF_LEADS} ${join} ${groups} where ${wonOf(question)}
    group by 1, ${currency} order by 1 nulls last, ${currency} nulls last`;
  const rows = await dealSums(engine, query);
  return rows.map(toSum);
}

/** How the amounts of the won deals are added up. */
export function wonExchange(
  engine: Engine,
  question: ReportQuestion,
  currencies: readonly string[],
): Promise<Exchange | null> {
  return exchangeOf(engine, (join) => sql`${WON_OF_LEADS} ${join} where ${wonOf(question)}`, currencies);
}

function toSum(row: RawRow & { key: string | number | null; currency: string; count: number }): WonSum {
  const { key, currency, count } = row;
  return { group: key, currency, count, amount: { minor: readSum(row, 'amount'), currency } };
}

/** SQL: the leads that count and fit, with their group. */
const leadsOf = (question: ReportQuestion, which: Sql = sql`true`): Figure['records'] => sql`
  select lead.id as id, ${groupKey(LEAD, question, CREATED)} as key
  from lead ${LEAD_STATUS} ${groupJoin(LEAD, question)} where ${counted(LEAD, question, CREATED)} and ${which}`;

/** The leads behind the counts, and the deals that were won of them. */
export function sourceRecords(engine: Engine, question: ReportQuestion): Evidence {
  const won = (key: Sql<Key>, groups: Sql): Figure['records'] =>
    sql`select opp.id as id, ${key} as key from ${WON_OF_LEADS} ${groups} where ${wonOf(question)}`;
  return evidence(
    engine,
    { records: leadsOf(question) },
    { columns: ['converted', 'conversion'], records: leadsOf(question, sql`lead.converted_at is not null`) },
    {
      columns: ['won', 'amount'],
      noun: 'opp',
      records: won(groupKey(LEAD, question, CREATED), groupJoin(LEAD, question)),
    },
    { columns: ['last_won', 'last_amount'], noun: 'opp', records: won(LAST_TOUCH, sql``) },
  );
}

/** The leads behind the speed of the first touch. */
export function touchedLeads(engine: Engine, question: ReportQuestion): Evidence {
  const touched = sql`exists (select 1 from activity where ${TOUCHED})`;
  return evidence(
    engine,
    { records: leadsOf(question) },
    { columns: ['touched', 'median', 'slowest'], records: leadsOf(question, touched) },
  );
}

/** What somebody of the team did with a lead: an outgoing call, e-mail, message or letter, or a meeting. */
export const TOUCHED = sql<boolean>`activity.lead_id = lead.id
  and activity.type in ('call', 'email', 'meeting', 'message', 'letter') and coalesce(activity.direction, 'out') = 'out'`;

/** How far leads of a group came: the number whose furthest step is this one. */
export interface FunnelCount {
  readonly group: string | number | null;
  readonly depth: number;
  readonly leads: number;
}

/** The steps of a funnel, from 0 on. A later step counts for the earlier ones, also where they were skipped. */
export const FUNNEL_STEPS = ['created', 'contacted', 'connected', 'qualified', 'converted', 'won'] as const;

const TRIED = sql<boolean>`activity.lead_id = lead.id and activity.type in ('call', 'email', 'meeting')
  and coalesce(activity.direction, 'out') = 'out'`;
const ANSWERED = sql<boolean>`activity.lead_id = lead.id
  and (activity.type = 'meeting' or activity.type = 'call' and activity.disposition = 'answered')`;

const DEPTH = sql<number>`case
  when exists (select 1 from opp join stage on stage.id = opp.stage_id where opp.id = lead.opp_id and stage.kind = 'won') then 5
  when lead.converted_at is not null then 4
  when lead_status.kind in ('qualified', 'converted') then 3
  when exists (select 1 from activity where ${ANSWERED}) then 2
  when exists (select 1 from activity where ${TRIED}) then 1
  else 0 end`;

/** Leads created in the period by their furthest step. */
export function funnelCounts(engine: Engine, question: ReportQuestion): Promise<FunnelCount[]> {
  return sql<FunnelCount>`
    select ${groupKey(LEAD, question, CREATED)} as "group", ${DEPTH} as depth, count(*) as leads
    from lead ${LEAD_STATUS} ${groupJoin(LEAD, question)} where ${counted(LEAD, question, CREATED)}
    group by 1, 2 order by 1 nulls last, 2`.all(engine);
}

/** What tells the rows of a funnel apart. */
export const funnelKey = (group: Key, step: string): string => `${group ?? ''} ${step}`;

/** The leads that took each step. */
export function funnelLeads(engine: Engine, question: ReportQuestion): Evidence {
  const key = sql<Key>`coalesce(${groupKey(LEAD, question, CREATED)}, '') || ' ' || step.name`;
  const steps = FUNNEL_STEPS.map((name, depth) => sql`select ${name} as name, ${sql.lit(depth)} as depth`);
  return evidence(engine, {
    records: sql`
      select lead.id as id, ${key} as key from (${sql.join(steps, ' union all ')}) as step
        join lead on true ${LEAD_STATUS} ${groupJoin(LEAD, question)}
      where ${counted(LEAD, question, CREATED)} and step.depth <= ${DEPTH}`,
  });
}

/** The moment at which a lead took a step, where it is known: there is none for being qualified. */
const MOMENTS = {
  contacted: sql<string>`(select min(at) from activity where ${TRIED})`,
  connected: sql<string>`(select min(at) from activity where ${ANSWERED})`,
  converted: sql<string>`lead.converted_at`,
} as const;

export type TimedStep = keyof typeof MOMENTS;

/** The median of the days from the creation of a lead to a step, by group; leads that took it before are not counted. */
export function funnelDays(
  engine: Engine,
  step: TimedStep,
  question: ReportQuestion,
): Promise<{ group: string | number | null; days: number }[]> {
  const days = sql`(${(dialect) => dialect.epoch(MOMENTS[step])} - ${(dialect) => dialect.epoch(sql`lead.created_at`)})`;
  return sql<{ group: string | number | null; days: number }>`
    select "group", seconds / 86400.0 as days from (
      select "group", seconds, row_number() over (partition by "group" order by seconds nulls last) as place,
        count(*) over (partition by "group") as count
      from (select ${groupKey(LEAD, question, CREATED)} as "group", ${days} as seconds
        from lead ${groupJoin(LEAD, question)} where ${counted(LEAD, question, CREATED)}) as taken
      where seconds >= 0) as ordered
    where place = (count + 1) / 2`.all(engine);
}

/** Leads of a group that name a campaign. */
export interface CampaignLeads {
  /** Null for leads of other days, or that the filter leaves out. */
  readonly group: Key;
  readonly isCounted: boolean;
  readonly campaignId: number;
  readonly leads: number;
}

/** How many leads of each group name each campaign with a cost, and how many other leads do. */
export async function leadsOfCampaigns(engine: Engine, question: ReportQuestion): Promise<CampaignLeads[]> {
  const which = counted(LEAD, question, CREATED);
  const key = groupKey(LEAD, question, CREATED);
  const rows = await sql<{ group: string | number | null; counted: number; campaign: string; leads: number }>`
    select case when ${which} then ${key} end as "group", case when ${which} then 1 else 0 end as counted,
      lead.campaign as campaign, count(*) as leads
    from lead ${groupJoin(LEAD, question)} where lead.campaign <> '' group by 1, 2, 3 order by 1 nulls last, 2 nulls last, 3 nulls last`.all(
    engine,
  );
  const ids = new Map((await campaignSpellings(engine)).map(({ text, campaignId }) => [text, campaignId]));
  return rows.flatMap(({ group, counted: isCounted, campaign, leads }) => {
    const campaignId = ids.get(campaign);
    return campaignId === undefined ? [] : [{ group, isCounted: isCounted === 1, campaignId, leads }];
  });
}

/** What campaigns have cost, in each currency. */
export function campaignCosts(engine: Engine): Promise<{ id: number; minor: number; currency: string }[]> {
  return sql<{ id: number; minor: number; currency: string }>`
    select part.id, sum(part.cost_minor) as minor, part.currency from (${CAMPAIGN_COSTS}) as part
    where part.currency is not null group by part.id, part.currency order by part.id, part.currency nulls last`.all(
    engine,
  );
}
