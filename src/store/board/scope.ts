import type { LaneGroup } from '../../domain/board.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import type { Stage } from '../../domain/stages.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { filterSql } from '../filter-sql.ts';
import { type Db, type Sql, sql } from '../sql.ts';

/** The deals of a board. */
export interface BoardScope {
  /** The stages of the pipeline, in order. */
  readonly stages: readonly Stage[];
  readonly where?: Condition | undefined;
  /** Whose share counts in sums, where the board is that of a user: also of deals that others own. */
  readonly credited?:
    | { readonly users: readonly string[]; readonly where: Condition | undefined }
    | undefined;
  /** The numbers of the deals, where a search has found them. */
  readonly ids?: readonly number[] | undefined;
}

/** The deals of a lane: of a stage, an owner or a month. */
export interface LaneRef {
  readonly by: LaneGroup;
  readonly key: string;
}

/** Sorts behind every day. */
export const NO_DAY = '9999-12-31';

/** The close date, with NO_DAY for none: exactly the expression of the index `opp_board`. */
export const CLOSES = sql<string>`coalesce(opp.closed_on, opp.close_date, '9999-12-31')`;

/** Deals joined with their stages. */
export const DEALS = sql.raw(OPP.columns().from);

/** Deals in one of these stages that match the filter of the scope. */
export function within({ where, ids }: BoardScope, stages: readonly Stage[]): Sql<boolean> {
  if (ids) {
    // Looked up by their numbers, not in the index of stages.
    return sql`opp.id ${sql.among(ids)} and ${stages.length > 0 ? sql`+opp.stage_id in (${numbers(stages)})` : sql`false`}`;
  }
  const inside = stages.length > 0 ? sql<boolean>`opp.stage_id in (${numbers(stages)})` : sql<boolean>`false`;
  return where ? sql`${inside} and ${filterSql(where, 'opp', OPP.columns())}` : inside;
}

/** Of the next so many deals behind a number, which the scope has; `last` is null where there are no more. */
export async function searchDeals(
  db: Db,
  { stages, where }: BoardScope,
  after: number,
  limit: number,
): Promise<{ readonly found: readonly number[]; readonly last: number | null }> {
  const fits = where ? filterSql(where, 'opp', OPP.columns(), 'few') : sql<boolean>`true`;
  const inside = stages.length > 0 ? sql`+opp.stage_id in (${numbers(stages)})` : sql`false`;
  const rows = await sql<{ id: number; fits: number | null }>`
    select opp.id, ${inside} and (${fits}) as fits from ${DEALS} where opp.id > ${after}
    order by opp.id limit ${limit}`.all(db);
  return {
    found: rows.filter((row) => row.fits).map(({ id }) => id),
    last: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
  };
}

/** Those of these deals that the scope has. */
export async function dealsAmong(db: Db, scope: BoardScope, ids: readonly number[]): Promise<number[]> {
  const fits = sql`${within(scope, scope.stages)} and opp.id ${sql.among(ids)}`;
  const rows = await sql<{ id: number }>`select opp.id from ${DEALS} where ${fits}`.all(db);
  return rows.map(({ id }) => id);
}

const numbers = (stages: readonly Stage[]) => sql.join(stages.map(({ id }) => sql.lit(id)));

export const openStages = ({ stages }: BoardScope) => stages.filter(({ kind }) => kind === 'open');

/** Lanes that are no stages: only open deals are in them. */
interface LaneKind {
  /** SQL of the key of a deal's lane; blank for none. */
  readonly key: Sql<string | number>;
  readonly title: Sql<string | null>;
  /** Title of the lane of deals without one. */
  readonly none: string;
  /** Whether a deal is in no such lane. */
  readonly isNone: Sql<boolean>;
  /** Whether a deal is in the lane with that key. */
  is(key: string): Sql<boolean>;
}

export const LANE_KINDS: Readonly<Record<Exclude<LaneGroup, 'stage'>, LaneKind>> = {
  owner: {
    key: sql`coalesce(opp.owner_id, '')`,
    title: sql`(select name from "user" where id = opp.owner_id)`,
    none: '(nobody)',
    isNone: sql`opp.owner_id is null`,
    is: (key) => sql`opp.owner_id = ${Number(key)}`,
  },
  month: {
    key: sql`coalesce(substr(opp.close_date, 1, 7), '')`,
    title: sql`substr(opp.close_date, 1, 7)`,
    none: '(no date)',
    isNone: sql`opp.close_date is null`,
    is: (key) => sql`${CLOSES} >= ${`${key}-01`} and ${CLOSES} <= ${`${key}-31`}`,
  },
};

/** The deals of a lane. */
export function inLane(scope: BoardScope, { by, key }: LaneRef): Sql<boolean> {
  if (by === 'stage')
    return within(
      scope,
      scope.stages.filter(({ id }) => String(id) === key),
    );
  const { isNone, is } = LANE_KINDS[by];
  return sql`${within(scope, openStages(scope))} and ${key === '' ? isNone : is(key)}`;
}
