import { conflict, isCrmError, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { countRecords } from '../../store/records.ts';
import { type Segment, segmentNamed, segments } from '../../store/segments.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection } from '../records/selection.ts';

/** A filter to save under a name. */
export interface NewSegment {
  readonly name: string;
  readonly noun: Noun;
  readonly filter: string;
}

/** Saves a filter; returns the number of matching records. Throws `conflict` if the name exists. */
export async function addSegment(
  deps: Deps,
  { name, noun, filter }: NewSegment,
): Promise<{ readonly count: number }> {
  const { store } = deps;
  if (name === '') throw usage('a segment needs a name');
  const fields = await fieldsOf(store, store.db.nouns.get(noun));
  const where = await readSelection(deps, noun, fields, { filters: [filter] });
  await store.change(async (tx) => {
    const existing = (await segments(tx)).find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (existing)
      throw conflict(`a segment "${existing.name}" exists: ${existing.filter}`, {
        code: 'segment-exists',
        name: existing.name,
      });
    await tx.insert('segment', { name, noun, filter });
  }, `added the segment ${name}`);
  return { count: await countRecords(store.engine, noun, where) };
}

/** Removes a saved filter; returns its stored name. Throws `not-found`. */
export async function removeSegment({ store }: Deps, text: string): Promise<string> {
  const { id, name } = await segmentNamed(store.db, text);
  await store.change((tx) => tx.remove('segment', id), `removed the segment ${name}`);
  return name;
}

/** A saved filter with its number of matching records. */
export interface CountedSegment extends Segment {
  /** Null if the filter names something that no longer exists. */
  readonly count: number | null;
  /** The problem with the filter then. */
  readonly problem: string | null;
}

/** A saved filter by name. Throws `not-found`. */
export function findSegment({ store }: Deps, name: string): Promise<Segment> {
  return segmentNamed(store.db, name);
}

/** Lists the saved filters, optionally of one noun. */
export async function listSegments(deps: Deps, noun?: Noun): Promise<readonly CountedSegment[]> {
  const counted: CountedSegment[] = [];
  for (const segment of await segments(deps.store.db, noun))
    counted.push({ ...segment, ...(await countFitting(deps, segment)) });
  return counted;
}

async function countFitting(
  deps: Deps,
  { name, noun }: Segment,
): Promise<Pick<CountedSegment, 'count' | 'problem'>> {
  const { store } = deps;
  try {
    const fields = await fieldsOf(store, store.db.nouns.get(noun));
    const where = await readSelection(deps, noun, fields, { filters: [], segment: name });
    return { count: await countRecords(store.engine, noun, where), problem: null };
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { count: null, problem: error.message };
  }
}
