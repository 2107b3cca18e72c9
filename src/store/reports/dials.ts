import { localOffset, type OffsetSpan, offsetSpans } from '../../domain/dates/offsets.ts';
import { isoTime } from '../../domain/dates.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { filterSql } from '../filter-sql.ts';
import { type Sql, sql } from '../sql.ts';

/** A period, both ends in UTC ISO 8601. */
export interface Period {
  readonly since: string;
  /** Exclusive. */
  readonly until: string;
}

/** Which dials a report counts. */
export interface DialSelection extends Period {
  /** Only dials to matching leads. */
  readonly leads?: Condition | undefined;
  /** Only dials to leads, or only to others: contacts and customers. All unless given. */
  readonly to?: 'leads' | 'others' | undefined;
  /** Only dials by this user. */
  readonly userId?: number | undefined;
}

/** The dials among the rows of `activity` as `call`: outgoing calls, and those without a direction. */
export const IS_DIAL = sql<boolean>`call.type = 'call' and coalesce(call.direction, 'out') = 'out'`;

export const IS_CONNECT = sql<boolean>`call.disposition = 'answered'`;

/** Whether a call agreed on a meeting: answered, with one of these outcomes. */
export function isMeetingSet(words: readonly string[]): Sql<boolean> {
  if (words.length === 0) return sql<boolean>`0`;
  return sql<boolean>`(${IS_CONNECT} and call.outcome in (${sql.join(words)}))`;
}

/** The dials of the period, by anybody and to anybody. */
export function dialledIn({ since, until }: Period): Sql<boolean> {
  return sql<boolean>`${IS_DIAL} and call.at >= ${since} and call.at < ${until}`;
}

/** Whether a dial matches the selected leads and user. */
export function isSelected({ leads, to, userId }: DialSelection): Sql<boolean> {
  return sql<boolean>`${fits(leads)} and ${TO[to ?? 'all']} and ${userId === undefined ? sql`1` : sql`call.user_id = ${userId}`}`;
}

/** Whom a call was made to. */
const TO = {
  all: sql<boolean>`1`,
  leads: sql<boolean>`call.lead_id is not null`,
  others: sql<boolean>`call.lead_id is null`,
};

/** Whether the called lead matches the filter. */
export function fits(leads: Condition | undefined): Sql<boolean> {
  if (!leads) return sql<boolean>`1`;
  return sql<boolean>`call.lead_id in (select lead.id from lead where ${filterSql(leads, 'lead', LEAD.columns())})`;
}

/** The local day, YYYY-MM-DD, of a time column within the period. */
export function localDay(column: Sql<string>, period: Period): Sql<string> {
  return sql<string>`${(dialect) => dialect.localDay(column, shift(column, spansOf(period)))}`;
}

/** The local hour, 0 to 23. */
export function localHour(column: Sql<string>, period: Period): Sql<number> {
  return sql<number>`${(dialect) => dialect.localHour(column, shift(column, spansOf(period)))}`;
}

function spansOf({ since, until }: Period): OffsetSpan[] {
  return offsetSpans(localOffset, Date.parse(since), Date.parse(until));
}

/** The offset from UTC for SQLite's date functions: it differs after each clock change. */
function shift(column: Sql<string>, spans: readonly OffsetSpan[]): Sql<string> {
  const [first, ...others] = spans.toReversed().map((span) => ({ ...span, by: `${span.minutes} minutes` }));
  if (!first || others.length === 0) return sql<string>`${first?.by ?? '0 minutes'}`;
  const cases = [first, ...others].map(({ from, by }) => sql`when ${column} >= ${isoTime(from)} then ${by}`);
  return sql<string>`case ${sql.join(cases, ' ')} else ${others.at(-1)?.by ?? first.by} end`;
}
