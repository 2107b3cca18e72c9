import { isoTime } from '../../domain/dates.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { PersonNoun } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { type SequencePlan, stepText, variantFor } from '../../domain/sequences/sequence.ts';
import { canBeCalled } from '../../store/sequences/callable.ts';
import type { Deps } from '../deps.ts';
import { variantKey } from './do-steps.ts';
import { mailOfStep } from './mail-of-step.ts';
import { NOBODY_TO_CALL } from './move-run.ts';
import { StepPlanner } from './step-planner.ts';

/** A step as somebody would get it. */
export interface StepPreview {
  /** From 1. */
  readonly number: number;
  readonly what: string;
  /** UTC ISO 8601; null where its window never comes. */
  readonly at: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  /** Why there would be no mail. */
  readonly problem: string | null;
}

/** All steps of a sequence for somebody, if each call and task is done when it is due. */
export async function previewSequence(
  deps: Deps,
  { id, plan }: { readonly id: number; readonly plan: SequencePlan },
  person: RecordRef & { readonly noun: PersonNoun },
  start: number,
): Promise<readonly StepPreview[]> {
  const planner = new StepPlanner(deps);
  const previews: StepPreview[] = [];
  let after: number | null = start;
  let lastSubject: string | null = null;
  for (const [at, step] of plan.steps.entries()) {
    const number = at + 1;
    after = after === null ? null : await planner.plan(deps.store.db, person, step, after);
    const when = after === null ? null : isoTime(after);
    const said = { number, what: stepText(step), at: when, subject: null, text: null, problem: null };
    if (step.kind !== 'email') {
      const isSkipped = step.kind === 'call' && !(await canBeCalled(deps.store.db, person));
      previews.push(isSkipped ? { ...said, what: `${said.what}, skipped: ${NOBODY_TO_CALL}` } : said);
      continue;
    }
    const { template } = variantFor(step.variants, variantKey({ sequenceId: id, step: number, person }));
    try {
      const before = step.isReply && lastSubject !== null ? { subject: lastSubject } : null;
      const { subject, text } = await mailOfStep(deps, person, template, before);
      lastSubject = subject;
      previews.push({ ...said, what: `email ${template}`, subject, text });
    } catch (error) {
      if (!isCrmError(error)) throw error;
      previews.push({ ...said, what: `email ${template}`, problem: error.message });
    }
  }
  return previews;
}
