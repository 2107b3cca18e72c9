import { compareVariants, type Verdict } from '../../domain/sequences/compare-variants.ts';
import { parseSequence } from '../../domain/sequences/parse-sequence.ts';
import { type SequenceStep, type StopReason, stepText } from '../../domain/sequences/sequence.ts';
import { doneCounts, endCounts, waitingCounts } from '../../store/sequences/figures.ts';
import { sequenceNamed, versionsOf } from '../../store/sequences/sequences.ts';
import type { Deps } from '../deps.ts';

/** What a step of a sequence has brought; a mail has a row for each of its templates. */
export interface StepFigures {
  readonly version: number;
  readonly step: number;
  readonly what: string;
  /** How often it was done. */
  readonly done: number;
  /** People who are at it now; null in further rows of a step. */
  readonly waiting: number | null;
  /** How many runs ended after it, by reason. */
  readonly ends: ReadonlyMap<StopReason, number>;
  /** Replies and meetings after it. */
  readonly responses: number;
  /** How it compares with the other templates of its step; null without others. */
  readonly verdict: Verdict | null;
}

/** The figures of a sequence, step by step: of its latest version, or of all that somebody went through. */
export async function reportSequence(
  { store: { db } }: Deps,
  name: string,
  { allVersions }: { readonly allVersions: boolean },
): Promise<readonly StepFigures[]> {
  const sequence = await sequenceNamed(db, name);
  const [done, ends, waiting] = [
    await doneCounts(db, sequence.id),
    await endCounts(db, sequence.id),
    await waitingCounts(db, sequence.id),
  ];
  const rows: StepFigures[] = [];
  for (const { number: version, text } of await versionsOf(db, sequence.id)) {
    if (!allVersions && version !== sequence.version) continue;
    for (const [at, step] of parseSequence(text).steps.entries()) {
      const is = (each: { readonly version: number; readonly step: number }) =>
        each.version === version && each.step === at + 1;
      const figures = variantsOf(step).map((variant) => {
        const fits = (each: { readonly variant: string | null }) =>
          variant === null || each.variant?.toLowerCase() === variant.toLowerCase();
        const own = new Map<StopReason, number>();
        for (const { reason, n } of ends.filter((each) => is(each) && fits(each)))
          own.set(reason, (own.get(reason) ?? 0) + n);
        return {
          version,
          step: at + 1,
          what: variant === null ? stepText(step) : `email ${variant}`,
          done: done.filter((each) => is(each) && fits(each)).reduce((sum, { n }) => sum + n, 0),
          ends: own,
          responses: (own.get('replied') ?? 0) + (own.get('meeting') ?? 0),
        };
      });
      for (const [nth, each] of figures.entries())
        rows.push({
          ...each,
          waiting: nth === 0 ? waiting.filter(is).reduce((sum, { n }) => sum + n, 0) : null,
          verdict:
            figures.length === 1
              ? null
              : compareVariants(
                  each,
                  figures.filter((other) => other !== each),
                ),
        });
    }
  }
  return rows;
}

function variantsOf({ kind, variants }: SequenceStep): readonly (string | null)[] {
  return kind === 'email' ? variants.map(({ template }) => template) : [null];
}
