import {
  type ComparedKind,
  SHARED_KEYS,
  type SharedKey,
  scoreDuplicate,
} from '../../domain/duplicate-score.ts';
import type { Noun } from '../../domain/field.ts';
import type { makeNameComparer } from '../../domain/name-similarity.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';
import type { Member } from './blocks.ts';
import { compareNames, type NamePlace } from './namesakes.ts';
import { traitsOf } from './traits.ts';

/** Two likely duplicates. */
export interface Pair {
  readonly one: RecordRef;
  readonly other: RecordRef;
  /** In percent. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly shared: SharedKey;
  /** What pairs of one name are sorted by. */
  readonly sortedBy: NamePlace;
}

export interface PairQuery {
  /** Only pairs with a record of this noun; default: all. */
  readonly noun?: Noun | undefined;
  /** The minimum score, in percent. */
  readonly threshold: number;
  /** Only so many, the surest; default: all. */
  readonly limit?: number | undefined;
}

/** The kinds of records to compare, each once. */
export function kindsOf(nouns: Nouns, noun: Noun | undefined): ReadonlySet<ComparedKind> {
  const compared = noun === undefined ? nouns.comparable : [noun];
  return new Set(compared.flatMap((each) => nouns.get(each).comparedAs ?? []));
}

/** Pairs that are marked as different. */
export async function distinctPairs(engine: Engine): Promise<ReadonlySet<string>> {
  const rows = await sql<{ one: string; other: string }>`select one, other from distinct_pair`.all(engine);
  return new Set(rows.map(({ one, other }) => `${one} ${other}`));
}

/** The pairs whose score is enough, in no order. */
export async function scored(
  engine: Engine,
  pairs: readonly (readonly [Member, Member])[],
  names: Awaited<ReturnType<typeof makeNameComparer>>,
  threshold: number,
): Promise<Pair[]> {
  const traits = new Map<Noun, Awaited<ReturnType<typeof traitsOf>>>();
  for (const [noun, members] of Map.groupBy(pairs.flat(), (member) => member.noun))
    traits.set(noun, await traitsOf(engine, noun, [...new Set(members.map(({ id }) => id))]));
  const found: Pair[] = [];
  for (const pair of pairs) {
    const [one, other] = pair.toSorted(keptFirst);
    const [mine, theirs] = [one, other].map((member) => member && traits.get(member.noun)?.get(member.id));
    if (!one || !other || !mine || !theirs) continue;
    const { score, reasons, shared } = scoreDuplicate(mine, theirs, names);
    if (score < threshold) continue;
    found.push({
      one: { noun: one.noun, id: one.id },
      other: { noun: other.noun, id: other.id },
      score,
      reasons,
      shared,
      sortedBy: { place: mine.company ?? '', name: mine.nameKey },
    });
  }
  return found;
}

/** The record to keep comes first: the older one, and a contact before a lead. */
export function keptFirst(a: Member, b: Member): number {
  if (a.noun !== b.noun) return a.noun < b.noun ? -1 : 1;
  return a.id - b.id;
}

/** The most likely pairs first. */
export function bySurety(a: Pair, b: Pair): number {
  return (
    b.score - a.score ||
    SHARED_KEYS.indexOf(a.shared) - SHARED_KEYS.indexOf(b.shared) ||
    (a.shared === 'name' ? compareNames(a.sortedBy, b.sortedBy) : 0) ||
    a.one.id - b.one.id ||
    a.other.id - b.other.id
  );
}
