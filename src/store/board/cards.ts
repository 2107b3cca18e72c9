import type { CardOrder, DealCard, MonthOfDeals } from '../../domain/board.ts';
import type { StageKind } from '../../domain/stages.ts';
import { FORECAST, PROBABILITY } from '../../nouns/opp/columns.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import { type BoardScope, CLOSES, DEALS, inLane, type LaneRef, NO_DAY, openStages, within } from './scope.ts';

/** A range of a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const SINCE = sql`(select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1)`;

interface Order {
  readonly by: Sql;
  readonly descending: boolean;
}

/** Sort values of cards, never null, and whether descending. */
export const ORDERS: Readonly<Record<CardOrder, Order>> = {
  close: { by: CLOSES, descending: false },
  amount: { by: sql`coalesce(opp.amount_minor, -1)`, descending: true },
  age: { by: sql`coalesce(${SINCE}, opp.created_at)`, descending: false },
  name: { by: sql`opp.name_key`, descending: false },
};

/** A row with the columns of a card. */
export interface CardRow {
  readonly id: number;
  readonly name: string;
  readonly amount_minor: number | null;
  readonly currency: string;
  readonly next_step: string | null;
  readonly stage_id: number;
  readonly changed: string;
  readonly closes: string | null;
  readonly probability: number;
  readonly stage: string;
  readonly kind: string;
  readonly rotting_days: number | null;
  readonly since: string | null;
  readonly account: string | null;
  readonly owner: string | null;
  readonly next_due: string | null;
  readonly next_task: string | null;
}

/** The columns of a card. */
export const CARD = sql<CardRow>`opp.id, opp.name, opp.amount_minor, opp.currency, opp.next_step, opp.stage_id,
  opp.updated_at as changed, coalesce(opp.closed_on, opp.close_date) as closes,
  ${sql.raw(PROBABILITY)} as probability,
  stage.name as stage, stage.kind, stage.rotting_days, ${SINCE} as since,
  (select name from account where id = opp.account_id) as account,
  (select name from "user" where id = opp.owner_id) as owner,
  (select min(coalesce(due_date, '')) from task where opp_id = opp.id and status = 'open') as next_due,
  (select subject from task where opp_id = opp.id and status = 'open'
    order by due_date nulls first, id limit 1) as next_task`;

/** Cards of a lane, in order. Sorted by close date, closed deals come latest first. */
export function laneCards(
  engine: Engine,
  scope: BoardScope,
  lane: LaneRef,
  order: CardOrder,
  page: Page,
): Promise<DealCard[]> {
  return cards(engine, inLane(scope, lane), sorted(scope, lane, order), page);
}

/** A deal's place in an order: by the key, then by its number. */
export interface CardPlace {
  readonly id: number;
  readonly key: string | number;
}

/** The places of the first deals of a lane, or with null of all open deals. */
export function firstPlaces(
  engine: Engine,
  scope: BoardScope,
  lane: LaneRef | null,
  order: CardOrder,
  limit: number,
): Promise<CardPlace[]> {
  const where = lane === null ? within(scope, openStages(scope)) : inLane(scope, lane);
  const { by, descending } = lane === null ? ORDERS[order] : sorted(scope, lane, order);
  const way = descending ? sql`desc` : sql`asc`;
  return sql<CardPlace>`
    select opp.id, ${by} as key from ${DEALS} where ${where}
    order by ${by} ${way}, opp.id ${way} limit ${limit}`.all(engine);
}

/** Compares two deals as a lane, or with null the list of all, has them. */
export function placeOrder(
  scope: BoardScope,
  lane: LaneRef | null,
  order: CardOrder,
): (one: CardPlace, other: CardPlace) => number {
  const { descending } = lane === null ? ORDERS[order] : sorted(scope, lane, order);
  const way = descending ? -1 : 1;
  return (one, other) => way * (compareKeys(one.key, other.key) || one.id - other.id);
}

/** As the database compares: texts by their bytes. */
function compareKeys(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return one === other ? 0 : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}

/** The cards of these deals, in this order. */
export async function cardsOf(engine: Engine, ids: readonly number[]): Promise<DealCard[]> {
  const rows = await sql<CardRow>`select ${CARD} from ${DEALS} where opp.id ${sql.among(ids)}`.all(engine);
  const found = new Map(rows.map((row) => [row.id, toCard(row)]));
  return ids.map((id) => found.get(id)).filter((card) => card !== undefined);
}

/** Number of cards before a deal in its lane; null if it is not in the lane. */
export async function placeInLane(
  engine: Engine,
  scope: BoardScope,
  lane: LaneRef,
  order: CardOrder,
  id: number,
): Promise<number | null> {
  const { by, descending } = sorted(scope, lane, order);
  const card = await sql<{ at: string | number }>`
    select ${by} as at from ${DEALS} where ${inLane(scope, lane)} and opp.id = ${id}`.first(engine);
  if (!card) return null;
  const before = descending ? sql`>` : sql`<`;
  const { n } = await sql<{ n: number }>`
    select count(*) as n from ${DEALS}
    where ${inLane(scope, lane)} and (${by}, opp.id) ${before} (${card.at}, ${id})`.one(engine);
  return n;
}

/** Deals of a month of the forecast, or of none: won, or expected to close. In order of that day. */
export function monthCards(
  engine: Engine,
  scope: BoardScope,
  { month, currency }: MonthOfDeals,
  page: Page,
): Promise<DealCard[]> {
  const [from, to] = month === null ? [NO_DAY, NO_DAY] : [`${month}-01`, `${month}-31`];
  const where = sql<boolean>`${within(scope, scope.stages)} and stage.kind <> 'lost'
    and ${CLOSES} >= ${from} and ${CLOSES} <= ${to} and ${sql.raw(FORECAST)} <> 'omitted'
    and ${currency === null ? sql`true` : sql`opp.currency = ${currency}`}`;
  return cards(engine, where, ORDERS.close, page);
}

/** Open deals of the pipeline, in order. */
export function openCards(
  engine: Engine,
  scope: BoardScope,
  order: CardOrder,
  page: Page,
): Promise<DealCard[]> {
  return cards(engine, within(scope, openStages(scope)), ORDERS[order], page);
}

/** The number of open deals. */
export async function openCount(engine: Engine, scope: BoardScope): Promise<number> {
  const { n } = await sql<{ n: number }>`
    select count(*) as n from ${DEALS} where ${within(scope, openStages(scope))}`.one(engine);
  return n;
}

function sorted({ stages }: BoardScope, lane: LaneRef, order: CardOrder) {
  const stage = lane.by === 'stage' ? stages.find(({ id }) => String(id) === lane.key) : undefined;
  const isClosed = order === 'close' && stage !== undefined && stage.kind !== 'open';
  return isClosed ? { ...ORDERS.close, descending: true } : ORDERS[order];
}

/** Selects the page first: related data is read only for its cards. */
async function cards(
  engine: Engine,
  where: Sql<boolean>,
  { by, descending }: Order,
  { limit, offset }: Page,
): Promise<DealCard[]> {
  const way = descending ? sql`desc` : sql`asc`;
  const order = sql`${by} ${way}, opp.id ${way}`;
  const rows = await sql<CardRow>`
    select ${CARD} from ${DEALS}
    where opp.id in (select opp.id from ${DEALS} where ${where} order by ${order} limit ${limit} offset ${offset})
    order by ${order}`.all(engine);
  return rows.map(toCard);
}

/** The card of a row. */
export function toCard(row: CardRow): DealCard {
  return {
    key: String(row.id),
    id: row.id,
    name: row.name,
    account: row.account,
    owner: row.owner,
    amount: row.amount_minor === null ? null : { minor: row.amount_minor, currency: row.currency },
    probability: row.probability,
    closes: row.closes,
    stageId: row.stage_id,
    stage: row.stage,
    kind: row.kind as StageKind,
    since: row.since,
    rottingDays: row.rotting_days,
    nextStep: row.next_step,
    nextDue: row.next_due,
    nextTask: row.next_task,
    changed: row.changed,
  };
}
