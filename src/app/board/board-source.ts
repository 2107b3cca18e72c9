import type { BoardQuery, BoardSource, Sum } from '../../domain/board.ts';
import { isoTime, toLocalDate } from '../../domain/dates.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { filterLiteral, parseFilter } from '../../domain/filter/parse.ts';
import { addMinor, type Money } from '../../domain/money.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { laneCards, openCards, openCount, placeInLane } from '../../store/board/cards.ts';
import { boardForecast, boardLanes, boardMonth } from '../../store/board/lanes.ts';
import type { BoardScope } from '../../store/board/scope.ts';
import {
  recentActivityCards,
  recentActivityCount,
  stuckCards,
  stuckCount,
} from '../../store/board/stuck-and-recent.ts';
import { checkFilterNames } from '../../store/filter-names.ts';
import { reviewerOf } from '../../store/review/reviewer.ts';
import { type Pipeline, pipelineNamed, pipelines } from '../../store/stages.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';

/** Days of the activity view. */
const ACTIVITY_DAYS = 14;

/** Of which deals a board is, and what it compares them with. */
interface BoardInput {
  /** Which deals of a pipeline are on it; all unless given. */
  readonly where: Condition | undefined;
  /** Monthly sales target; null if none is set. */
  readonly target: Money | null;
}

/** Reads a board. As it may stay open for days, the clock of `deps` is read each time. */
export async function boardSource(deps: Deps, { where, target }: BoardInput): Promise<BoardSource> {
  const { store, clock, user, currency, timeSettings } = deps;
  const { engine } = store;
  const fields = await fieldsOf(store, OPP);
  const now = () => clock.now();

  const scopeOf = (pipeline: Pipeline, query: BoardQuery): BoardScope => ({
    stages: pipeline.stages,
    where: allOf([
      where,
      query.owner === null ? undefined : read(`owner = ${filterLiteral(query.owner)}`),
      readFilter(query.filter, fields, read),
    ]),
  });
  const read = (text: string) =>
    parseFilter(text, fields, {
      now: now(),
      timeSettings,
      user,
      currency,
      nouns: store.db.nouns.names,
    });
  const reviewer = async (query: BoardQuery) => {
    const { id } = await pipelineNamed(store.db, query.pipeline ?? undefined);
    return reviewerOf(store.db, user, id, now());
  };
  const activitySince = () => isoTime(now() - ACTIVITY_DAYS * 86_400_000);
  const scope = async (query: BoardQuery) =>
    scopeOf(await pipelineNamed(store.db, query.pipeline ?? undefined), query);

  return {
    async frame(query) {
      const inUse = (await pipelines(store.db)).filter(({ archived }) => !archived);
      const pipeline = await pipelineNamed(store.db, query.pipeline ?? undefined);
      const within = scopeOf(pipeline, query);
      const typed = readFilter(query.filter, fields, read);
      if (typed) await checkFilterNames(store.db, typed, user);
      const today = toLocalDate(now());
      const month = today.slice(0, 7);
      const lanes = await boardLanes(engine, within, query.by);
      const open = query.by === 'stage' ? lanes.filter(({ stage }) => stage?.kind === 'open') : lanes;
      return {
        pipelines: inUse.map(({ name }) => name),
        head: {
          pipeline: pipeline.name,
          open: added(open.flatMap(({ sums }) => sums)),
          month,
          ...(await boardMonth(engine, within, month)),
          target,
        },
        lanes,
        view: { today, currency },
      };
    },
    async cards(query, lane, page) {
      return laneCards(engine, await scope(query), { by: query.by, key: lane }, query.order, page);
    },
    async rows(query, view, page) {
      const within = await scope(query);
      if (view === 'list') return openCards(engine, within, query.order, page);
      if (view === 'stuck')
        return stuckCards(engine, within, await reviewer(query), toLocalDate(now()), page);
      return recentActivityCards(engine, within, activitySince(), page);
    },
    async count(query, view) {
      const within = await scope(query);
      if (view === 'list') return openCount(engine, within);
      if (view === 'stuck') return stuckCount(engine, within, await reviewer(query), toLocalDate(now()));
      return recentActivityCount(engine, within, activitySince());
    },
    async forecast(query) {
      return boardForecast(engine, await scope(query), toLocalDate(now()).slice(0, 7));
    },
    async place(query, lane, id) {
      return placeInLane(engine, await scope(query), { by: query.by, key: lane }, query.order, id);
    },
    atOneMoment: (read) => store.read(read),
    version: () => engine.version(),
  };
}

/** Sums of several lanes, by currency. */
function added(sums: readonly Sum[]): Sum[] {
  const currencies = [...new Set(sums.map(({ amount }) => amount.currency))];
  return currencies.map((currency) => {
    const own = sums.filter(({ amount }) => amount.currency === currency);
    return {
      count: own.reduce((total, { count }) => total + count, 0),
      amount: { minor: addMinor(...own.map(({ amount }) => amount.minor)), currency },
      weighted: { minor: addMinor(...own.map(({ weighted }) => weighted.minor)), currency },
    };
  });
}

function allOf(parts: readonly (Condition | undefined)[]): Condition | undefined {
  const given = parts.filter((part) => part !== undefined);
  const [first, ...others] = given;
  return others.length === 0 ? first : { type: 'and', parts: given };
}

/** A filter expression, or words that occur in name, account, owner or next step. Throws `usage`. */
function readFilter(
  text: string,
  fields: readonly Field[],
  read: (text: string) => Condition,
): Condition | undefined {
  if (text.trim() === '') return undefined;
  try {
    return read(text);
  } catch (error) {
    if (!isCrmError(error) || !areWords(text, fields)) throw error;
    const words = text.trim().split(/\s+/).map(filterLiteral);
    return allOf(
      words.map((word) =>
        read(['name', 'account', 'owner', 'next_step'].map((field) => `${field} ~ ${word}`).join(' or ')),
      ),
    );
  }
}

/** Whether a text looks like search words rather than an unfinished expression. */
function areWords(text: string, fields: readonly Field[]): boolean {
  if (/[=<>~()"]/.test(text)) return false;
  const [first = '', ...others] = text.trim().toLowerCase().split(/\s+/);
  return others.length === 0
    ? first !== 'not'
    : !fields.some(({ name }) => name === first) && first !== 'not';
}
