import type { LeadStepsResult } from '../../app/leads/steps.ts';
import { describeRecords } from '../../app/records/describe.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Answer } from '../../render/answer.ts';

/** The words for a change of leads. */
interface StepWords {
  /** `Qualified`, at the start of the sentence. */
  readonly done: string;
  /** Text after the lead: ` until 2026-05-01 09:00`. */
  readonly detail?: string;
  /** For a lead with nothing to change: `is already qualified`. */
  readonly already: string;
}

/** The answer with changed and unchanged leads; `notes` are the effects. */
export function stepsAnswer(
  leads: readonly NamedRecord[],
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
