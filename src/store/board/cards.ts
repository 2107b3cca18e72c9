import type { CardOrder, DealCard } from '../../domain/board.ts';
import type { StageKind } from '../../domain/stages.ts';
import { PROBABILITY } from '../../nouns/opp/columns.ts';
import type { Bound, Engine, RawRow } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import { type BoardScope, CLOSES, DEALS, inLane, type LaneRef, openStages, rowsOf, within } from './scope.ts';

/** A stretch of a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const SINCE = '(select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1)';

/** What cards are put in order by, never null, and whether the largest comes first. */
export const ORDERS: Readonly<Record<CardOrder, { by: string; descending: boolean }>> = {
  close: { by: CLOSES, descending: false },
  amount: { by: 'coalesce(opp.amount_minor, -1)', descending: true },
  age: { by: `coalesce(${SINCE}, opp.created_at)`, descending: false },
  name: { by: 'opp.name_key', descending: false },
};

/** The columns of a card. */
export const CARD = `opp.id, opp.name, opp.amount_minor, opp.currency, opp.next_step, opp.stage_id,
  opp.updated_at as changed, coalesce(opp.closed_on, opp.close_date) as closes,
  ${PROBABILITY} as probability,
  stage.name as stage, stage.kind, stage.rotting_days, ${SINCE} as since,
  (select name from account where id = opp.account_id) as account,
  (select name from user where id = opp.owner_id) as owner,
  (select min(coalesce(due_date, '')) from task where opp_id = opp.id and status = 'open') as next_due`;

/** Cards of a lane, in order. Deals that are closed come latest first when the order is by close date. */
export function laneCards(
  engine: Engine,
  scope: BoardScope,
  lane: LaneRef,
  order: CardOrder,
  page: Page,
): Promise<DealCard[]> {
  return cards(engine, inLane(scope, lane), sorted(scope, lane, order), page);
}

/** How many cards of a lane come before a deal; null when it is not in the lane. */
export async function placeInLane(
  engine: Engine,
  scope: BoardScope,
  lane: LaneRef,
  order: CardOrder,
  id: number,
): Promise<number | null> {
  const { by, descending } = sorted(scope, lane, order);
  const [card] = await rowsOf(
    engine,
    sql`select ${sql.raw(by)} as at from ${DEALS} where ${inLane(scope, lane)} and opp.id = ${id}`,
  );
  if (!card) return null;
  const before = sql.raw(descending ? '>' : '<');
  const [row] = await rowsOf(
    engine,
    sql`select count(*) as n from ${DEALS} where ${inLane(scope, lane)} and (${sql.raw(by)}, opp.id) ${before} (${card.at as Bound}, ${id})`,
  );
  return row?.n as number;
}

/** Open deals of the whole pipeline, in order. */
export function openCards(
  engine: Engine,
  scope: BoardScope,
  order: CardOrder,
  page: Page,
): Promise<DealCard[]> {
  return cards(engine, within(scope, openStages(scope)), ORDERS[order], page);
}

/** How many there are. */
export async function openCount(engine: Engine, scope: BoardScope): Promise<number> {
  const [row] = await rowsOf(
    engine,
    sql`select count(*) as n from ${DEALS} where ${within(scope, openStages(scope))}`,
  );
  return row?.n as number;
}

function sorted({ stages }: BoardScope, lane: LaneRef, order: CardOrder) {
  const stage = lane.by === 'stage' ? stages.find(({ id }) => String(id) === lane.key) : undefined;
  const isClosed = order === 'close' && stage !== undefined && stage.kind !== 'open';
  return isClosed ? { ...ORDERS.close, descending: true } : ORDERS[order];
}

/** Chooses the page first: what a card shows beside its own columns is read for the page alone. */
async function cards(
  engine: Engine,
  where: Sql<boolean>,
  { by, descending }: { by: string; descending: boolean },
  { limit, offset }: Page,
): Promise<DealCard[]> {
  const way = sql.raw(descending ? 'desc' : 'asc');
  const order = sql`${sql.raw(by)} ${way}, opp.id ${way}`;
  const rows = await rowsOf(
    engine,
    sql`select ${sql.raw(CARD)} from ${DEALS}
      where opp.id in (select opp.id from ${DEALS} where ${where} order by ${order} limit ${limit} offset ${offset})
      order by ${order}`,
  );
  return rows.map(toCard);
}

/** A row with the columns of a card. */
export function toCard(row: RawRow): DealCard {
  const text = (name: string) => row[name] as string | null;
  return {
    key: String(row.id),
    id: row.id as number,
    name: text('name') ?? '',
    account: text('account'),
    owner: text('owner'),
    amount:
      row.amount_minor === null
        ? null
        : { minor: row.amount_minor as number, currency: row.currency as string },
    probability: row.probability as number,
    closes: text('closes'),
    stageId: row.stage_id as number,
    stage: text('stage') ?? '',
    kind: row.kind as StageKind,
    since: text('since'),
    rottingDays: row.rotting_days as number | null,
    nextStep: text('next_step'),
    nextDue: text('next_due'),
    changed: text('changed') ?? '',
  };
}
