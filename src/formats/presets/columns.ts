import { headerKey } from '../field-names.ts';
import type { Layout, Link, Preset, Subject } from './preset.ts';

/** A column in a layout. */
export interface Column {
  /** Our field; null if the column is dropped or holds ids. */
  readonly field: string | null;
  /** The possible targets of the column's ids; empty if it holds none. */
  readonly links: readonly Link[];
  /** Word mapping of this column only; keys in lower case. */
  readonly words: Readonly<Record<string, string>> | null;
  /** Whether its numbers are chances from 0 to 1. */
  readonly fraction: boolean;
  /** Whether its texts are HTML. */
  readonly html: boolean;
  /** The header key of the column with the time of its days; null if there is none. */
  readonly time: string | null;
  /** The field for the first part of `Parent : Child`; null if the column has no such names. */
  readonly front: string | null;
  /** The target of its ids, if it cannot be resolved here; null otherwise. */
  readonly aside: Subject | null;
}

/**
 * Looks up a header, in any spelling, in a layout; null if unknown. ` (…)` names the table a column was joined from:
 * `Email (Primary Contact) (Contact)`.
 */
export function columnLookup(preset: Preset, layout: Layout): (header: string) => Column | null {
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
