/** How a stage counts in a forecast. */
export const FORECAST_CATEGORIES = ['pipeline', 'best case', 'commit', 'closed', 'omitted'] as const;
export type ForecastCategory = (typeof FORECAST_CATEGORIES)[number];

export const STAGE_KINDS = ['open', 'won', 'lost'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** A step of a pipeline. */
export interface Stage {
  readonly id: number;
  readonly pipelineId: number;
  readonly name: string;
  /** From 1, in the order deals move. */
  readonly position: number;
  /** Chance of winning from here, percent 0 to 100. */
  readonly probability: number;
  readonly category: ForecastCategory;
  readonly kind: StageKind;
  /** Days in the stage after which a deal counts as stuck; null for never. */
  readonly rottingDays: number | null;
}

/** The stages a new database starts with. */
export const SALES_STAGES: readonly Omit<Stage, 'id' | 'pipelineId' | 'position'>[] = [
  { name: 'prospecting', probability: 10, category: 'pipeline', kind: 'open', rottingDays: 30 },
  { name: 'qualification', probability: 20, category: 'pipeline', kind: 'open', rottingDays: 21 },
  { name: 'proposal', probability: 50, category: 'best case', kind: 'open', rottingDays: 21 },
  { name: 'negotiation', probability: 75, category: 'commit', kind: 'open', rottingDays: 14 },
  { name: 'won', probability: 100, category: 'closed', kind: 'won', rottingDays: null },
  { name: 'lost', probability: 0, category: 'omitted', kind: 'lost', rottingDays: null },
];

/** The open stage after or before the given one, or null at the end. Stages in order of position. */
export function neighbour(stages: readonly Stage[], current: Stage, step: 1 | -1): Stage | null {
  const open = stages.filter((stage) => stage.kind === 'open');
  const at = open.findIndex((stage) => stage.id === current.id);
  return at < 0 ? null : (open[at + step] ?? null);
}
