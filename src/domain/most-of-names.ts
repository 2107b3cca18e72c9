import {
  type ComparableRecord,
  combineEvidence,
  MAX_COLLEAGUE_CHANCE,
  MAX_PLACE_CHANCE,
} from './duplicate-score.ts';
import { MIN_PERSON_SIMILARITY, type NameComparer } from './name-similarity.ts';

/** What is known of a record before all its values are read. */
type NamedForComparison = Pick<ComparableRecord, 'nameKey' | 'isPerson'>;

/**
 * The highest score that two people with these names can have; `isApart` says that they share no address. Reading their
 * values is in vain where this is too little.
 */
export function mostOfNames(
  one: NamedForComparison,
  other: NamedForComparison,
  isApart: boolean,
  names: NameComparer,
): number {
  if (!one.isPerson || !other.isPerson) return 100;
  const alike = names.people(one.nameKey, other.nameKey);
  if (alike < MIN_PERSON_SIMILARITY) return Math.round(100 * MAX_COLLEAGUE_CHANCE);
  if (!isApart) return 100;
  const chance = Math.max(MAX_PLACE_CHANCE * alike, MAX_COLLEAGUE_CHANCE);
  return combineEvidence([{ chance, reason: '' }], 1).score;
}
