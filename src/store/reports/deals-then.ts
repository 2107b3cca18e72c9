import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { lastChangeBefore } from '../history.ts';
import { type Sql, sql } from '../sql.ts';

/** A moment of the past, as the journal knows it. */
export interface PastMoment {
  /** UTC ISO 8601: what happened before it had happened. */
  readonly at: string;
  /** The user's day of the last instant before it. */
  readonly day: string;
  /** The last change before it. */
  readonly change: number;
}

/** Finds a moment in the journal. */
export async function pastMoment(engine: Engine, at: string): Promise<PastMoment> {
  const day = toLocalDate(Date.parse(at) - 1);
  return { at, day, change: await lastChangeBefore(engine, at) };
}

/** What the journal knows the former values of. The others have the values of now. */
const FORMER = [
  'amount_minor',
  'currency',
  'close_date',
  'closed_on',
  'owner_id',
  'probability',
  'forecast',
] as const;
type FormerColumn = (typeof FORMER)[number];

/** Columns of `opp` that filters, groups and sums read. */
const KEPT = [
  'id',
  'name',
  'name_key',
  'type',
  'account_id',
  'contact_id',
  'next_step',
  'source',
  'campaign',
  'lost_reason',
  'notes',
  'custom',
  'external_source',
  'external_id',
  'created_at',
  'updated_at',
] as const;

/** SQL: a change of a deal after the moment has a former value of the column. */
const has = (column: string): Sql<boolean> =>
  sql<boolean>`${(dialect) => dialect.jsonHas(sql`touched.before`, `$.${column}`)}`;

/** SQL: what was done to deals after the moment. A run of new deals is a row for each. */
const touched = ({ change }: PastMoment): Sql => sql`
  select row_id as opp_id, id, op, before from change_row
    where change_id > ${change} and tbl = 'opp' and op <> 'insert'
  union all select opp.id, change_row.id, 'insert', '{}' from change_row
    join opp on opp.id >= change_row.row_id and opp.id <= change_row.last_id
    where change_id > ${change} and tbl = 'opp' and op = 'insert'`;

/** SQL: for each deal, the row of the journal that has its value at the moment, by column. */
const firstRows = (moment: PastMoment): Sql => sql`
  select opp_id, coalesce(min(case when op = 'insert' then id end) = min(id), false) as late, ${sql.join(
    FORMER.map((name) => sql`min(case when ${has(name)} then id end) as ${sql.ref(`${name}_row`)}`),
  )} from (${touched(moment)}) as touched group by opp_id`;

/** SQL: the value at the moment: of the journal, or if nothing changed since that of now; null where it is not known. */
function valueThen(name: FormerColumn): Sql {
  const row = sql.ref(`first.${name}_row`);
  const former = sql`(select ${(dialect) => dialect.jsonValue(sql`change_row.before`, `$.${name}`)}
    from change_row where change_row.id = ${row})`;
  // A deal that came later with a date in the past: the amount was noted when it entered its stage.
  const unknown = name === 'amount_minor' || name === 'currency' ? sql`entry.${sql.raw(name)}` : sql`null`;
  return sql`case when first.late then ${unknown} when ${row} is not null then ${former} else o.${sql.raw(name)} end`;
}

/** SQL: the entry in the history of stages that says where a deal was. */
const entryThen = ({ at }: PastMoment): Sql => sql`(select h.id from stage_history h
  where h.opp_id = o.id and h.entered_at < ${at} order by h.id desc limit 1)`;

/**
 * SQL for `from`: the deals as they stood, joined with their stages, in place of `opp join stage`. Deals whose stage is
 * not known are left out. `late` is 1 for a deal that came after the moment with a date before it: an import brought it.
 */
function dealsThen(moment: PastMoment): Sql {
  return sql`(select ${sql.join(KEPT.map((name) => sql.ref(`o.${name}`)))}, entry.stage_id,
      (select s.pipeline_id from stage s where s.id = entry.stage_id) as pipeline_id,
      ${sql.join(FORMER.map((name) => sql`${valueThen(name)} as ${sql.raw(name)}`))},
      coalesce(first.late, false) as late
    from opp o join stage_history entry on entry.id = ${entryThen(moment)}
      left join (${firstRows(moment)}) as first on first.opp_id = o.id
    where o.created_at < ${moment.at}) as opp join stage on stage.id = opp.stage_id`;
}

/** SQL for `from`: the deals of a moment, or of now. */
export const dealsOf = (moment: PastMoment | null): Sql =>
  moment === null ? sql.raw(OPP.columns().from) : dealsThen(moment);

/** What is not known of a moment. */
export interface HistoryGaps {
  /** Deals that existed, and whose stage is not known. */
  readonly withoutStage: number;
  /** Deals that were imported later, with a date before the moment. */
  readonly imported: number;
  /** Deals that have been removed since. */
  readonly removed: number;
}

/** Counts what is not known of a moment. `where` is a filter of deals as they are now. */
export async function historyGaps(
  engine: Engine,
  moment: PastMoment,
  where: Condition | undefined,
): Promise<HistoryGaps> {
  const { at, change } = moment;
  const matching = where
    ? sql`opp.id in (select opp.id from ${sql.raw(OPP.columns().from)} where ${filterSql(where, 'opp', OPP.columns())})`
    : sql`true`;
  // In the order of the table, which joined stages would change.
  const existing = sql`opp where opp.created_at < ${at} and ${matching}`;
  const { gaps } = await sql<{ gaps: number }>`select count(*) as gaps from ${existing}
    and not exists (select 1 from stage_history h where h.opp_id = opp.id and h.entered_at < ${at})`.one(
    engine,
  );
  const { late } = await sql<{ late: number }>`select count(*) as late from ${existing}
    and opp.id in (select opp_id from (${firstRows(moment)}) as first where first.late)`.one(engine);
  const { removed } = await sql<{ removed: number }>`select count(distinct row_id) as removed from change_row
    where change_id > ${change} and tbl = 'opp' and op = 'delete'
      and not exists (select 1 from opp where opp.id = change_row.row_id)
      and ${(dialect) => dialect.jsonValue(sql`before`, '$.created_at')} < ${at}`.one(engine);
  return { withoutStage: gaps, imported: late, removed };
}
