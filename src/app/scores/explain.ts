import type { ScorePart } from '../../domain/score.ts';
import { leadPoints } from '../../store/scores/points.ts';
import { type ScoreRule, scoreCaps, scoreRules } from '../../store/scores/rules.ts';
import { pointParts, readRule } from '../../store/scores/score-field.ts';
import type { Deps } from '../deps.ts';

/** The score of a lead, point by point. */
export interface ScoreExplanation {
  /** The typed score, which goes before the rules. */
  readonly typed: number | null;
  readonly computed: number;
  /** What each rule gives, with decimals; null for one that cannot be read. */
  readonly rules: readonly (ScoreRule & { readonly given: number | null })[];
  readonly caps: ReadonlyMap<ScorePart, number>;
}

/** Why a lead has its score. */
export async function explainScore({ store: { db } }: Deps, leadId: number): Promise<ScoreExplanation> {
  const rules = await scoreRules(db);
  const read = await Promise.all(rules.map((rule) => readRule(db, rule).catch(() => null)));
  const readable = read.flatMap((rule) => rule ?? []);
  const { typed, computed, each } = await leadPoints(db, leadId, readable, await pointParts(db, rules));
  return {
    typed,
    computed,
    rules: rules.map((rule, at) => {
      const own = read[at];
      return { ...rule, given: own ? (each[readable.indexOf(own)] ?? null) : null };
    }),
    caps: await scoreCaps(db),
  };
}
