import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { type HistoryGaps, historyGaps } from '../../store/reports/deals-then.ts';
import {
  DIFF_STEPS,
  type DiffStep,
  type DiffSum,
  diffDeals,
  pipelineDiff,
} from '../../store/reports/pipeline-diff.ts';
import type { Evidence } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, type Selection } from '../records/selection.ts';
import { readPastMoment, readStartOfDay } from './past-day.ts';

/** Which two pipelines to compare. */
export interface DiffInput {
  readonly selection: Selection;
  /** The first day, and the last one; today for now. */
  readonly since: string;
  readonly until: string;
  /** Only deals that are to close in it. */
  readonly closing: ClosedPeriod | null;
}

/** What happened to the pipeline. */
export interface PipelineDiff {
  readonly since: string;
  readonly until: string;
  readonly rows: readonly DiffSum[];
  readonly gaps: HistoryGaps;
  readonly evidence: () => Evidence;
}

/** Steps that are shown also if nothing happened. */
const ALWAYS: ReadonlySet<DiffStep> = new Set(['start', 'opened', 'won', 'lost', 'end']);

/** Says how the open pipeline came from its sum on a day to that of another. */
export async function reportPipelineDiff(deps: Deps, input: DiffInput): Promise<PipelineDiff> {
  const { engine } = deps.store;
  const today = toLocalDate(deps.clock.now());
  const { since, until } = input;
  const from = await readStartOfDay(deps, '--since', since);
  const to =
    until >= today ? null : await readPastMoment(deps, '--until', { date: until, time: null, at: null });
  const where = await readSelection(deps, 'opp', await fieldsOf(deps.store, OPP), input.selection);
  const question = { where, from, to, closing: input.closing };
  const sums = await pipelineDiff(engine, question);
  return {
    since,
    until,
    rows: inOrder(sums),
    gaps: await historyGaps(engine, from, where),
    evidence: () => diffDeals(engine, question),
  };
}

/** A waterfall for each currency: its start, what changed it, its end, and what did not. */
function inOrder(sums: readonly DiffSum[]): DiffSum[] {
  return [...Map.groupBy(sums, ({ currency }) => currency)].flatMap(([currency, own]) => {
    const zero = { minor: 0, currency };
    return DIFF_STEPS.flatMap((step): DiffSum[] => {
      const found = own.find((sum) => sum.step === step);
      if (found) return [found];
      return ALWAYS.has(step) ? [{ step, currency, count: 0, change: zero, amount: zero }] : [];
    });
  });
}
