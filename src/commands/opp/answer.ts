import { describeStep, type OppStepsResult } from '../../app/opps/steps.ts';
import type { Answer } from '../../render/answer.ts';
import type { Named } from '../../store/references.ts';

/** Says of each opportunity from where to where it went; `already` of those for which there was nothing to do. */
export function stepsAnswer(
  opps: readonly Named[],
  { steps, unchanged }: OppStepsResult,
  already = 'stays as it is',
): Answer {
  return {
    type: 'changed',
    sentence: steps.map((step) => `Opp ${describeStep(step)}`).join('\n'),
    references: opps.map((opp) => opp.id),
    notes: unchanged.map((id) => `opp ${id} ${already}`),
  };
}
