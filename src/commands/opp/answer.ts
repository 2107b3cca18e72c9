import { describeStep, type OppStepsResult } from '../../app/opps/steps.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import type { Answer } from '../../render/answer.ts';

/** The answer with the stage change of each opportunity; `already` is for those with nothing to change. */
export function stepsAnswer(
  opps: readonly NamedRecord[],
  { steps, unchanged }: OppStepsResult,
  already = 'stays the same',
): Answer {
  return {
    type: 'changed',
    sentence: steps.map((step) => `Opp ${describeStep(step)}`).join('\n'),
    references: opps.map((opp) => opp.id),
    notes: unchanged.map((id) => `opp ${id} ${already}`),
  };
}
