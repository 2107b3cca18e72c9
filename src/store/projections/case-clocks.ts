import { type Calendar, makeCalendar } from '../../domain/calendar/calendar.ts';
import { type ClockState, type Stop, WorkingTime } from '../../domain/calendar/working-time.ts';
import { makeZoneClock } from '../../domain/calling/zone-clock.ts';
import { readHolds } from '../../domain/case-hold.ts';
import { isoTime } from '../../domain/dates.ts';
import { type ServiceLevel, targetsFor } from '../../domain/service-level.ts';
import type { Engine } from '../engine.ts';
import type { RowOf } from '../schema.ts';
import { serviceLevels } from '../service-levels.ts';
import { type Bound, type Sql, sql } from '../sql.ts';

/** Cases that are read and written at once. */
const CASES_PER_STATEMENT = 500;

/** Puts the clocks of these cases right. In a writing transaction. */
export async function refreshCaseClocks(engine: Engine, ids: Iterable<number>): Promise<void> {
  const clocks = await ClocksOfCases.read(engine);
  if (clocks.areNone) {
    await engine.run(sql`delete from case_clock`);
    return;
  }
  for (const some of inRuns(ids)) {
    await engine.run(sql`delete from case_clock where case_id ${sql.among(some)}`);
    await insert(engine, await clocks.of(sql`id ${sql.among(some)}`));
  }
}

/** Puts the clocks of all cases right. In a writing transaction. */
export async function rebuildCaseClocks(engine: Engine): Promise<void> {
  await engine.run(sql`delete from case_clock`);
  for await (const { clocks } of allClocks(engine)) await insert(engine, clocks);
}

/** How many cases have clocks, and how many of these are missing or wrong. */
export async function verifyCaseClocks(
  engine: Engine,
): Promise<{ readonly count: number; readonly wrong: number }> {
  let [count, wrong] = [0, 0];
  for await (const { clocks, last, upTo } of allClocks(engine)) {
    const stored = await sql<RowOf<'case_clock'>>`
      select * from case_clock where case_id > ${last} and case_id <= ${upTo}`.all(engine);
    const byCase = new Map(stored.map((row) => [row.case_id, JSON.stringify(valuesOf(row))]));
    count += clocks.length;
    for (const row of clocks) {
      if (byCase.get(row.case_id) !== JSON.stringify(valuesOf(row))) wrong++;
      byCase.delete(row.case_id);
    }
    wrong += byCase.size;
  }
  return { count, wrong };
}

/** The clocks of all cases, by number: those above `last`, up to `upTo`. */
async function* allClocks(engine: Engine) {
  const reader = await ClocksOfCases.read(engine);
  for (let last = 0; ; ) {
    const rows = await sql<{ id: number }>`
      select id from "case" where id > ${last} order by id limit ${CASES_PER_STATEMENT}`.all(engine);
    const upTo = rows.length < CASES_PER_STATEMENT ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.id ?? last);
    yield { clocks: await reader.of(sql`id > ${last} and id <= ${upTo}`), last, upTo };
    if (upTo === Number.MAX_SAFE_INTEGER) return;
    last = upTo;
  }
}

type CaseRow = Pick<
  RowOf<'case'>,
  'id' | 'sla' | 'priority' | 'created_at' | 'first_response_at' | 'solved_at' | 'on_hold'
>;

/** Computes what the clocks of cases show, by their service levels. */
class ClocksOfCases {
  readonly #engine: Engine;
  readonly #levels: ReadonlyMap<string, { readonly level: ServiceLevel; readonly time: WorkingTime }>;

  private constructor(engine: Engine, levels: readonly ServiceLevel[], calendar: Calendar) {
    this.#engine = engine;
    const clock = makeZoneClock();
    this.#levels = new Map(
      levels.map((level) => [
        level.name.toLowerCase(),
        { level, time: new WorkingTime(level, clock, calendar) },
      ]),
    );
  }

  static async read(engine: Engine): Promise<ClocksOfCases> {
    const levels = await serviceLevels(engine);
    const calendar = makeCalendar();
    await calendar.load(new Set(levels.map(({ country }) => country)));
    return new ClocksOfCases(engine, levels, calendar);
  }

  get areNone(): boolean {
    return this.#levels.size === 0;
  }

  /** The rows of the cases that meet a condition and have a service level. */
  async of(which: Sql): Promise<RowOf<'case_clock'>[]> {
    const rows = await sql<CaseRow>`
      select id, sla, priority, created_at, first_response_at, solved_at, on_hold
      from "case" where sla is not null and ${which} order by id`.all(this.#engine);
    return rows.flatMap((row) => this.#clockOf(row) ?? []);
  }

  #clockOf(row: CaseRow): RowOf<'case_clock'> | null {
    const found = this.#levels.get((row.sla ?? '').toLowerCase());
    if (!found) return null;
    const { firstResponse, resolve } = targetsFor(found.level, row.priority);
    const holds = readHolds(row.on_hold ?? '') ?? [];
    const allStops: Stop[] = holds.map(({ from, to }) => ({
      from: Date.parse(from),
      to: to === null ? null : Date.parse(to),
    }));
    // What happens after the first response is no matter of it.
    const answeredAt =
      row.first_response_at === null ? Number.POSITIVE_INFINITY : Date.parse(row.first_response_at);
    const beforeAnswer = allStops.filter(({ from }) => from < answeredAt);
    const run = (seconds: number | null, stops: readonly Stop[]): ClockState | null =>
      seconds === null ? null : found.time.run(Date.parse(row.created_at), seconds * 1000, stops);
    const response = run(firstResponse, beforeAnswer);
    const solution = run(resolve, allStops);
    const stillSince = holds.at(-1);
    const respondBy = timeOf(response);
    const solveBy = timeOf(solution);
    const waits = [row.first_response_at === null ? respondBy : null, solveBy].filter(
      (each) => each !== null,
    );
    return {
      case_id: row.id,
      respond_by: respondBy,
      solve_by: solveBy,
      due_at: row.solved_at === null ? (waits.sort()[0] ?? null) : null,
      time_left: solution && solution.due === null ? Math.round(solution.leftMs / 1000) : null,
      still_since: stillSince?.to === null ? stillSince.from : null,
    };
  }
}

const timeOf = (state: ClockState | null): string | null =>
  state === null || state.due === null ? null : isoTime(state.due);

const COLUMNS = ['case_id', 'respond_by', 'solve_by', 'due_at', 'time_left', 'still_since'] as const;

const valuesOf = (row: RowOf<'case_clock'>): Bound[] => COLUMNS.map((column) => row[column]);

async function insert(engine: Engine, rows: readonly RowOf<'case_clock'>[]): Promise<void> {
  if (rows.length > 0) await engine.bulk.insert('case_clock', COLUMNS, rows.flatMap(valuesOf));
}

function* inRuns(ids: Iterable<number>): Generator<number[]> {
  let run: number[] = [];
  for (const id of ids) {
    if (run.push(id) < CASES_PER_STATEMENT) continue;
    yield run;
    run = [];
  }
  if (run.length > 0) yield run;
}
