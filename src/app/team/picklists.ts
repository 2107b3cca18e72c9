import { closeSpellings } from '../../domain/close-spellings.ts';
import { usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import { PICKLIST_NAMES, PICKLISTS, type PicklistName } from '../../domain/picklists.ts';
import {
  addValues,
  closePicklist,
  kindOfNew,
  mergeValues,
  removeValue,
  renameValue,
  reorderValues,
} from '../../store/picklist-changes.ts';
import {
  columnsOfPicklist,
  type Picklist,
  picklistUse,
  readPicklist,
  requireValue,
} from '../../store/picklists.ts';
import type { ProgressCallback } from '../../store/progress.ts';
import type { Deps } from '../deps.ts';

/** What a change of a list came to. */
interface PicklistChange {
  /** Null if nothing changed. */
  readonly changeId: number | null;
  /** Number of records that got another value. */
  readonly records: number;
}

/** The list of that name. Throws `usage` with the nearest. */
export function picklistNamed(text: string): PicklistName {
  const name = text.trim().toLowerCase().replaceAll('_', '-').replaceAll(' ', '-');
  const one = name.replace(/ies$/, 'y').replace(/(?<!u)s$/, '');
  return PICKLIST_NAMES.find((known) => known === one) ?? oneOf('unknown picklist', name, PICKLIST_NAMES);
}

/** All lists, with the fields that have their values. */
export async function listPicklists({
  store: { db },
}: Deps): Promise<(Picklist & { readonly label: string; readonly fields: readonly string[] })[]> {
  const lists = [];
  const fieldsOfRows = new Map(
    [...db.nouns].flatMap(({ noun, lists: rows = [] }) =>
      rows.map(({ table, field }) => [table, `${noun}.${field}`] as const),
    ),
  );
  for (const name of PICKLIST_NAMES)
    lists.push({
      ...(await readPicklist(db, name)),
      label: PICKLISTS[name],
      fields: columnsOfPicklist(db.nouns, name).map(
        ({ table, column }) => fieldsOfRows.get(table) ?? `${table}.${column}`,
      ),
    });
  return lists;
}

/** The values of a list, in order, with the number of records that have each. */
export async function showPicklist({ store: { db } }: Deps, name: PicklistName) {
  const { values } = await readPicklist(db, name);
  const used = await picklistUse(db, name);
  return values.map((value) => ({ ...value, used: used.get(value.name) ?? 0 }));
}

/** The names of the values of a list, in order. */
export async function picklistValues({ store: { db } }: Deps, name: PicklistName): Promise<string[]> {
  return (await readPicklist(db, name)).values.map((value) => value.name);
}

/** Values of a list that are probably the same, with the one to keep. */
export async function suggestMerges(deps: Deps, name: PicklistName) {
  const values = await showPicklist(deps, name);
  const used = new Map(values.map((value) => [value.name, value.used]));
  return closeSpellings(values).map((pair) => ({
    ...pair,
    used: used.get(pair.name) ?? 0,
    keptUsed: used.get(pair.keep) ?? 0,
  }));
}

/** Adds values at the end of a list; a status has a `kind`, its meaning. */
export async function addPicklistValues(
  { store }: Deps,
  name: PicklistName,
  texts: readonly string[],
  kind: string | undefined,
): Promise<void> {
  const values = texts.map(readValue);
  const meaning = kindOfNew(name, kind);
  await store.change(
    (tx) => addValues(tx, name, values, meaning),
    `added ${values.map((value) => `"${value}"`).join(', ')} to the picklist ${name}`,
  );
}

/** Renames a value in its list and in all records. */
export function renamePicklistValue(
  deps: Deps,
  name: PicklistName,
  from: string,
  to: string,
): Promise<PicklistChange> {
  const value = readValue(to);
  return rewrite(deps, `renamed "${from}" of the picklist ${name} to "${value}"`, (tx, report) =>
    renameValue(tx, name, from, value, report),
  );
}

/** Merges values of a list into another, whose name in the list is returned too. */
export async function mergePicklistValues(
  deps: Deps,
  name: PicklistName,
  texts: readonly string[],
  into: string,
): Promise<PicklistChange & { readonly kept: string }> {
  const merged = texts.map((text) => `"${text}"`).join(', ');
  const kept = requireValue(await readPicklist(deps.store.db, name), into).name;
  const change = await rewrite(
    deps,
    `merged ${merged} of the picklist ${name} into "${kept}"`,
    (tx, report) => mergeValues(tx, name, texts, kept, report),
  );
  return { ...change, kept };
}

/** Removes a value that no record has. */
export async function removePicklistValue({ store }: Deps, name: PicklistName, text: string): Promise<void> {
  await store.change((tx) => removeValue(tx, name, text), `removed "${text}" from the picklist ${name}`);
}

/** Puts these values of a list first. */
export async function reorderPicklist(
  { store }: Deps,
  name: PicklistName,
  texts: readonly string[],
): Promise<PicklistChange> {
  const { id } = await store.change(
    (tx) => reorderValues(tx, name, texts),
    `changed the order of the picklist ${name}`,
  );
  return { changeId: id, records: 0 };
}

/** Closes a list to other values than its own, or opens it. */
export async function setPicklistClosed(
  { store }: Deps,
  name: PicklistName,
  isClosed: boolean,
): Promise<PicklistChange> {
  const { id } = await store.change(
    (tx) => closePicklist(tx, name, isClosed),
    `${isClosed ? 'closed' : 'opened'} the picklist ${name}`,
  );
  return { changeId: id, records: 0 };
}

async function rewrite(
  { store, withProgress }: Deps,
  summary: string,
  work: (tx: Parameters<typeof renameValue>[0], report: ProgressCallback) => Promise<number>,
): Promise<PicklistChange> {
  const { id, result } = await withProgress('Changing records', 'nothing was changed', (report) =>
    store.change((tx) => work(tx, report), summary),
  );
  return { changeId: id, records: result };
}

function readValue(text: string): string {
  const value = text.replace(/\s+/g, ' ').trim();
  if (value === '') throw usage('a value of a picklist cannot be blank');
  return value;
}
