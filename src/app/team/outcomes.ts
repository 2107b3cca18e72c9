import { type CallResult, resultKey } from '../../domain/call-results.ts';
import { refused, usage } from '../../domain/errors.ts';
import {
  addOutcome,
  editOutcome,
  type Outcome,
  outcomeNamed,
  outcomes,
  removeOutcome,
} from '../../store/calls/outcomes.ts';
import type { Deps } from '../deps.ts';

/** The effects of an outcome. */
export type OutcomeEffects = Pick<
  CallResult,
  'positive' | 'meeting' | 'callback' | 'stops' | 'doNotCall' | 'status'
>;

/** An answered call without effects. */
const NO_EFFECTS = {
  disposition: 'answered',
  positive: false,
  meeting: false,
  callback: false,
  stops: false,
  doNotCall: false,
  badNumber: false,
  status: null,
} as const;

/** Lists the results of calls, in their order. */
export function listOutcomes({ store }: Deps): Promise<readonly Outcome[]> {
  return outcomes(store.db);
}

/** Adds an outcome of an answered call; returns its stored word. */
export async function createOutcome(
  { store }: Deps,
  { word: text, effects }: { readonly word: string; readonly effects: Partial<OutcomeEffects> },
): Promise<string> {
  const word = resultKey(text);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}.+-]*$/u.test(word))
    throw usage(
      `"${text}" is not a valid word for an outcome`,
      'Use letters, digits and dashes: demo-booked',
    );
  const result = checkEffects({ word, ...NO_EFFECTS, ...effects });
  await store.change((tx) => addOutcome(tx, result), `added the outcome ${word}`);
  return word;
}

/** A change of an outcome. */
export interface OutcomePatch {
  readonly outcome: string;
  /** The new word. */
  readonly word?: string | undefined;
  readonly effects: Partial<OutcomeEffects>;
}

/**
 * Changes the effects or the word of an outcome. Throws `refused` for the word of a built-in one, and for one that is
 * a disposition.
 */
export async function changeOutcome(
  { store }: Deps,
  { outcome: text, word, effects }: OutcomePatch,
): Promise<{ readonly changeId: number | null; readonly word: string }> {
  const { id, result } = await store.change(
    async (tx) => {
      const outcome = await outcomeNamed(tx, text);
      if (outcome.builtIn && word !== undefined)
        throw refused(`"${outcome.word}" is built in and cannot be renamed`);
      if (outcome.disposition !== 'answered')
        throw refused(`"${outcome.word}" has no effects that can be changed`, {
          code: 'outcome-of-line',
        });
      const after = checkEffects({ ...outcome, ...effects, word: resultKey(word ?? outcome.word) });
      await editOutcome(tx, outcome, after);
      return { before: outcome.word, word: after.word };
    },
    ({ before }) => `changed the outcome ${before}`,
  );
  return { changeId: id, word: result.word };
}

/** Removes a custom outcome that no call has; returns its word. */
export async function deleteOutcome({ store }: Deps, text: string): Promise<string> {
  const outcome = await outcomeNamed(store.db, text);
  await store.change((tx) => removeOutcome(tx, outcome), `removed the outcome ${outcome.word}`);
  return outcome.word;
}

/** Throws `usage` for effects that exclude each other. */
function checkEffects(result: CallResult): CallResult {
  const { doNotCall, callback, meeting } = result;
  if (doNotCall && (callback || meeting))
    throw usage('an outcome cannot be do-not-call and plan another call');
  if (callback && meeting) throw usage('an outcome is a callback or a meeting, not both');
  return result;
}
