import type { BoardQuery, BoardSource, Sum } from '../../domain/board.ts';
import { addDaysTo, addMonthsTo, startOfDay, toLocalDate } from '../../domain/dates/calendar.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { filterLiteral } from '../../domain/filter/parse.ts';
import type { MonthTargets } from '../../domain/target.ts';
import { monthCards, placeInLane } from '../../store/board/cards.ts';
import { type BoardScope, dealsAmong } from '../../store/board/scope.ts';
import {
  activeMinutes,
  attentionCounts,
  compareRecent,
  compareStuck,
  recentActivityCards,
  recentActivityCount,
  stuckCards,
  stuckCount,
} from '../../store/board/stuck-and-recent.ts';
import { checkFilterNames } from '../../store/filter-names.ts';
import { latestChangeId } from '../../store/history.ts';
import { inOneCurrency, ratesOn } from '../../store/rates.ts';
import { reviewerOf } from '../../store/review/reviewer.ts';
import { type Pipeline, pipelineNamed, pipelines } from '../../store/stages.ts';
import type { Deps } from '../deps.ts';
import { ownersNamed } from '../team/owners.ts';
import { allOf, dealFilters } from './filters.ts';
import { addSums, DealQueries } from './found-deals.ts';

/** Months before this one that the forecast shows, with what was won in them. */
const PAST_MONTHS = 2;

/** Days of the activity view, today the last. */
const ACTIVITY_DAYS = 14;

/** Of which deals a board is, and what it compares them with. */
interface BoardInput {
  /** Which deals of a pipeline are on it; all unless given. */
  readonly where: Condition | undefined;
  /** The user or team whose deals these are, and what else is asked of them; missing for those of everybody. */
  readonly of?: { readonly owner: string; readonly where: Condition | undefined } | undefined;
  /** Reads the sales targets of now. */
  readonly targets: () => Promise<MonthTargets>;
}

/** Reads a board. As it may stay open for days, the clock of `deps` is read each time. */
export async function boardSource(deps: Deps, { where, of, targets }: BoardInput): Promise<BoardSource> {
  const { store, clock, user, currency } = deps;
  const { engine } = store;
  const { read, readTyped } = await dealFilters(deps);
  const now = () => clock.now();
  /** The deals that the latest filter has found, and what it searched. */
  let latest = { search: '', ids: [] as readonly number[] };

  const reviewer = async (query: BoardQuery) => {
    const { id } = await pipelineNamed(store.db, query.pipeline ?? undefined);
    return reviewerOf(store.db, user, id, now());
  };
  /** The users that a board is of; none where nobody is called so. */
  const usersOf = async (owner: string) => {
    try {
      return (await ownersNamed(deps, owner)).users;
    } catch (error) {
      if (isCrmError(error)) return [];
      throw error;
    }
  };
  const activitySince = () => startOfDay(addDaysTo(toLocalDate(now()), 1 - ACTIVITY_DAYS));

  const source = (signal?: AbortSignal): BoardSource => {
    const deals = new DealQueries(engine, signal);

    /** What is typed as a filter can be anything, so the deals that it fits are searched once, in slices. */
    const scopeOf = async ({ id, stages }: Pipeline, { filter, owner }: BoardQuery): Promise<BoardScope> => {
      const ofOwner = owner === null ? undefined : read(`owner = ${filterLiteral(owner)}`);
      const typed = readTyped(filter);
      const whose = owner === null ? of : { owner, where };
      const users = whose ? await usersOf(whose.owner) : [];
      const credited = users.length > 0 ? { users, where: whose?.where } : undefined;
      if (!typed) return { stages, where: allOf([where, ofOwner]), credited };
      const moment = [await engine.version(), await latestChangeId(store.db), toLocalDate(now())];
      const search = JSON.stringify([id, owner, filter, ...moment]);
      if (latest.search !== search) {
        const ids = await deals.find({ stages, where: allOf([where, ofOwner, typed]) });
        latest = { search, ids };
      }
      return { stages, ids: latest.ids };
    };
    const scope = async (query: BoardQuery) =>
      scopeOf(await pipelineNamed(store.db, query.pipeline ?? undefined), query);

    return {
      async frame(query) {
        const inUse = (await pipelines(store.db)).filter(({ archived }) => !archived);
        const pipeline = await pipelineNamed(store.db, query.pipeline ?? undefined);
        const typed = readTyped(query.filter);
        if (typed) await checkFilterNames(store.db, typed, user);
        const within = await scopeOf(pipeline, query);
        const today = toLocalDate(now());
        const month = today.slice(0, 7);
        let currencies: ReadonlySet<string> = new Set();
        const { lanes, closing, won } = await inOneCurrency(
          store.db,
          async (amounts) => ({
            lanes: await deals.lanes(within, query.by, amounts),
            ...(await deals.month(within, month, amounts)),
          }),
          (sums) => {
            const all = [...sums.lanes.flatMap((lane) => lane.sums), ...sums.closing, ...sums.won];
            currencies = new Set(all.map(currencyOf));
            return [...currencies];
          },
          today,
        );
        const open = query.by === 'stage' ? lanes.filter(({ stage }) => stage?.kind === 'open') : lanes;
        return {
          pipelines: inUse.map(({ name }) => name),
          head: {
            pipeline: pipeline.name,
            open: addSums(open.flatMap(({ sums }) => sums)),
            month,
            closing,
            won,
            targets: await targets(),
            rates: currencies.size > 1 ? await ratesOn(store.db, currency, today, currencies) : [],
          },
          lanes,
          view: { today, currency },
        };
      },
      async cards(query, lane, page) {
        return deals.cards(await scope(query), { by: query.by, key: lane }, query.order, page);
      },
      async rows(query, view, page) {
        const within = await scope(query);
        if (view === 'list') return deals.cards(within, null, query.order, page);
        if (view === 'activity') {
          const since = activitySince();
          return deals.rows(
            within,
            page,
            (part, some) => recentActivityCards(engine, part, since, some),
            compareRecent,
          );
        }
        const by = await reviewer(query);
        const today = toLocalDate(now());
        return deals.rows(
          within,
          page,
          (part, some) => stuckCards(engine, part, by, today, some),
          compareStuck,
        );
      },
      async count(query, view) {
        const within = await scope(query);
        if (view === 'list') return deals.count(within);
        if (view === 'activity') {
          const since = activitySince();
          return deals.count(within, (part) => recentActivityCount(engine, part, since));
        }
        const by = await reviewer(query);
        return deals.count(within, (part) => stuckCount(engine, part, by, toLocalDate(now())));
      },
      async activeDays(query) {
        const counts = new Map<string, number>();
        await deals.each(await scope(query), async (part) => {
          for (const { minute, count } of await activeMinutes(engine, part, activitySince())) {
            const day = toLocalDate(`${minute}Z`);
            counts.set(day, (counts.get(day) ?? 0) + count);
          }
        });
        const today = toLocalDate(now());
        const days = Array.from({ length: ACTIVITY_DAYS }, (_, at) =>
          addDaysTo(today, at + 1 - ACTIVITY_DAYS),
        );
        // What is planned, or from a clock that is ahead, is done today.
        const later = [...counts].filter(([day]) => day > today).reduce((sum, [, count]) => sum + count, 0);
        return days.map((day) => ({ day, count: (counts.get(day) ?? 0) + (day === today ? later : 0) }));
      },
      async forecast(query) {
        const within = await scope(query);
        const today = toLocalDate(now());
        const since = addMonthsTo(today, -PAST_MONTHS).slice(0, 7);
        return inOneCurrency(
          store.db,
          (amounts) => deals.forecast(within, since, amounts),
          (cells) => cells.map(({ sum }) => currencyOf(sum)),
          today,
        );
      },
      async monthCards(query, month, page) {
        return deals.rows(
          await scope(query),
          page,
          (part, some) => monthCards(engine, part, month, some),
          (one, other) => ((one.closes ?? '') < (other.closes ?? '') ? -1 : 1),
        );
      },
      async attention(query) {
        const by = await reviewer(query);
        const today = toLocalDate(now());
        return deals.attention(await scope(query), (part) => attentionCounts(engine, part, by, today));
      },
      async among(query, ids) {
        return dealsAmong(engine, await scope(query), ids);
      },
      async place(query, lane, id) {
        return placeInLane(engine, await scope(query), { by: query.by, key: lane }, query.order, id);
      },
      atOneMoment: (work) => store.read(work),
      version: () => engine.version(),
      until: source,
    };
  };
  return source();
}

const currencyOf = ({ amount }: Sum): string => amount.currency;
