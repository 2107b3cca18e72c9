import { BOARD_VIEWS, CARD_ORDERS, LANE_GROUPS } from '../../domain/board.ts';
import { conflict, notFound, usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import { readColumns, SAVED_VIEW_KEYS, type SavedView, savedViewNamed } from '../../domain/saved-view.ts';
import { findNearest } from '../../domain/suggest.ts';
import { savedViews, storeView } from '../../store/board/saved-views.ts';
import { checkFilterNames } from '../../store/filter-names.ts';
import type { Db } from '../../store/sql.ts';
import { pipelineNamed } from '../../store/stages.ts';
import { userNamed } from '../../store/users.ts';
import type { Deps } from '../deps.ts';
import { dealFilters } from './filters.ts';

/** The owner that a saved view has where it shows the deals of whoever looks. */
const ME = 'me';

/** Lists the saved views, those with a digit first; the deals of whoever looks are those of the acting user. */
export function listSavedViews({ store, user }: Deps): Promise<readonly SavedView[]> {
  return viewsOf(store.db, user);
}

async function viewsOf(db: Db, user: string): Promise<readonly SavedView[]> {
  const views = await savedViews(db);
  return views.map((view) =>
    view.query.owner === ME ? { ...view, query: { ...view.query, owner: user } } : view,
  );
}

/** The saved view of that name. Throws `not-found` with the nearest. */
async function findSavedView(db: Db, user: string, name: string): Promise<SavedView> {
  const views = await viewsOf(db, user);
  const found = savedViewNamed(views, name);
  if (found) return found;
  const names = [...BOARD_VIEWS, ...views.map((view) => view.name)];
  const [near] = findNearest(name, names);
  throw notFound(
    `unknown view "${name}"`,
    `${near === undefined ? '' : `Did you mean "${near}"?   `}One of: ${names.join(', ')}`,
  );
}

/** A view to save. `key` undefined: the first digit that is free, if any is. */
export interface NewView extends Pick<SavedView, 'name' | 'view' | 'query'> {
  readonly key?: string | null | undefined;
}

/** Saves a view; returns it. Throws `conflict` if the name exists, and `usage` for what a board cannot show. */
export async function addSavedView(deps: Deps, { key, ...given }: NewView): Promise<SavedView> {
  const view = await readView(deps, { ...given, key: null });
  const { result } = await deps.store.change(async (tx) => {
    const all = await savedViews(tx);
    refuseSameName(all, view.name, null);
    const free = SAVED_VIEW_KEYS.find((digit) => all.every((other) => other.key !== digit)) ?? null;
    const added = { ...view, key: key === undefined ? free : readKey(key) };
    return { ...added, id: await storeView(tx, added, null) };
  }, `added the view ${view.name}`);
  return result;
}

/** What is to be different about a saved view. */
export type ViewChange = Partial<Omit<NewView, 'query'>> & { readonly query?: Partial<SavedView['query']> };

/** Changes a saved view; returns it as it was, and the number of the change, null if nothing changed. */
export async function changeSavedView(
  deps: Deps,
  name: string,
  { key, query, ...changes }: ViewChange,
): Promise<{ readonly changeId: number | null; readonly before: SavedView }> {
  const { id, result } = await deps.store.change(
    async (tx) => {
      const before = await findSavedView(tx, deps.user, name);
      const view = await readView(deps, { ...before, ...changes, query: { ...before.query, ...query } });
      const after = { ...view, key: key === undefined ? before.key : readKey(key) };
      refuseSameName(await savedViews(tx), after.name, before.id);
      await storeView(tx, after, before.id);
      return before;
    },
    (before) => `changed the view ${before.name}`,
  );
  return { changeId: id, before: result };
}

/** Removes a saved view; returns its name. Throws `not-found`. */
export async function removeSavedView(deps: Deps, text: string): Promise<string> {
  const { id, name } = await findSavedView(deps.store.db, deps.user, text);
  await deps.store.change((tx) => tx.remove('board_view', id), `removed the view ${name}`);
  return name;
}

function refuseSameName(all: readonly SavedView[], name: string, own: number | null): void {
  const same = savedViewNamed(all, name);
  if (same && same.id !== own)
    throw conflict(`a view "${same.name}" exists`, { code: 'name-exists', noun: 'view', ref: same.name });
}

/** The digit, or null for `none`. Throws `usage` for any other. */
function readKey(key: string | null): SavedView['key'] {
  return key === null || key.trim().toLowerCase() === 'none' ? null : oneOf('no key', key, SAVED_VIEW_KEYS);
}

/** A view that can be opened: its names exist, its filter can be read. */
async function readView(deps: Deps, given: Omit<SavedView, 'id'>): Promise<Omit<SavedView, 'id'>> {
  const { db } = deps.store;
  const name = given.name.trim();
  if (name === '') throw usage('a view needs a name');
  if (BOARD_VIEWS.some((view) => view === name.toLowerCase()))
    throw usage(`"${name}" is a view of every board`, 'Give it another name.');
  const { pipeline, by, order, filter, owner, columns } = given.query;
  const view = oneOf('unknown view', given.view, BOARD_VIEWS);
  const typed = (await dealFilters(deps)).readTyped(filter);
  if (typed) await checkFilterNames(db, typed, deps.user);
  return {
    ...given,
    name,
    view,
    query: {
      ...given.query,
      pipeline: pipeline === null ? null : (await pipelineNamed(db, pipeline)).name,
      by: oneOf('unknown lanes', by, LANE_GROUPS),
      order: oneOf('unknown order', order, CARD_ORDERS),
      filter: filter.trim(),
      owner: owner === null ? null : await readOwner(deps, owner),
      columns: columns && readColumns(columns, view),
    },
  };
}

async function readOwner({ store, user }: Deps, owner: string): Promise<string> {
  const name = owner.trim();
  if (name === ME || name.toLowerCase() === user.toLowerCase()) return ME;
  return (await userNamed(store.db, name)).name;
}
