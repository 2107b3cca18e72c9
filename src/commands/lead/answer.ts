import type { LeadStepsResult } from '../../app/leads/steps.ts';
import { describeRecords } from '../../app/records/describe.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Answer } from '../../render/answer.ts';
import type { Named } from '../../store/references.ts';

/** How a step of leads is said. */
interface StepWords {
  /** `Qualified`, as the sentence begins. */
  readonly done: string;
  /** What follows the lead in the sentence: ` until 2026-05-01 09:00`. */
  readonly detail?: string;
  /** Said of a lead for which there was nothing to do: `is qualified already`. */
  readonly already: string;
}

/** Says which leads took a step and which had nothing to do; `notes` say what followed. */
export function stepsAnswer(
  leads: readonly Named[],
  { changed, unchanged }: LeadStepsResult,
  { done, detail = '', already }: StepWords,
  notes: readonly string[] = [],
): Answer {
  return {
    type: 'changed',
    sentence: changed.length === 0 ? '' : `${done} ${describeRecords(LEAD, changed)}${detail}`,
    references: leads.map((lead) => lead.id),
    notes: [...unchanged.map((lead) => `lead ${lead.id} ${already}`), ...notes],
  };
}
