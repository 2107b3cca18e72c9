import type { BoardFrame, DealCard, Lane } from '../../../../src/domain/board.ts';
import { SALES_STAGES } from '../../../support/sales-stages.ts';

/** A card in a stage by its number, from 1. */
export function card(id: number, stageId: number, name = `Deal ${id}`): DealCard {
  return {
    key: String(id),
    id,
    name,
    account: 'Acme',
    owner: 'ann',
    amount: { minor: 100_000, currency: 'USD' },
    probability: 50,
    closes: '2026-03-31',
    stageId,
    stage: SALES_STAGES[stageId - 1]?.name ?? '',
    kind: 'open',
    since: '2026-03-01T09:00:00.000Z',
    rottingDays: 30,
    nextStep: null,
    nextDue: null,
    nextTask: null,
    changed: '2026-03-01T09:00:00.000Z',
  };
}

/** A board whose lanes have that many deals. */
export function frame(...counts: readonly number[]): BoardFrame {
  const lanes = counts.map((count, at): Lane => {
    const stage = SALES_STAGES[at];
    if (!stage) throw new Error(`there is no stage ${at + 1}`);
    const sums = [
      { count, amount: { minor: count * 100, currency: 'USD' }, weighted: { minor: 0, currency: 'USD' } },
    ];
    return {
      key: String(at + 1),
      title: stage.name,
      stage: { ...stage, id: at + 1, pipelineId: 1, position: at + 1 },
      count,
      sums,
    };
  });
  return {
    pipelines: ['sales'],
    head: {
      pipeline: 'sales',
      open: [],
      month: '2026-03',
      closing: [],
      won: [],
      targets: { months: {}, usual: null },
      rates: [],
    },
    lanes,
    view: { today: '2026-03-12', currency: 'USD' },
  };
}
