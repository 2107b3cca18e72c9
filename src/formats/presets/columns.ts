import { headerKey } from '../field-names.ts';
import type { Layout, Link, Preset, Subject } from './preset.ts';

/** What a layout says of one column. */
export interface Column {
  /** Our field; null where the column is dropped or holds ids. */
  readonly field: string | null;
  /** What the ids of the column may point to; none where it holds none. */
  readonly links: readonly Link[];
  /** What words of this column alone mean: theirs in lower case. */
  readonly words: Readonly<Record<string, string>> | null;
  /** Whether its numbers are chances from 0 to 1. */
  readonly fraction: boolean;
  /** Whether its texts are HTML. */
  readonly html: boolean;
  /** The key of the header of the column that holds the time of its days; null where there is none. */
  readonly time: string | null;
  /** The field that the front of `Parent : Child` feeds; null where the column has no such names. */
  readonly front: string | null;
  /** What its ids are of, where those records cannot be told here; null where nothing is left aside. */
  readonly aside: Subject | null;
}

/**
 * Looks up what a layout says of a header, in any spelling; null where it says nothing. What follows ` (` says where a
 * column was joined from: `Email (Primary Contact) (Contact)`.
 */
export function columnsOf(preset: Preset, layout: Layout): (header: string) => Column | null {
  const fields = keyed(layout.columns);
  const links = keyed(layout.links ?? {});
  const words = keyed(layout.columnWords ?? {});
  const fronts = keyed(layout.paths ?? {});
  const fractions = new Set((layout.fractions ?? []).map(headerKey));
  const html = new Set((layout.html ?? []).map(headerKey));
  const times = keyed(layout.times ?? {});
  return (header) => {
    const [front = ''] = header.trim().split(' (');
    const key = [header, front].map(headerKey).find((each) => fields.has(each) || links.has(each)) ?? '';
    const field = fields.get(key) ?? (preset.noise?.test(header.trim()) ? '-' : undefined);
    const link = links.get(key);
    if (field === undefined && link === undefined) return null;
    return {
      field: field === undefined || field === '-' ? null : field,
      links: link ?? [],
      words: words.get(key) ?? null,
      fraction: fractions.has(key),
      html: html.has(key),
      time: times.has(key) ? headerKey(times.get(key) ?? '') : null,
      front: fronts.get(key) ?? null,
      aside: null,
    };
  };
}

function keyed<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(entries).map(([header, entry]) => [headerKey(header), entry]));
}
