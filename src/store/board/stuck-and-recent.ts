import type { Attention, DealCard } from '../../domain/board.ts';
import type { Engine } from '../engine.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { closeDateAtLastReview, withAnswer } from '../review/last-reviewed.ts';
import type { Reviewer } from '../review/reviewer.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { isStale } from '../stage-age.ts';
import { CARD, type CardRow, type Page, toCard } from './cards.ts';
import { type BoardScope, DEALS, openStages, within } from './scope.ts';

/**
 * Open deals that are stuck on a day, as `stuckReasons` defines it: too long in their stage, past their close date or
 * postponed since the last review, with an overdue task or without a next step. Largest first.
 */
export async function stuckCards(
  engine: Engine,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  page: Page,
): Promise<DealCard[]> {
  const rows = await stuckDeals(scope, reviewer, today, page).all(engine);
  return rows.map((row) => ({ ...toCard(row), closeDateAtLastReview: row.was_to_close }));
}

/** The statement that finds them. */
export const stuckDeals = (
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  { limit, offset }: Page,
) => sql<CardRow & { was_to_close: string | null }>`
    select * ${isStuck(scope, reviewer, today)}
    order by amount_minor desc nulls last, id limit ${limit} offset ${offset}`;

/** Compares two deals as the list of stuck ones has them. */
export function compareStuck(one: DealCard, other: DealCard): number {
  const [first, second] = [one.amount?.minor ?? -1, other.amount?.minor ?? -1];
  return first === second ? one.id - other.id : first > second ? -1 : 1;
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

function isStuck(scope: BoardScope, reviewer: Reviewer, today: string): Sql<unknown> {
  const limits = openStages(scope).map(({ rottingDays }) => rottingDays);
  return sql`from (
        select ${CARD}, ${closeDateAtLastReview(reviewer)} as was_to_close from ${DEALS} ${withAnswer(reviewer)}
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
