import type {
  Attention,
  BoardQuery,
  CardOrder,
  DealCard,
  ForecastCell,
  Lane,
  LaneGroup,
  Stretch,
  Sum,
} from '../../domain/board.ts';
import { addMinor, type Money } from '../../domain/money.ts';
import {
  type CardPlace,
  cardsOf,
  firstPlaces,
  laneCards,
  openCards,
  openCount,
  placeOrder,
} from '../../store/board/cards.ts';
import { boardForecast, boardLanes, boardMonth, type MonthSums } from '../../store/board/lanes.ts';
import { type BoardScope, type LaneRef, searchDeals } from '../../store/board/scope.ts';
import type { Engine } from '../../store/engine.ts';
import type { DealAmounts } from '../../store/rates.ts';
import { inSlices } from './slices.ts';

/**
 * The queries of a board. Where the scope holds the numbers of found deals, which may be many, they run for some of
 * these at a time and their answers are put together, so that a screen goes on meanwhile.
 */
export class DealQueries {
  readonly #engine: Engine;
  readonly #signal: AbortSignal | undefined;

  constructor(engine: Engine, signal?: AbortSignal) {
    this.#engine = engine;
    this.#signal = signal;
  }

  /** The numbers of the deals of a scope. */
  async find(scope: BoardScope): Promise<number[]> {
    const ids: number[] = [];
    let after = 0;
    await inSlices(async (size) => {
      const { found, last } = await searchDeals(this.#engine, scope, after, size);
      ids.push(...found);
      after = last ?? after;
      return last !== null;
    }, this.#signal);
    return ids;
  }

  async lanes(scope: BoardScope, by: LaneGroup, amounts: DealAmounts): Promise<Lane[]> {
    const lanes = new Map<string, Lane>();
    await this.each(scope, async (part) => {
      for (const lane of await boardLanes(this.#engine, part, by, amounts)) {
        const known = lanes.get(lane.key);
        const sums = known ? addSums([...known.sums, ...lane.sums]) : lane.sums;
        lanes.set(lane.key, { ...lane, count: (known?.count ?? 0) + lane.count, sums });
      }
    });
    const all = [...lanes.values()];
    return by === 'stage' || !scope.ids ? all : all.sort(compareTitles);
  }

  async month(scope: BoardScope, month: string, amounts: DealAmounts): Promise<MonthSums> {
    const parts: MonthSums[] = [];
    await this.each(
      scope,
      async (part) => void parts.push(await boardMonth(this.#engine, part, month, amounts)),
    );
    return {
      closing: addSums(parts.flatMap(({ closing }) => closing)),
      won: addSums(parts.flatMap(({ won }) => won)),
    };
  }

  async forecast(scope: BoardScope, since: string, amounts: DealAmounts): Promise<ForecastCell[]> {
    const cells = new Map<string, ForecastCell>();
    await this.each(scope, async (part) => {
      for (const cell of await boardForecast(this.#engine, part, since, amounts)) {
        const key = `${cell.month} ${cell.category} ${cell.sum.amount.currency}`;
        const [sum = cell.sum] = addSums([cell.sum, ...(cells.has(key) ? [cells.get(key)!.sum] : [])]);
        cells.set(key, { ...cell, sum });
      }
    });
    const LAST = '9999';
    return [...cells.values()].sort((one, other) => ((one.month ?? LAST) < (other.month ?? LAST) ? -1 : 1));
  }

  /** What `read` counts in one pass over the open deals, in slices whether a search has found them or not. */
  async attention(scope: BoardScope, read: (part: BoardScope) => Promise<Attention>): Promise<Attention> {
    const sum = { late: 0, stuck: 0, past: 0, any: 0 };
    const minors = new Map<string, Money['minor']>();
    const ids = scope.ids ?? (await this.find(scope));
    await this.each({ ...scope, ids }, async (part) => {
      const { late, stuck, past, any, amounts } = await read(part);
      sum.late += late;
      sum.stuck += stuck;
      sum.past += past;
      sum.any += any;
      for (const { minor, currency } of amounts)
        minors.set(currency, addMinor(minors.get(currency) ?? 0, minor));
    });
    return { ...sum, amounts: [...minors].map(([currency, minor]) => ({ minor, currency })) };
  }

  /** Cards of a lane, or with null of all open deals. */
  async cards(
    scope: BoardScope,
    lane: LaneRef | null,
    order: BoardQuery['order'],
    page: Stretch,
  ): Promise<DealCard[]> {
    if (!scope.ids)
      return lane === null
        ? openCards(this.#engine, scope, order, page)
        : laneCards(this.#engine, scope, lane, order, page);
    const { offset, limit } = page;
    const places = await this.#first(scope, lane, order, offset + limit);
    return cardsOf(
      this.#engine,
      places.slice(offset).map(({ id }) => id),
    );
  }

  /** The first rows of a view, in the order of `compare`. */
  async rows(
    scope: BoardScope,
    { offset, limit }: Stretch,
    read: (part: BoardScope, page: Stretch) => Promise<DealCard[]>,
    compare: (one: DealCard, other: DealCard) => number,
  ): Promise<DealCard[]> {
    if (!scope.ids) return read(scope, { offset, limit });
    const first = new FirstOf(offset + limit, compare);
    const page = { offset: 0, limit: offset + limit };
    await this.each(scope, async (part) => first.add(await read(part, page)));
    return first.all().slice(offset);
  }

  /** The number of open deals, or of what `read` counts. */
  async count(
    scope: BoardScope,
    read = (part: BoardScope) => openCount(this.#engine, part),
  ): Promise<number> {
    let count = 0;
    await this.each(scope, async (part) => {
      count += await read(part);
    });
    return count;
  }

  async #first(
    scope: BoardScope,
    lane: LaneRef | null,
    order: CardOrder,
    count: number,
  ): Promise<readonly CardPlace[]> {
    const first = new FirstOf(count, placeOrder(scope, lane, order));
    await this.each(scope, async (part) =>
      first.add(await firstPlaces(this.#engine, part, lane, order, count)),
    );
    return first.all();
  }

  /** Calls `work` for the scope, or where it holds numbers for some of them after the other; once for none. */
  async each(scope: BoardScope, work: (part: BoardScope) => Promise<void>): Promise<void> {
    const { ids } = scope;
    if (!ids) return work(scope);
    let from = 0;
    await inSlices(async (size) => {
      await work({ ...scope, ids: ids.slice(from, from + size) });
      from += size;
      return from < ids.length;
    }, this.#signal);
  }
}

/** The first of many, in an order. */
class FirstOf<T> {
  readonly #count: number;
  readonly #compare: (one: T, other: T) => number;
  #kept: T[] = [];

  constructor(count: number, compare: (one: T, other: T) => number) {
    this.#count = count;
    this.#compare = compare;
  }

  add(more: readonly T[]): void {
    this.#kept.push(...more);
    if (this.#kept.length > 4 * this.#count) this.#cut();
  }

  all(): readonly T[] {
    this.#cut();
    return this.#kept;
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#compare).slice(0, this.#count);
  }
}

/** Sums of several lists, by currency; the largest count first. */
export function addSums(sums: readonly Sum[]): Sum[] {
  return [...Map.groupBy(sums, ({ amount }) => amount.currency)]
    .map(([currency, own]) => ({
      count: own.reduce((total, { count }) => total + count, 0),
      amount: { minor: addMinor(...own.map(({ amount }) => amount.minor)), currency },
      weighted: { minor: addMinor(...own.map(({ weighted }) => weighted.minor)), currency },
    }))
    .sort((one, other) => other.count - one.count);
}

/** By title; last the lane of deals without one. */
function compareTitles(one: Lane, other: Lane): number {
  if (one.key === '' || other.key === '') return one.key === '' ? 1 : -1;
  return Buffer.compare(Buffer.from(one.title), Buffer.from(other.title));
}
