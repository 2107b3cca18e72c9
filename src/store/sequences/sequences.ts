import { notFound } from '../../domain/errors.ts';
import { parseSequence } from '../../domain/sequences/parse-sequence.ts';
import type { SequencePlan } from '../../domain/sequences/sequence.ts';
import { findNearest } from '../../domain/suggest.ts';
import { type Db, sql } from '../sql.ts';

/** A sequence in its latest version. */
export interface StoredSequence {
  readonly id: number;
  readonly name: string;
  /** The version that new people get. */
  readonly version: number;
  readonly text: string;
  /** People who begin on a day at most; null for any number. */
  readonly startsPerDay: number | null;
  /** UTC ISO 8601. */
  readonly updatedAt: string;
}

/** All sequences, by name. */
export function sequences(db: Db): Promise<StoredSequence[]> {
  return sql<StoredSequence>`
    select sequence.id, sequence.name, sequence.version, sequence_version.text,
      sequence.starts_per_day as "startsPerDay", sequence.updated_at as "updatedAt"
    from sequence join sequence_version
      on sequence_version.sequence_id = sequence.id and sequence_version.number = sequence.version
    order by lower(sequence.name) nulls first`.all(db);
}

/** The sequence of that name. Throws `not-found` with the nearest. */
export async function sequenceNamed(db: Db, name: string): Promise<StoredSequence> {
  const all = await sequences(db);
  const found = all.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  const [near = null] = findNearest(
    name,
    all.map((each) => each.name),
  );
  throw notFound(`unknown sequence "${name}"`, { code: 'unknown-name', noun: 'sequence', near });
}

/** How many people begin a sequence on a day at most; null for any number. */
export async function startsPerDay(db: Db, sequenceId: number): Promise<number | null> {
  const row = await sql<{ starts_per_day: number | null }>`
    select starts_per_day from sequence where id = ${sequenceId}`.first(db);
  return row?.starts_per_day ?? null;
}

/** A version of a sequence. */
export interface SequenceVersion {
  readonly number: number;
  readonly text: string;
  /** UTC ISO 8601. */
  readonly createdAt: string;
}

/** The versions of a sequence, the latest first. */
export function versionsOf(db: Db, sequenceId: number): Promise<SequenceVersion[]> {
  return sql<SequenceVersion>`
    select number, text, created_at as "createdAt" from sequence_version
    where sequence_id = ${sequenceId} order by number desc nulls last`.all(db);
}

/** Reads plans of versions, each once. */
export class SequencePlans {
  readonly #db: Db;
  readonly #known = new Map<string, SequencePlan>();

  constructor(db: Db) {
    this.#db = db;
  }

  async of(run: { readonly sequenceId: number; readonly version: number }): Promise<SequencePlan> {
    const key = `${run.sequenceId} ${run.version}`;
    let plan = this.#known.get(key);
    if (!plan) {
      const { text } = await sql<{ text: string }>`
        select text from sequence_version
        where sequence_id = ${run.sequenceId} and number = ${run.version}`.one(this.#db);
      plan = parseSequence(text);
      this.#known.set(key, plan);
    }
    return plan;
  }
}
