import { addDaysTo, startOfDay } from '../../domain/dates/calendar.ts';
import type { FiscalCalendar, FiscalUnit } from '../../domain/dates/fiscal.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { type Condition, isTeamField } from '../../domain/filter/ast.ts';
import type { ReportPeriod } from '../../domain/reports/period.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Engine } from '../engine.ts';
import { columnOf, filterSql, TEAMS } from '../filter-sql.ts';
import { fiscalQuarter, fiscalYear, weekStart } from '../fiscal-sql.ts';
import { type Sql, sql } from '../sql.ts';
import { localDay } from './dials.ts';

/** What a report groups by: a field, or the day, week, month, quarter or year of the moment it counts by. */
export type ReportGroup =
  | { readonly type: 'field'; readonly field: Field }
  | { readonly type: 'time'; readonly unit: FiscalUnit };

/** Which records a report counts. */
export interface ReportQuestion {
  readonly where: Condition | undefined;
  readonly period: ReportPeriod;
  /** Null for all together. */
  readonly by: ReportGroup | null;
  /** The user's present day. */
  readonly today: string;
  /** When years and weeks begin. */
  readonly calendar: FiscalCalendar;
}

/** SQL of the day that a record counts by. `moment` is that of a column of moments, `day` that of a column of days. */
type CountedBy = { readonly day: Sql<string> } | { readonly moment: Sql<string> };

/** SQL: the records that match the filter, within the period. */
export function counted(
  noun: NounDefinition,
  { where, period }: Pick<ReportQuestion, 'where' | 'period'>,
  by: CountedBy,
): Sql<boolean> {
  const parts: Sql<boolean>[] = [];
  if (where) parts.push(filterSql(where, noun.noun, noun.columns()));
  const { from, to } = period;
  if ('day' in by) {
    if (from !== null) parts.push(sql`${by.day} >= ${from}`);
    if (to !== null) parts.push(sql`${by.day} <= ${to}`);
  } else {
    if (from !== null) parts.push(sql`${by.moment} >= ${startOfDay(from)}`);
    if (to !== null) parts.push(sql`${by.moment} < ${startOfDay(addDaysTo(to, 1))}`);
  }
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, ' and ')}`;
}

/** SQL: the number of the first of these periods that a moment is in; null for none. */
export function spanOf(moment: Sql<string>, periods: readonly ReportPeriod[]): Sql<number | null> {
  const cases = periods.map(({ from, to }, at) => {
    const since = from === null ? sql`true` : sql`${moment} >= ${startOfDay(from)}`;
    const until = to === null ? sql`true` : sql`${moment} < ${startOfDay(addDaysTo(to, 1))}`;
    return sql`when ${since} and ${until} then ${sql.lit(at)}`;
  });
  return sql<number | null>`case ${sql.join(cases, ' ')} end`;
}

/** Clocks that changed before this day are not told apart. */
const FIRST_DAY = '2000-01-01';

/** SQL of the group of a record; null for records without. */
export function groupKey(
  noun: NounDefinition,
  { by, period, today, calendar }: Omit<ReportQuestion, 'where'>,
  counts: CountedBy,
): Sql<Key> {
  if (by === null) return sql<Key>`null`;
  if (by.type === 'field') return fieldKey(noun, by.field);
  const day = 'day' in counts ? counts.day : localDayOf(counts.moment, { period, today });
  return unitKey(by.unit, day, calendar);
}

/** SQL of the group of a field; `groupJoin` joins what it is in where the field has several values. */
export function fieldKey(noun: NounDefinition, field: Field): Sql<Key> {
  const values = valuesOf(noun, field);
  if (values) return sql<Key>`${values.column}`;
  return sql<Key>`nullif(${columnOf(field, noun.noun, noun.columns()).value}, '')`;
}

/**
 * SQL that joins the values of a field with several, so that a record is in the group of each, and in that of none without;
 * empty for other groups. Teams are those of the owner, or of another `user`.
 */
export function groupJoin(noun: NounDefinition, { by }: Pick<ReportQuestion, 'by'>, user?: Sql): Sql {
  const values = by?.type === 'field' ? valuesOf(noun, by.field, user) : undefined;
  return values ? sql`left join ${values.rows}` : sql``;
}

/** The rows with the values of a field with several, with what ties them to the record; undefined for others. */
function valuesOf(
  noun: NounDefinition,
  field: Field,
  user?: Sql,
): { readonly rows: Sql; readonly column: Sql } | undefined {
  if (field.type !== 'list') return undefined;
  const columns = noun.columns();
  if (isTeamField(field)) {
    const owner = user ?? sql.raw(columns.columns[`${field.teamsOf}_id`]?.value ?? 'null');
    return { rows: sql`${TEAMS.rows} on ${TEAMS.user} = ${owner}`, column: TEAMS.column };
  }
  const own = columns.columns[field.name]?.several;
  if (!own) {
    const { listed, several } = columnOf(field, noun.noun, columns);
    return listed && several && { rows: sql`${listed} on true`, column: several.column };
  }
  const [tables = '', condition = ''] = own.from.split(' where ');
  return {
    rows: sql`${sql.raw(tables.includes(' join ') ? `(${tables})` : tables)} on ${sql.raw(condition)}`,
    column: sql.raw(own.column),
  };
}

/** The groups of a field that records of a filter are in, at most `limit`; null for those without a value. */
export async function groupKeys(
  engine: Engine,
  noun: NounDefinition,
  {
    where,
    field,
    limit,
  }: { readonly where: Condition | undefined; readonly field: Field; readonly limit: number },
): Promise<Key[]> {
  const columns = noun.columns();
  const rows = await sql<{ key: string | number | null }>`
    select distinct ${fieldKey(noun, field)} as key from ${sql.raw(columns.from)} ${groupJoin(noun, { by: { type: 'field', field } })}
    where ${where ? filterSql(where, noun.noun, columns) : sql`true`} order by 1 nulls last limit ${limit}`.all(
    engine,
  );
  return rows.map(({ key }) => key);
}

/** SQL of the name of the unit that a day belongs to, as `unitName`. */
export function unitKey(unit: FiscalUnit, day: Sql<string>, calendar: FiscalCalendar): Sql<Key> {
  switch (unit) {
    case 'day':
      return sql<Key>`${day}`;
    case 'week':
      return sql<Key>`${weekStart(day, calendar.firstWeekday)}`;
    case 'month':
      return sql<Key>`substr(${day}, 1, 7)`;
    case 'quarter':
      return sql<Key>`${fiscalQuarter(day, calendar.firstMonth)}`;
    case 'year':
      return sql<Key>`${fiscalYear(day, calendar.firstMonth)}`;
  }
}

/** SQL of the user's day of a moment, for moments of a period or of all time. */
export function localDayOf(
  moment: Sql<string>,
  { period: { from, to }, today }: Pick<ReportQuestion, 'period' | 'today'>,
): Sql<string> {
  const last = to !== null && to < today ? to : today;
  return localDay(moment, { since: startOfDay(from ?? FIRST_DAY), until: startOfDay(addDaysTo(last, 366)) });
}

export type Key = string | number | null;

/** A figure of each row: the records behind it. */
export interface Figure {
  /** The columns that the figure is in; without them, those that no other figure is in. */
  readonly columns?: readonly string[];
  /** What the records are, if they are not of the noun of the report. */
  readonly noun?: Noun;
  readonly records: Sql<{ id: number; key: Key }>;
}

/** The records behind a figure of one row. */
export interface FigureRecords {
  readonly columns: readonly string[] | undefined;
  readonly noun: Noun | undefined;
  /** The key of the row. */
  readonly key: Key;
  readonly ids: readonly number[];
  /** How many there are, of which not all numbers need be here. */
  readonly count: number;
}

/** The figures of a report, explained: which records are in them. */
export interface Evidence {
  /** The statement that finds them, as text. */
  readonly statement: string;
  /** The first records behind each figure, by number; all of them without `most`. */
  records(most?: number): Promise<readonly FigureRecords[]>;
  /** The first records behind the figures of the rows with these keys, taken together; their key is null. */
  together?(keys: readonly string[], most: number): Promise<readonly FigureRecords[]>;
}

/** The records behind figures, and the statement that finds them. */
export function evidence(engine: Engine, ...figures: readonly Figure[]): Evidence {
  return {
    statement: figures.map(({ records }) => engine.textOf(records)).join(';\n'),
    async records(most) {
      const found: FigureRecords[] = [];
      for (const { columns, noun, records } of figures)
        for (const group of await recordsByKey(engine, records, most))
          found.push({ ...group, columns, noun });
      return found;
    },
    async together(keys, most) {
      const found: FigureRecords[] = [];
      for (const { columns, noun, records } of figures) {
        const all = sql<{ id: number; key: Key }>`
          select null as key, id from (${records}) as one where coalesce(cast(key as text), '') ${sql.among(keys)}`;
        for (const group of await recordsByKey(engine, all, most)) found.push({ ...group, columns, noun });
      }
      return found;
    },
  };
}

/** A record is in a group once, also where it counts for it several times. */
async function recordsByKey(
  engine: Engine,
  records: Sql<{ id: number; key: Key }>,
  most: number | undefined,
) {
  const rows = await sql<{ key: string | number | null; id: number; count: number }>`
    select key, id, count from (
      select key, id, count(*) over (partition by key) as count, row_number() over (partition by key order by id) as place
      from (select distinct key, id from (${records}) as one) as each_once) as numbered
    where ${most === undefined ? sql`true` : sql`place <= ${most}`} order by id`.all(engine);
  return [...Map.groupBy(rows, ({ key }) => key)].map(([key, own]) => ({
    key,
    ids: own.map(({ id }) => id),
    count: own[0]?.count ?? 0,
  }));
}
