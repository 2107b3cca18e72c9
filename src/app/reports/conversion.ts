import { OPP } from '../../nouns/opp/definition.ts';
import type { Key } from '../../store/reports/question.ts';
import {
  createdDeals,
  type DepthCount,
  depthCounts,
  type MoveCount,
  moveCounts,
  movedDeals,
  stageRowKey,
} from '../../store/reports/stage-moves.ts';
import { pipelines } from '../../store/stages.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** What became of the deals of an open stage. */
interface StageConversion {
  readonly group: Key;
  readonly pipeline: string;
  readonly stage: string;
  /** What tells it from stages of the same name. */
  readonly key: string;
  /** Deals that reached the stage; or moves out of it. */
  readonly deals: number;
  /** Of these, those that reached a later stage or were won. */
  readonly advanced: number;
  /** Moved back, which a cohort does not count. */
  readonly back: number | null;
  /** Lost with no later stage before. */
  readonly lost: number;
  /** Open, with no later stage; null for moves. */
  readonly open: number | null;
}

/** Conversion from stage to stage. */
export interface ConversionReport extends Report<StageConversion> {
  /** Lost deals whose stages are not known. */
  readonly unknown: number;
}

/**
 * How many deals go on from each stage: of those created in the period, however long it took (a cohort); or of the moves
 * in the period, whenever the deals were created.
 */
export async function reportConversion(
  deps: Deps,
  input: ReportInput,
  by: 'cohort' | 'moves',
): Promise<ConversionReport> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, OPP, input);
  const all = await pipelines(engine);
  const counts = by === 'cohort' ? await depthCounts(engine, question) : [];
  const moves = by === 'moves' ? await moveCounts(engine, question) : [];
  const groups = [...new Set([...counts, ...moves].map(({ group }) => group))];
  const rows = groups.flatMap((group) =>
    all.flatMap(({ id, name: pipeline, stages }) => {
      const own = counts.filter((count) => count.group === group && count.pipeline === id);
      const open = stages.filter(({ kind }) => kind === 'open');
      const left = moves.filter(
        (move) => move.group === group && open.some((stage) => stage.id === move.stage),
      );
      if (own.length + left.length === 0) return [];
      return open.map((stage): StageConversion => {
        const named = { group, pipeline, stage: stage.name, key: stageRowKey(group, stage.id) };
        return by === 'cohort'
          ? { ...named, ...ofCohort(own, stage.position) }
          : { ...named, ...ofMoves(left.find((move) => move.stage === stage.id)) };
      });
    }),
  );
  return {
    group: groupName(question),
    rows,
    unknown: total(counts.filter(({ kind, depth }) => kind === 'lost' && depth === null)),
    evidence: () => (by === 'cohort' ? createdDeals(engine, question) : movedDeals(engine, question)),
  };
}

/** A won deal has passed every stage, also those that it skipped. */
function ofCohort(counts: readonly DepthCount[], position: number) {
  const reached = counts.filter(({ kind, depth }) => kind === 'won' || (depth ?? -1) >= position);
  const ended = reached.filter(({ kind, depth }) => kind !== 'won' && depth === position);
  const ofKind = (wanted: string) => total(ended.filter(({ kind }) => kind === wanted));
  const [deals, lost, open] = [total(reached), ofKind('lost'), ofKind('open')];
  return { deals, advanced: deals - lost - open, back: null, lost, open };
}

function ofMoves(move: MoveCount | undefined) {
  const { moves: deals, advanced, back, lost } = move ?? { moves: 0, advanced: 0, back: 0, lost: 0 };
  return { deals, advanced, back, lost, open: null };
}

const total = (counts: readonly DepthCount[]) => counts.reduce((sum, { deals }) => sum + deals, 0);
