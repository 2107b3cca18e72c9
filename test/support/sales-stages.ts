import type { Stage } from '../../src/domain/stages.ts';

/** The stages of a new database. */
export const SALES_STAGES: readonly Omit<Stage, 'id' | 'pipelineId' | 'position'>[] = [
  { name: 'prospecting', probability: 10, category: 'pipeline', kind: 'open', rottingDays: 30 },
  { name: 'qualification', probability: 20, category: 'pipeline', kind: 'open', rottingDays: 21 },
  { name: 'proposal', probability: 50, category: 'best case', kind: 'open', rottingDays: 21 },
  { name: 'negotiation', probability: 75, category: 'commit', kind: 'open', rottingDays: 14 },
  { name: 'won', probability: 100, category: 'closed', kind: 'won', rottingDays: null },
  { name: 'lost', probability: 0, category: 'omitted', kind: 'lost', rottingDays: null },
];
