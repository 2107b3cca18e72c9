import type { Field } from '../../domain/field.ts';

/** A short option for a filter that is typed often: `--<option> <value>` is `field = value`. */
export interface Shortcut {
  readonly option: string;
  /** Placeholder of the value in help. */
  readonly place: string;
  readonly field: string;
  readonly help: string;
  /** The filter for a day (`YYYY-MM-DD`), where the value is one and the filter not `field = value`. */
  readonly filter?: (day: string) => string;
}

/** A short option without a value: what it selects, in which order. */
export interface Flag {
  readonly option: string;
  readonly help: string;
  readonly filter: string;
  /** The order of a list, where it is not the usual one. */
  readonly sort?: string;
}

export const shortcut = (option: string, place: string, field: string, help: string): Shortcut => ({
  option,
  place,
  field,
  help,
});

export const BY_OWNER = shortcut('owner', 'user', 'owner', 'with this owner');
export const BY_SOURCE = shortcut('source', 'source', 'source', 'from this source');
export const BY_TAG = shortcut('tag', 'tag', 'tags', 'with this tag');

/** The short options of a noun: its own, and one for each record that it can belong to: `--lead 42`. */
export function shortcutsOf({
  shortcuts,
  fields,
}: {
  readonly shortcuts: readonly Shortcut[];
  readonly fields: readonly Field[];
}): readonly Shortcut[] {
  const named = new Set(shortcuts.map(({ field }) => field));
  const relations = fields.filter(
    ({ name, type, target, access }) =>
      type === 'ref' && access === 'edit' && !NO_RECORDS.has(String(target)) && !named.has(name),
  );
  return [
    ...shortcuts,
    ...relations.map(({ name, target, help }) =>
      shortcut(name.replaceAll('_', '-'), target === 'opp' ? 'deal' : String(target), name, help),
    ),
  ];
}

/** Relations that are no records: each noun has short options for those that it needs. */
const NO_RECORDS: ReadonlySet<string> = new Set(['user', 'pipeline', 'stage']);
