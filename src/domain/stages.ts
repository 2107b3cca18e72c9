import { refused } from './errors.ts';

/** How a stage counts in a forecast. */
export const FORECAST_CATEGORIES = ['pipeline', 'best case', 'commit', 'closed', 'omitted'] as const;
export type ForecastCategory = (typeof FORECAST_CATEGORIES)[number];

/** What a report of the pipeline can group by. */
export const PIPELINE_GROUPINGS = ['stage', 'owner', 'pipeline', 'source', 'month'] as const;
export type PipelineGrouping = (typeof PIPELINE_GROUPINGS)[number];

export const STAGE_KINDS = ['open', 'won', 'lost'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** A stage of a pipeline. */
export interface Stage {
  readonly id: number;
  readonly pipelineId: number;
  readonly name: string;
  /** From 1, in pipeline order. */
  readonly position: number;
  /** Chance of winning, 0 to 100 percent. */
  readonly probability: number;
  readonly category: ForecastCategory;
  readonly kind: StageKind;
  /** Days in the stage after which a deal is stuck; null for never. */
  readonly rottingDays: number | null;
}

/** The state of an opportunity that the rules of its pipeline depend on. */
export interface OppState {
  readonly id: number;
  readonly name: string;
  readonly stage: Stage;
  /** All stages of its pipeline, in order. */
  readonly stages: readonly Stage[];
  /** `YYYY-MM-DD`; null unless won or lost. */
  readonly closedOn: string | null;
}

/** What says whether an opportunity is closed. */
type ClosableOpp = Pick<OppState, 'id' | 'closedOn'> & { readonly stage: Pick<Stage, 'kind'> };

/** A closed opportunity stays closed until it is reopened. Throws `refused`. */
export function rejectClosed({ id, stage, closedOn }: ClosableOpp): void {
  if (stage.kind === 'open') return;
  const when = closedOn === null ? '' : ` on ${closedOn}`;
  throw refused(`opp ${id} was ${stage.kind}${when}`, { code: 'opp-closed', id });
}

/** The next or previous open stage. Throws `refused` at either end and for a closed opportunity. */
export function adjacentStage(opp: OppState, step: 1 | -1): Stage {
  rejectClosed(opp);
  const open = opp.stages.filter((stage) => stage.kind === 'open');
  const found = open[open.findIndex((stage) => stage.id === opp.stage.id) + step];
  if (found) return found;
  throw step === 1
    ? refused(`opp ${opp.id} is in "${opp.stage.name}", the last open stage`, {
        code: 'last-stage',
        id: opp.id,
      })
    : refused(`opp ${opp.id} is in "${opp.stage.name}", the first stage`, {
        code: 'first-stage',
        id: opp.id,
      });
}

/**
 * The open stage `to`. Throws `refused` for a closing stage, naming the command for that, and for a closed
 * opportunity.
 */
export function openStage<S extends Pick<Stage, 'name' | 'kind'>>(opp: ClosableOpp, to: S): S {
  rejectClosed(opp);
  if (to.kind === 'open') return to;
  throw refused(`moving to "${to.name}" would close the opportunity`, {
    code: 'closing-stage',
    id: opp.id,
    kind: to.kind,
  });
}

/** The stage to reopen a closed opportunity in. Throws `refused` for a stage that is not open. */
export function stageToReopen({ id, stages }: OppState, to: Stage): Stage {
  if (to.kind === 'open') return to;
  const open = stages.filter((stage) => stage.kind === 'open').map((stage) => stage.name);
  throw refused(`opp ${id} cannot be reopened into "${to.name}"`, `Its open stages: ${open.join(', ')}`);
}

/** The first stage of a kind. Throws `refused` when the pipeline has none. */
export function stageOfKind(stages: readonly Stage[], kind: StageKind): Stage {
  const found = stages.find((stage) => stage.kind === kind);
  if (!found) throw refused(`the pipeline has no ${kind} stage`, { code: 'no-stage-of-kind' });
  return found;
}
