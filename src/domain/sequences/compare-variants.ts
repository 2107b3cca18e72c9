/** Below this number, nobody can tell. */
const MIN_PEOPLE = 100;

/** Differences that come about by chance are larger than this in one of twenty tests. */
const Z_AT_95_PERCENT = 1.96;

/** How many got a variant, and how many of these responded. */
export interface VariantFigures {
  readonly done: number;
  readonly responses: number;
}

export type Verdict = 'too few to tell' | 'no difference yet' | 'better' | 'worse';

/** What a variant is, compared with the best of the others, with a confidence of 95 %. */
export function compareVariants(own: VariantFigures, others: readonly VariantFigures[]): Verdict {
  const known = others.filter(({ done }) => done >= MIN_PEOPLE);
  if (own.done < MIN_PEOPLE || known.length === 0) return 'too few to tell';
  const rate = ({ done, responses }: VariantFigures) => responses / done;
  const best = known.reduce((a, b) => (rate(b) > rate(a) ? b : a));
  const pooled = (own.responses + best.responses) / (own.done + best.done);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / own.done + 1 / best.done));
  if (deviation === 0 || Math.abs(rate(own) - rate(best)) / deviation < Z_AT_95_PERCENT)
    return 'no difference yet';
  return rate(own) > rate(best) ? 'better' : 'worse';
}
