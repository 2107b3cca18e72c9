import type { Money } from '../../domain/money.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { readSum, sizeOfSum } from '../money-sums.ts';
import { type DealAmounts, dealSums } from '../rates.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { CREDITED_USER, creditedSums, creditOf } from './deal-credit.ts';
import {
  counted,
  type Evidence,
  evidence,
  type Figure,
  groupJoin,
  groupKey,
  type Key,
  localDayOf,
  type ReportQuestion,
} from './question.ts';

/** What a group did: what people did, not what the program noted. */
export interface ActivityCount {
  readonly group: Key;
  readonly calls: number;
  readonly emails: number;
  readonly meetings: number;
  readonly notes: number;
  readonly total: number;
}

const AT = { moment: sql<string>`activity.at` };
const COUNTS = sql`
  sum(case when activity.type = 'call' then 1 else 0 end) as calls,
  sum(case when activity.type = 'email' then 1 else 0 end) as emails,
  sum(case when activity.type = 'meeting' then 1 else 0 end) as meetings,
  sum(case when activity.type = 'note' then 1 else 0 end) as notes,
  count(*) as total`;

/** Activities as the nouns of the database define them: they can be about records of any of these. */
const activities = ({ nouns }: Engine): NounDefinition => nouns.get('activity');

const done = (engine: Engine, question: ReportQuestion): Sql<boolean> =>
  sql<boolean>`activity.type <> 'event' and ${counted(activities(engine), question, AT)}`;

/** Activities of the period by group. */
export function activityCounts(engine: Engine, question: ReportQuestion): Promise<ActivityCount[]> {
  const spec = activities(engine);
  return sql<ActivityCount>`
    select ${groupKey(spec, question, AT)} as "group", ${COUNTS}
    from activity ${groupJoin(spec, question)} where ${done(engine, question)}
    group by 1 order by ${question.by?.type === 'time' ? sql`1 nulls last` : sql`total desc, 1 nulls last`}`.all(
    engine,
  );
}

const TYPES = { calls: 'call', emails: 'email', meetings: 'meeting', notes: 'note' } as const;

const activitiesOf = (engine: Engine, question: ReportQuestion, which: Sql): Figure['records'] => {
  const spec = activities(engine);
  return sql`select activity.id as id, ${groupKey(spec, question, AT)} as key from activity ${groupJoin(spec, question)}
    where ${done(engine, question)} and ${which}`;
};

/** What the counts of some kinds of activities are of, and those of all together in `rest`. */
function activityFigures(
  engine: Engine,
  question: ReportQuestion,
  kinds: readonly (keyof typeof TYPES)[],
  rest: readonly string[] | undefined,
): Figure[] {
  return [
    ...kinds.map((kind) => ({
      columns: [kind],
      noun: 'activity' as const,
      records: activitiesOf(engine, question, sql`activity.type = ${TYPES[kind]}`),
    })),
    {
      ...(rest ? { columns: rest } : {}),
      noun: 'activity',
      records: activitiesOf(engine, question, sql`true`),
    },
  ];
}

/** The activities behind the counts and, by user, the deals that their owners won. */
export function activityRecords(engine: Engine, question: ReportQuestion, withDeals: boolean): Evidence {
  const figures = activityFigures(engine, question, ['calls', 'emails', 'meetings', 'notes'], undefined);
  const won: Figure = {
    columns: ['won', 'per_won'],
    noun: 'opp',
    records: sql`select opp.id as id, ${OWNER} as key from ${sql.raw(OPP.columns().from)} where ${wonIn(question)}`,
  };
  return evidence(engine, ...figures, ...(withDeals ? [won] : []));
}

/** What people won and did: `deals` asks of deals, `work` of activities by user. */
export function leaderRecords(engine: Engine, deals: ReportQuestion, work: ReportQuestion): Evidence {
  const credit = creditOf(undefined, true);
  const won = sql<boolean>`stage.kind = 'won' and ${counted(OPP, deals, { day: sql`opp.closed_on` })}`;
  const credited = (which: Sql): Figure['records'] =>
    sql`select opp.id as id, ${CREDITED_USER} as key from ${sql.raw(OPP.columns().from)} ${credit.join} where ${won} and ${which}`;
  return evidence(
    engine,
    { columns: ['won'], records: credited(credit.isCounted) },
    { columns: ['amount'], records: credited(sql`true`) },
    ...activityFigures(engine, work, ['calls', 'meetings'], ['activities']),
  );
}

const OWNER = sql<string | null>`(select name from "user" where id = opp.owner_id)`;

const wonIn = ({ period }: Pick<ReportQuestion, 'period'>): Sql<boolean> =>
  sql<boolean>`stage.kind = 'won' and ${counted(OPP, { where: undefined, period }, { day: sql`opp.closed_on` })}`;

/** Won deals of the period by owner, and how many activities with them came before the day they were won. */
export interface WonEffort {
  readonly group: Key;
  readonly won: number;
  readonly activities: number;
}

export function wonEffort(
  engine: Engine,
  { period, today }: Pick<ReportQuestion, 'period' | 'today'>,
): Promise<WonEffort[]> {
  const day = localDayOf(sql`activity.at`, { period: { from: null, to: period.to }, today });
  return sql<WonEffort>`
    select ${OWNER} as "group", count(*) as won,
      sum((select count(*) from activity where activity.opp_id = opp.id and activity.type <> 'event'
        and ${day} <= opp.closed_on)) as activities
    from ${sql.raw(OPP.columns().from)} where ${wonIn({ period })}
    group by 1 order by 1 nulls last`.all(engine);
}

/** What somebody won, in one currency. */
export interface Winnings {
  readonly user: string | null;
  readonly currency: string;
  readonly won: number;
  readonly amount: Money;
}

/** What counts for each user of what was won in the period, by the filter of deals. */
export async function winnings(
  engine: Engine,
  question: Pick<ReportQuestion, 'where' | 'period'>,
): Promise<Winnings[]> {
  const where = sql<boolean>`stage.kind = 'won' and ${counted(OPP, question, { day: sql`opp.closed_on` })}`;
  const query = ({ join, currency, amount }: DealAmounts) => sql<
    RawRow & { user: string | null; currency: string; won: number }
  >`
    select "user".name as "user", currency, count as won, amount_high, amount_low
    from (${creditedSums({ from: sql.raw(OPP.columns().from), join, where }, { currency, amount })}) as credited
      left join "user" on "user".id = user_id
    order by ${sizeOfSum('amount')} desc nulls last, 1 nulls last`;
  const rows = await dealSums(engine, query);
  return rows.map((row) => ({
    user: row.user,
    currency: row.currency,
    won: row.won,
    amount: { minor: readSum(row, 'amount'), currency: row.currency },
  }));
}
