import {
  addDaysTo,
  isoTime,
  type Period,
  startOf,
  startOfDay,
  toLocalDate,
} from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { changesAfter, lastChangeBefore, latestChangeId } from '../../store/history.ts';
import { type PastState, PastTables } from '../../store/past-tables.ts';
import { countRecords } from '../../store/records.ts';
import { type IdRanges, idsMatching, matchingTables, readsOnlyItself } from '../../store/segment-members.ts';
import { type Segment, segmentNamed } from '../../store/segments.ts';
import { readTitles } from '../../store/titles.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection } from '../records/selection.ts';

/** A record that is in a segment now and was not, or the other way round. */
export interface SegmentMove {
  readonly change: 'entered' | 'left';
  readonly id: number;
  /** Of a record that is gone, as it was. */
  readonly title: string;
  /** `new`: it was added since; `removed`: it is gone, also by a merge; else it has changed, or time has passed. */
  readonly how: 'new' | 'changed' | 'removed';
}

/** Who entered and left a segment since a moment. */
export interface SegmentDiff {
  readonly segment: Segment;
  readonly before: number;
  readonly now: number;
  readonly entered: number;
  readonly left: number;
  /** The first of them. */
  readonly moves: readonly SegmentMove[];
  readonly notes: readonly string[];
}

/**
 * Who entered and left a segment since a moment. The history says how all records were then: they are held against the
 * filter as it is now, with the days that it meant then.
 */
export async function diffSegment(
  deps: Deps,
  {
    name,
    since,
    limit,
    only,
  }: {
    readonly name: string;
    readonly since: number;
    readonly limit: number;
    readonly only?: SegmentMove['change'] | undefined;
  },
): Promise<SegmentDiff> {
  if (since > deps.clock.now()) throw usage(`${isoTime(since)} is not past`);
  return deps.store.read(async () => {
    const past = await openPast(deps, name);
    const { segment } = past;
    const { noun } = segment;
    const { db, engine } = deps.store;
    const condition = await past.conditionAt(deps.clock.now());
    const then = await past.rewindTo(since);
    const among = past.canMove(then, condition);
    const now = await idsMatching(db, noun, condition, among);
    const count = among ? await countRecords(engine, noun, condition) : now.length;
    const present = new Set(now);
    const was = await then.read(async () => {
      const before = await idsMatching(db, noun, then.condition, among);
      const known = new Set(before);
      const entered = now.filter((id) => !known.has(id));
      const left = before.filter((id) => !present.has(id));
      const shownEntered = only === 'left' ? [] : entered.slice(0, limit);
      const shownLeft = only === 'entered' ? [] : left.slice(0, limit - shownEntered.length);
      return {
        entered: entered.length,
        left: left.length,
        shown: { entered: shownEntered, left: shownLeft },
        leftTitles: await titles(deps, noun, shownLeft),
        wereThere: await titles(deps, noun, shownEntered),
      };
    });
    const areThere = await titles(deps, noun, was.shown.left);
    const enteredTitles = await titles(deps, noun, was.shown.entered);
    return {
      segment,
      before: count - was.entered + was.left,
      now: count,
      entered: only === 'left' ? 0 : was.entered,
      left: only === 'entered' ? 0 : was.left,
      moves: [
        ...was.shown.entered.map(
          (id): SegmentMove => ({
            change: 'entered',
            id,
            title: enteredTitles.get(id) ?? '',
            how: was.wereThere.has(id) ? 'changed' : 'new',
          }),
        ),
        ...was.shown.left.map(
          (id): SegmentMove => ({
            change: 'left',
            id,
            title: was.leftTitles.get(id) ?? '',
            how: areThere.has(id) ? 'changed' : 'removed',
          }),
        ),
      ],
      notes: await past.notes(since),
    };
  });
}

/** How many records were in a segment at the end of a period, and who entered and left in it. */
export interface SegmentCount {
  /** The last day of the period, or today. */
  readonly day: string;
  readonly count: number;
  readonly entered: number;
  readonly left: number;
}

/** Each count reads the segment once. */
const MAX_COUNTS = 400;

/** How many records were in a segment at the end of each period since a day, like `diffSegment`. The oldest first. */
export async function countSegment(
  deps: Deps,
  { name, since, unit }: { readonly name: string; readonly since: string; readonly unit: Period | 'day' },
): Promise<{
  readonly segment: Segment;
  readonly rows: readonly SegmentCount[];
  readonly notes: readonly string[];
}> {
  const today = toLocalDate(deps.clock.now());
  if (since > today) throw usage(`${since} is not past`);
  const days: string[] = [];
  for (let day = today; day >= since; day = addDaysTo(unit === 'day' ? day : startOf(unit, day), -1)) {
    days.push(day);
    if (days.length > MAX_COUNTS)
      throw usage(`these are more than ${MAX_COUNTS} counts`, { code: 'too-many-counts' });
  }
  return deps.store.read(async () => {
    const past = await openPast(deps, name);
    const readNow = async (noun: Noun, condition: Condition | undefined): Promise<Members> => ({
      condition,
      ids: new Set(await idsMatching(deps.store.db, noun, condition)),
    });
    let later: Members | null = null;
    const rows: SegmentCount[] = [];
    for (const [nth, day] of [...days, addDaysTo(days.at(-1) as string, -1)].entries()) {
      // The first one is before the earliest period: it is only compared with.
      const isOutside = nth === days.length;
      const start = unit === 'day' ? (days.at(-1) as string) : startOf(unit, days.at(-1) as string);
      const at = isOutside ? Date.parse(startOfDay(start)) : Date.parse(startOfDay(addDaysTo(day, 1)));
      const here: Members =
        later === null
          ? await readNow(past.segment.noun, await past.conditionAt(deps.clock.now()))
          : await past.membersAt(await past.rewindTo(at), later);
      const next = rows.at(-1);
      if (next && later)
        rows[rows.length - 1] = {
          ...next,
          entered: countWithout(later.ids, here.ids),
          left: countWithout(here.ids, later.ids),
        };
      if (!isOutside) rows.push({ day, count: here.ids.size, entered: 0, left: 0 });
      later = here;
    }
    return {
      segment: past.segment,
      rows: rows.toReversed(),
      notes: await past.notes(Date.parse(startOfDay(since))),
    };
  });
}

function countWithout(ids: ReadonlySet<number>, others: ReadonlySet<number>): number {
  let count = 0;
  for (const id of ids) if (!others.has(id)) count++;
  return count;
}

async function titles(deps: Deps, noun: Noun, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  return new Map((await readTitles(deps.store.db, noun, ids)).map(({ id, title }) => [id, title]));
}

/** Tables that have no history, and what of a record is read from them. */
const WITHOUT_HISTORY: Readonly<Record<string, string>> = {
  call_queue: 'what the call queue says',
  case_clock: 'what the clocks of cases say',
};

/** More parts of a table are not read one by one. */
const MAX_RANGES = 200;

/** Who is in a segment at a moment, and its filter with the days that it means then. */
interface Members {
  readonly ids: ReadonlySet<number>;
  readonly condition: Condition | undefined;
}

/** A segment at an earlier moment. */
interface PastSegment extends PastState {
  readonly condition: Condition | undefined;
  /** Runs `work` with the tables as they were. */
  readonly read: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A segment that is read at earlier and earlier moments. */
async function openPast(deps: Deps, name: string) {
  const { store } = deps;
  const { engine } = store;
  const segment = await segmentNamed(store.db, name);
  const spec = store.db.nouns.get(segment.noun);
  const conditionAt = async (at: number): Promise<Condition | undefined> => {
    // Days in formulas are those of that moment too.
    const then = { ...deps, clock: { ...deps.clock, now: () => at }, store: store.at(isoTime(at)) };
    try {
      const fields = await fieldsOf(then.store, spec);
      return await readSelection(then, segment.noun, fields, { filters: [], segment: segment.name });
    } finally {
      store.at(isoTime(deps.clock.now()));
    }
  };
  const named = matchingTables(engine, segment.noun, await conditionAt(deps.clock.now()));
  const past = new PastTables(engine, named, await latestChangeId(engine));
  return {
    segment,
    conditionAt,
    rewindTo: async (at: number): Promise<PastSegment> => {
      const rewound = await past.rewindTo(await lastChangeBefore(engine, isoTime(at)));
      const condition = await conditionAt(at);
      return { ...rewound, condition, read: (work) => engine.readPast(rewound.tables, work) };
    },
    /**
     * Who was in it, where it is known who was later. What depends on the record alone is read anew only of those that changed
     * between.
     */
    async membersAt(then: PastSegment, later: Members): Promise<Members> {
      const { noun } = segment;
      const { condition, moved } = then;
      const matchingOf = async (ranges: IdRanges) =>
        ranges.length === 0
          ? []
          : engine.readPast(new Map([...then.tables, [noun, then.only(noun, ranges)]]), () =>
              idsMatching(engine, noun, condition),
            );
      if (
        [...moved.keys()].every((table) => table === noun) &&
        readsOnlyItself(engine, noun, later.condition, condition)
      ) {
        const ranges = moved.get(noun) ?? [];
        return { condition, ids: new Set([...outside(later.ids, ranges), ...(await matchingOf(ranges))]) };
      }
      return { condition, ids: new Set(await then.read(() => idsMatching(engine, noun, condition))) };
    },
    /** The only records that can have moved, where the segment depends on nothing else that has changed. */
    canMove({ tables, condition }: PastSegment, present: Condition | undefined): IdRanges | undefined {
      const touched = tables.get(segment.noun)?.touched ?? [];
      const isSame = readsOnlyItself(engine, segment.noun, present, condition);
      const isAlone = [...tables.keys()].every((table) => table === segment.noun);
      return isSame && isAlone && touched.length <= MAX_RANGES ? touched : undefined;
    },
    notes: async (since: number): Promise<string[]> => {
      const notes = Object.entries(WITHOUT_HISTORY)
        .filter(([table]) => named.includes(table))
        .map(([, what]) => `${what} has no history: it is taken as of now`);
      const [first] = await changesAfter(engine, 0, 1);
      if (first && Date.parse(first.at) > since)
        notes.push(
          `the history of this database begins ${toLocalDate(first.at)}: before, it counts as empty`,
        );
      return notes;
    },
  };
}

/** The numbers that are in none of some ranges. */
function* outside(ids: Iterable<number>, ranges: IdRanges): Generator<number> {
  const firsts = ranges.map(({ first }) => first);
  for (const id of ids) {
    let [low, high] = [0, firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((firsts[middle] as number) <= id) low = middle + 1;
      else high = middle;
    }
    if (low === 0 || (ranges[low - 1]?.last as number) < id) yield id;
  }
}
