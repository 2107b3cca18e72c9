import { conflict, isCrmError, refused, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { countRecords } from '../../store/records.ts';
import { idsMatching, joinList, leaveList } from '../../store/segment-members.ts';
import { type Segment, segmentNamed, segments } from '../../store/segments.ts';
import type { Db } from '../../store/sql.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, type Selection } from '../records/selection.ts';

/** A filter to save under a name, or a list of records. */
export interface NewSegment {
  readonly name: string;
  readonly noun: Noun;
  /** Undefined only for a list, which is empty then. */
  readonly filter: string | undefined;
  /** Whether the records that match now are kept, and not the filter. */
  readonly isList?: boolean | undefined;
}

/** Saves a filter or a list; returns the number of its records. Throws `conflict` if the name exists. */
export async function addSegment(
  deps: Deps,
  { name, noun, filter, isList = false }: NewSegment,
): Promise<{ readonly count: number }> {
  const { store } = deps;
  if (name === '') throw usage('a segment needs a name');
  const where = filter === undefined ? null : await conditionOf(deps, noun, { filters: [filter] });
  const { result } = await store.change(async (tx) => {
    await requireFree(tx, name);
    const id = await tx.insert('segment', { name, noun, filter: isList ? '' : (filter ?? '') });
    if (isList && where !== null) await joinList(tx, id, await idsMatching(tx, noun, where));
    return id;
  }, `added the segment ${name}`);
  if (!isList && where !== null) return { count: await countRecords(store.engine, noun, where) };
  const there = { type: 'segment', id: result, where: null } as const;
  return { count: await countRecords(store.engine, noun, there) };
}

async function requireFree(db: Db, name: string): Promise<void> {
  const existing = (await segments(db)).find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (existing)
    throw conflict(
      `a segment "${existing.name}" exists: ${existing.filter === '' ? 'a list' : existing.filter}`,
      { code: 'segment-exists', name: existing.name },
    );
}

/** Changes the name or the filter of a segment. Throws `usage` for a filter that names the segment itself. */
export async function editSegment(
  deps: Deps,
  text: string,
  { name, filter }: { readonly name?: string | undefined; readonly filter?: string | undefined },
): Promise<string> {
  const { store } = deps;
  const { result } = await store.change(
    async (tx) => {
      const segment = await segmentNamed(tx, text);
      const renamed = name?.trim() ?? segment.name;
      if (renamed === '') throw usage('a segment needs a name');
      if (filter !== undefined && segment.filter === '')
        throw refused(`the segment "${segment.name}" is a list`, {
          code: 'segment-is-list',
          name: segment.name,
        });
      if (filter !== undefined) await conditionOf(deps, segment.noun, { filters: [filter] }, [segment.name]);
      if (renamed.toLowerCase() !== segment.name.toLowerCase()) await requireFree(tx, renamed);
      await tx.update('segment', segment.id, { name: renamed, ...(filter === undefined ? {} : { filter }) });
      return { segment, renamed };
    },
    ({ segment }) => `changed the segment ${segment.name}`,
  );
  return result.renamed;
}

/** Removes a segment; returns its stored name. Throws `not-found`, and `conflict` where something names it. */
export async function removeSegment({ store }: Deps, text: string): Promise<string> {
  const { id, name } = await segmentNamed(store.db, text);
  await store.change(async (tx) => {
    await leaveList(tx, id);
    await tx.remove('segment', id);
  }, `removed the segment ${name}`);
  return name;
}

/** Records that join or leave a list: these, and those of a selection. */
export interface ListInput {
  readonly list: Segment;
  readonly records: readonly number[];
  readonly selection: Selection;
}

/** The list of that name. Throws `refused` for a saved filter. */
export async function findList({ store }: Deps, name: string): Promise<Segment> {
  const segment = await segmentNamed(store.db, name);
  if (segment.filter === '') return segment;
  throw refused(`the segment "${segment.name}" is a filter: records are in it when they match`, {
    code: 'segment-is-filter',
    name: segment.name,
    noun: segment.noun,
  });
}

/** Puts records into a list, or takes them out of it; returns the number of those who were not, or were, in it. */
export async function changeList(
  deps: Deps,
  how: 'join' | 'leave',
  { list, records, selection }: ListInput,
): Promise<number> {
  const { store } = deps;
  const isSelected = selection.filters.length > 0 || selection.segment !== undefined;
  const where = isSelected ? await conditionOf(deps, list.noun, selection) : undefined;
  const { result } = await store.change(
    async (tx) => {
      const chosen = isSelected ? await idsMatching(tx, list.noun, where) : [];
      const all = [...new Set([...records, ...chosen])];
      return how === 'join' ? joinList(tx, list.id, all) : leaveList(tx, list.id, all);
    },
    (n) => (how === 'join' ? `${n} joined the list ${list.name}` : `${n} left the list ${list.name}`),
  );
  return result;
}

async function conditionOf(deps: Deps, noun: Noun, selection: Selection, openSegments?: readonly string[]) {
  const fields = await fieldsOf(deps.store, deps.store.db.nouns.get(noun));
  return readSelection(deps, noun, fields, selection, openSegments);
}

/** A segment with its number of records. */
export interface CountedSegment extends Segment {
  /** Null if the filter names something that no longer exists. */
  readonly count: number | null;
  /** The problem with the filter then. */
  readonly problem: string | null;
}

/** A segment by name. Throws `not-found`. */
export function findSegment({ store }: Deps, name: string): Promise<Segment> {
  return segmentNamed(store.db, name);
}

/** The names of the segments of a noun, whose records are not counted. */
export async function segmentNames({ store }: Deps, noun: Noun): Promise<readonly string[]> {
  return (await segments(store.db, noun)).map(({ name }) => name);
}

/** Lists the segments, optionally of one noun. */
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
  try {
    const where = await conditionOf(deps, noun, { filters: [], segment: name });
    return { count: await countRecords(deps.store.engine, noun, where), problem: null };
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { count: null, problem: error.message };
  }
}
