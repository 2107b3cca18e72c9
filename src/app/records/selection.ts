import { isCrmError, usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { namesOtherRecords, parseFilter } from '../../domain/filter/parse.ts';
import { findNearest } from '../../domain/suggest.ts';
import { checkFilterNames } from '../../store/filter-names.ts';
import { readLinks } from '../../store/formulas.ts';
import type { SortKey } from '../../store/record-select.ts';
import { segmentNamed } from '../../store/segments.ts';
import type { Deps } from '../deps.ts';

/** The selected records of a noun: those that match all criteria. */
export interface Selection {
  /** Filter expressions. */
  readonly filters: readonly string[];
  /** Name of a saved filter. */
  readonly segment?: string | undefined;
  /** A condition that no text says. */
  readonly within?: Condition | undefined;
}

/**
 * The condition of a selection; undefined for all records. Throws `not-found` for an unknown stage, pipeline or user,
 * which a saved filter may still name. `openSegments` are those whose filter this is to be.
 */
export async function readSelection(
  { store: { db }, clock, timeSettings, user, currency }: Deps,
  noun: Noun,
  fields: readonly Field[],
  { filters, segment, within }: Selection,
  openSegments?: readonly string[],
): Promise<Condition | undefined> {
  const saved = segment === undefined ? undefined : await segmentNamed(db, segment, noun);
  const texts = saved ? [...filters, saved.filter] : filters;
  const isList = saved?.filter === '';
  const { derived } = db.nouns.get(noun);
  const linked = texts.some((text) => namesOtherRecords(text, derived))
    ? { noun, links: await readLinks(db) }
    : undefined;
  const env = { now: clock.now(), timeSettings, user, currency, nouns: db.nouns.names, linked, openSegments };
  const parts: Condition[] = filters.map((text) => parseFilter(text, fields, env));
  for (const part of parts) await checkFilterNames(db, part, user);
  if (saved && isList) parts.push({ type: 'segment', id: saved.id, where: null });
  else if (saved) {
    const { name, filter } = saved;
    try {
      parts.push(parseFilter(filter, fields, { ...env, openSegments: [name] }));
    } catch (error) {
      // The filter was valid when it was saved, but a field may have been removed since.
      if (!isCrmError(error)) throw error;
      throw usage(`segment "${name}": ${error.message}`, {
        code: 'broken-segment',
        name,
        original: error,
      });
    }
  }
  if (within) parts.push(within);
  const [first, ...others] = parts;
  return others.length === 0 ? first : { type: 'and', parts };
}

/** Reads a sort order such as `-amount,name`. Throws `usage` for an unknown column. */
export function readSortOrder(text: string, fields: readonly Field[]): SortKey[] {
  return text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .map((key) => {
      const name = key.replace(/^[-+]/, '').toLowerCase().replaceAll('-', '_');
      const field = fields.find((candidate) => candidate.name === name);
      if (field) return { field, descending: key.startsWith('-') };
      const [near = null] = findNearest(
        name,
        fields.map((candidate) => candidate.name),
      );
      throw usage(`cannot sort by "${name}": unknown column`, { code: 'unknown-sort', near });
    });
}
