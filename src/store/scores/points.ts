import type { PointPart, PointRule } from '../../domain/filter/ast.ts';
import type { ScoreCount } from '../../domain/score.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { type ExpressionScope, pointsSql, rulePoints } from '../expression-sql.ts';
import { columnOf, filterSql } from '../filter-sql.ts';
import { LEAD_STATUS } from '../leads.ts';
import { type Db, type Sql, sql } from '../sql.ts';

const scope = (): ExpressionScope => ({
  noun: 'lead',
  columns: LEAD.columns(),
  conditionSql: filterSql,
  columnOf,
});

/** What a lead has by its rules and by hand. */
export interface LeadPoints {
  /** The typed score, which goes before the rules. */
  readonly typed: number | null;
  /** By rules, from 0 to the largest score. */
  readonly computed: number;
  /** Of each rule, in their order, with decimals. */
  readonly each: readonly number[];
}

/** The points of a lead now, rule by rule. */
export async function leadPoints(
  db: Db,
  id: number,
  rules: readonly PointRule[],
  parts: readonly PointPart[],
): Promise<LeadPoints> {
  const now = sql`${new Date(db.acting.now).toISOString()}`;
  const { typed, computed } = await sql<{ typed: number | null; computed: number }>`
    select lead.score as typed, ${pointsSql(parts, scope(), now)} as computed from lead where lead.id = ${id}`.one(
    db,
  );
  const each: number[] = [];
  for (const rule of rules) {
    const { points } = await sql<{ points: number }>`
      select ${rulePoints(rule, scope(), now)} * 1.0 as points from lead where lead.id = ${id}`.one(db);
    each.push(points);
  }
  return { typed, computed, each };
}

/** The leads that a test of rules is about: old enough for their outcome to be known. */
export interface TestedLeads {
  /** Leads created later are not decided yet. */
  readonly createdBefore: string;
  /** Behaviour counts until so many days after the creation, and never after the conversion. */
  readonly days: number;
}

/** SQL: up to when the behaviour of a lead counts: the end of a day, or its conversion if that was earlier. */
const cutOff = (days: number): Sql<string> => {
  const since1970 = sql`${(dialect) => dialect.epoch(sql`lead.created_at`)} / 86400 + ${days + 1}`;
  const end = sql`${(dialect) => dialect.dayOf(sql`(${since1970})`)}`;
  return sql<string>`case when lead.converted_at < ${end} then lead.converted_at else ${end} end`;
};

/** Median of the days from the creation of leads to their conversion; null without any. */
export async function daysToConvert(db: Db): Promise<number | null> {
  const row = await sql<{ days: number }>`
    select days from (
      select days, row_number() over (order by days nulls last) as place, count(*) over () as count
      from (select (${(dialect) => dialect.epoch(sql`lead.converted_at`)} - ${(dialect) => dialect.epoch(sql`lead.created_at`)}) / 86400.0 as days
        from lead where lead.converted_at >= lead.created_at) as taken) as ordered
    where place = (count + 1) / 2`.first(db);
  return row?.days ?? null;
}

/** How many converted leads and others had each score at their cut-off. */
export function scoreCounts(
  db: Db,
  parts: readonly PointPart[],
  { createdBefore, days }: TestedLeads,
): Promise<ScoreCount[]> {
  return sql<ScoreCount>`
    select score, count(converted_at) as converted, count(*) - count(converted_at) as others
    from (select ${pointsSql(parts, scope(), cutOff(days))} as score, lead.converted_at from lead ${LEAD_STATUS}
      where lead.created_at < ${createdBefore}) as tested
    group by score order by score nulls last`.all(db);
}

/** Of the leads that a rule gives points to at their cut-off, and of the others, how many there are and were converted. */
export interface RuleCount {
  readonly leads: number;
  readonly converted: number;
  readonly other_leads: number;
  readonly other_converted: number;
}

/** How well one rule tells them apart. */
export function ruleCount(db: Db, rule: PointRule, { createdBefore, days }: TestedLeads): Promise<RuleCount> {
  return sql<RuleCount>`
    select count(case when fits = 1 then 1 end) as leads,
      count(case when fits = 1 then converted_at end) as converted,
      count(case when fits = 0 then 1 end) as other_leads,
      count(case when fits = 0 then converted_at end) as other_converted
    from (select case when ${rulePoints(rule, scope(), cutOff(days))} <> 0 then 1 else 0 end as fits, lead.converted_at
      from lead where lead.created_at < ${createdBefore}) as tested`.one(db);
}
