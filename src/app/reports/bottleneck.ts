import { addDaysTo, addMonthsTo, toLocalDate } from '../../domain/dates/calendar.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { stageDurations } from '../../store/reports/stage-durations.ts';
import { bottleneckDeals, type MoveCount, movesOfPeriods } from '../../store/reports/stage-moves.ts';
import type { Deps } from '../deps.ts';
import type { Selection } from '../records/selection.ts';
import { type Report, readQuestion } from './question.ts';

/** A stage in a period, beside the team's own norm: the year before the period. */
export interface Bottleneck {
  readonly pipeline: string;
  readonly stage: string;
  readonly id: number;
  /** Deals that left it, and the median of their days in it; null for none. */
  readonly deals: number;
  readonly days: number | null;
  readonly normDays: number | null;
  /** Moves out of it, and the part of them that lost the deal; null for none. */
  readonly moves: number;
  readonly lost: number | null;
  readonly normLost: number | null;
  /** Days and deals that the period cost more than the norm; negative for less, null where either is not known. */
  readonly extraDays: number | null;
  readonly extraLost: number | null;
  readonly open: number;
}

/** Says where time and deals are lost, the worst stage first. */
export async function reportBottleneck(
  deps: Deps,
  { selection, period }: { readonly selection: Selection; readonly period: ClosedPeriod },
): Promise<Report<Bottleneck> & { readonly norm: ClosedPeriod }> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, OPP, { selection, period });
  const norm = { from: addMonthsTo(period.from, -12), to: addDaysTo(period.from, -1) };
  const { where } = question;
  const [now = [], before = []] = await stageDurations(deps.store, where, [period, norm]);
  const [moves = [], movesBefore = []] = await movesOfPeriods(engine, where, [period, norm]);
  const rows = now.map((each): Bottleneck => {
    const usual = before.find(({ id }) => id === each.id);
    const of = (all: readonly MoveCount[]) => all.find(({ stage }) => stage === each.id);
    const [lost, normLost] = [lossOf(of(moves)), lossOf(of(movesBefore))];
    const count = of(moves)?.moves ?? 0;
    const [days, normDays] = [each.median, usual?.median ?? null];
    return {
      ...{ pipeline: each.pipeline, stage: each.stage, id: each.id, deals: each.deals, open: each.open },
      ...{ days, normDays, moves: count, lost, normLost },
      extraDays: days === null || normDays === null ? null : (days - normDays) * each.deals,
      extraLost: lost === null || normLost === null ? null : (lost - normLost) * count,
    };
  });
  const cost = ({ extraLost, extraDays }: Bottleneck) => [extraLost ?? 0, extraDays ?? 0] as const;
  const worse = (a: Bottleneck, b: Bottleneck) => cost(b)[0] - cost(a)[0] || cost(b)[1] - cost(a)[1];
  return {
    group: 'stage',
    rows: rows.filter(({ deals, moves: count, open }) => deals + count + open > 0).sort(worse),
    norm,
    evidence: () => bottleneckDeals(engine, question),
  };
}

const lossOf = (move: MoveCount | undefined) => (move && move.moves > 0 ? move.lost / move.moves : null);

/** The last ninety days. */
export function usualPeriod(deps: Pick<Deps, 'clock'>): ClosedPeriod {
  const today = toLocalDate(deps.clock.now());
  return { from: addDaysTo(today, -89), to: today };
}
