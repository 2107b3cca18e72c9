import type { Attention, DealCard } from '../../domain/board.ts';
import type { Engine } from '../engine.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { amountInBase, dealDay } from '../rates.ts';
import { closeDateAtLastReview, withAnswer } from '../review/last-reviewed.ts';
import type { Reviewer } from '../review/reviewer.ts';
import { type Db, type RawRow, type Sql, sql } from '../sql.ts';
import { isStale } from '../stage-age.ts';
import { CARD, type CardRow, type Page, toCard } from './cards.ts';
import { type BoardScope, DEALS, openStages, within } from './scope.ts';

/**
 * Open deals that are stuck on a day, as `stuckReasons` defines it: too long in their stage, past their close date or
 * postponed since the last review, with an overdue task or without a next step. Largest first, by the rates of the team;
 * amounts without a rate follow, each currency for itself.
 */
export async function stuckCards(
  engine: Engine,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  page: Page,
): Promise<DealCard[]> {
  const rows = await stuckDeals(engine, scope, reviewer, today, page).all(engine);
  return rows.map((row) => ({
    ...toCard(row),
    closeDateAtLastReview: row.was_to_close,
    minorInBase: row.in_base,
  }));
}

/** The statement that finds them. */
export const stuckDeals = (
  { acting }: Db,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  { limit, offset }: Page,
) => {
  const amount = { minor: sql`opp.amount_minor`, currency: sql`opp.currency`, day: dealDay(today) };
  const inBase = sql`, ${amountInBase(amount, acting.currency)} as in_base`;
  return sql<CardRow & { was_to_close: string | null; in_base: number | null }>`
    select * ${isStuck(scope, reviewer, today, inBase)}
    order by case when amount_minor is null then 2 when in_base is null then 1 else 0 end nulls last,
      in_base desc nulls last, case when amount_minor is not null and in_base is null then currency end nulls first,
      amount_minor desc nulls last, id limit ${limit} offset ${offset}`;
};

/** Compares two deals as the list of stuck ones has them. */
export function compareStuck(one: DealCard, other: DealCard): number {
  const [first, second] = [sizeOf(one), sizeOf(other)];
  const at = first.findIndex((part, place) => part !== second[place]);
  if (at < 0) return one.id - other.id;
  return (first[at] as number | string) < (second[at] as number | string) ? -1 : 1;
}

/** What sorts stuck deals, the least first: whether their amount is not known, and the amount in the base currency or its own. */
function sizeOf({ amount, minorInBase = null }: DealCard): (number | string)[] {
  if (amount === null) return [2];
  return minorInBase === null ? [1, amount.currency, -Number(amount.minor)] : [0, -minorInBase];
}

/** The number of stuck deals. */
export async function stuckCount(
  engine: Engine,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
): Promise<number> {
  const { n } = await sql<{ n: number }>`select count(*) as n ${isStuck(scope, reviewer, today)}`.one(engine);
  return n;
}

/** How many open deals need a hand on a day. */
export async function attentionCounts(
  engine: Engine,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
): Promise<Attention> {
  const limits = openStages(scope).map(({ rottingDays }) => rottingDays);
  const rows = await sql<
    RawRow & { currency: string; late: number; stuck: number; past: number; any: number }
  >`
    select currency, count(case when next_due <> '' and next_due < ${today} then 1 end) as late,
      count(case when ${isStale(limits, today, sql`rotting_days`, sql`since`)} then 1 end) as stuck,
      count(case when closes < ${today} then 1 end) as past, count(*) as "any",
      ${sumColumns(sql`amount_minor`, 'amount')}
    ${isStuck(scope, reviewer, today)} group by currency order by count(*) desc nulls last, currency nulls first`.all(
    engine,
  );
  const count = (of: 'late' | 'stuck' | 'past' | 'any') => rows.reduce((sum, row) => sum + row[of], 0);
  return {
    late: count('late'),
    stuck: count('stuck'),
    past: count('past'),
    any: count('any'),
    amounts: rows.map((row) => ({ minor: readSum(row, 'amount'), currency: row.currency })),
  };
}

function isStuck(scope: BoardScope, reviewer: Reviewer, today: string, more = sql``): Sql<unknown> {
  const limits = openStages(scope).map(({ rottingDays }) => rottingDays);
  return sql`from (
        select ${CARD}, ${closeDateAtLastReview(reviewer)} as was_to_close ${more} from ${DEALS} ${withAnswer(reviewer)}
        where ${within(scope, openStages(scope))}) as deal
      where closes < ${today} or was_to_close < closes or (next_due <> '' and next_due < ${today})
        or (next_due is null and next_step is null)
        or ${isStale(limits, today, sql`rotting_days`, sql`since`)}`;
}

/** Activities and stage changes of the pipeline's deals since a moment, latest first. */
export async function recentActivityCards(
  engine: Engine,
  scope: BoardScope,
  since: string,
  { limit, offset }: Page,
): Promise<DealCard[]> {
  const rows = await sql<
    CardRow & {
      activity: number;
      at: string;
      type: string;
      outcome: string | null;
      duration: number | null;
      subject: string | null;
      body: string | null;
      who: string | null;
    }
  >`
    select ${CARD}, a.id as activity, a.at, a.type, a.outcome, a.duration, a.subject,
      substr(a.body, 1, ${MAX_TEXT}) as body, (select name from "user" where id = a.user_id) as who
    ${activitiesSince(scope, since)}
    order by a.at desc, a.id desc limit ${limit} offset ${offset}`.all(engine);
  return rows.map((row) => {
    const { at, who, type, outcome, subject, body } = row;
    const words = [type === 'event' ? null : type, outcome, subject ?? body];
    return {
      ...toCard(row),
      key: `said ${row.activity}`,
      lastActivity: {
        at,
        who,
        type,
        outcome,
        durationSeconds: row.duration,
        text: [subject, body].filter((text) => text !== null && text !== '').join(': '),
        what: words.filter((word) => word !== null && word !== '').join(': '),
      },
    };
  });
}

/** Characters of what was said that are read. */
const MAX_TEXT = 2000;

/** Compares two activities as their list has them. */
export function compareRecent(one: DealCard, other: DealCard): number {
  const [first, second] = [one.lastActivity?.at ?? '', other.lastActivity?.at ?? ''];
  if (first !== second) return first > second ? -1 : 1;
  return activityNumber(other) - activityNumber(one);
}

const activityNumber = ({ key }: DealCard) => Number(key.split(' ')[1]);

/** The number of recent activities. */
export async function recentActivityCount(engine: Engine, scope: BoardScope, since: string): Promise<number> {
  return (await sql<{ n: number }>`select count(*) as n ${activitiesSince(scope, since)}`.one(engine)).n;
}

/** How much was done in each minute (`YYYY-MM-DDTHH:MM`, in UTC) since a moment. */
export function activeMinutes(
  engine: Engine,
  scope: BoardScope,
  since: string,
): Promise<{ readonly minute: string; readonly count: number }[]> {
  return sql<{ minute: string; count: number }>`select substr(a.at, 1, 16) as minute, count(*) as count
    ${activitiesSince(scope, since)} group by substr(a.at, 1, 16)`.all(engine);
}

function activitiesSince(scope: BoardScope, since: string): Sql<unknown> {
  return sql`from activity a join opp on opp.id = a.opp_id join stage on stage.id = opp.stage_id
      where a.at >= ${since} and ${within(scope, scope.stages)}`;
}
