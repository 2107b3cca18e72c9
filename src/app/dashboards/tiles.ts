import { notFound, usage } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';
import { type DashboardTile, dashboardTiles } from '../../store/dashboards/tiles.ts';
import type { Deps } from '../deps.ts';

/** The dashboard that is meant where none is named. */
export const USUAL_DASHBOARD = 'team';

/** Longer names and titles fit nowhere. */
const MAX_CHARS = 80;

/** What a dashboard shows before a team has chosen. */
const USUAL_TILES: readonly ShownTile[] = [
  { title: 'Pipeline', line: 'report pipeline' },
  { title: 'Won this month', line: 'report won --period month --by owner' },
  { title: 'Won by month', line: "report won --period 'last 365 days' --by month" },
  { title: 'Funnel of 90 days', line: "report funnel --period 'last 90 days'" },
  { title: 'Activity of 30 days', line: "report activity --period 'last 30 days'" },
  { title: 'Deals that stand still', line: 'report stale' },
];

/** A tile as it is shown. */
export type ShownTile = Pick<DashboardTile, 'title' | 'line'>;

/** The tiles of a dashboard; those that are usual for the team's, if it has none. Throws `not-found` for another one. */
export async function tilesOf(
  { store }: Deps,
  name: string,
): Promise<{ readonly name: string; readonly tiles: readonly ShownTile[]; readonly isUsual: boolean }> {
  const all = await dashboardTiles(store.db);
  const tiles = all.filter(({ dashboard }) => isSame(dashboard, name));
  const [first] = tiles;
  if (first) return { name: first.dashboard, tiles, isUsual: false };
  if (isSame(name, USUAL_DASHBOARD))
    return {
      name: USUAL_DASHBOARD,
      tiles: USUAL_TILES,
      isUsual: true,
    };
  const names = [...new Set([USUAL_DASHBOARD, ...all.map(({ dashboard }) => dashboard)])];
  const [near] = findNearest(name, names);
  throw notFound(`there is no dashboard "${name}"`, { code: 'unknown-dashboard', name, near: near ?? null });
}

/** All tiles. */
export const listTiles = ({ store }: Deps): Promise<DashboardTile[]> => dashboardTiles(store.db);

/** Adds a tile at a place, from 1 on, else at the end; `taken` are names that mean something else. Returns its number. */
export async function addTile(
  deps: Deps,
  tile: {
    readonly dashboard: string;
    readonly line: string;
    readonly title: string | null;
    readonly at: number | null;
  },
  taken: readonly string[],
): Promise<number> {
  const dashboard = readName(tile.dashboard, taken);
  const title = readTitle(tile.title);
  const { result } = await deps.store.change(async (tx) => {
    const others = (await dashboardTiles(tx)).filter((each) => isSame(each.dashboard, dashboard));
    const place = placeAmong(others, tile.at);
    for (const other of others.slice(place))
      await tx.update('dashboard_tile', other.id, { position: other.position + 1 });
    const position = others[place]?.position ?? (others.at(-1)?.position ?? 0) + 1;
    return tx.insert('dashboard_tile', {
      dashboard: others[0]?.dashboard ?? dashboard,
      position,
      title,
      line: tile.line,
    });
  }, `added ${tile.line} to the dashboard ${dashboard}`);
  return result;
}

/** Changes a tile; undefined leaves a part as it is, and a blank title is that of the command again. */
export async function editTile(
  deps: Deps,
  id: number,
  patch: {
    readonly line?: string | undefined;
    readonly title?: string | undefined;
    readonly at?: number | undefined;
  },
): Promise<boolean> {
  const tile = await tileNumbered(deps, id);
  const parts = {
    ...(patch.title === undefined ? {} : { title: readTitle(patch.title) }),
    ...(patch.line === undefined ? {} : { line: patch.line }),
  };
  const { id: change } = await deps.store.change(async (tx) => {
    await tx.update('dashboard_tile', id, parts);
    if (patch.at === undefined) return;
    const others = (await dashboardTiles(tx)).filter((each) => isSame(each.dashboard, tile.dashboard));
    const order = others.filter((each) => each.id !== id);
    order.splice(placeAmong(order, patch.at), 0, tile);
    for (const [at, each] of order.entries())
      await tx.update('dashboard_tile', each.id, { position: at + 1 });
  }, `changed a tile of the dashboard ${tile.dashboard}`);
  return change !== null;
}

/** Removes tiles. Throws `not-found`. */
export async function removeTiles(deps: Deps, ids: readonly number[]): Promise<void> {
  const tiles: DashboardTile[] = [];
  for (const id of new Set(ids)) tiles.push(await tileNumbered(deps, id));
  await deps.store.change(
    async (tx) => {
      for (const { id } of tiles) await tx.remove('dashboard_tile', id);
    },
    `removed ${tiles.map(({ line }) => line).join(', ')} from the dashboard ${tiles[0]?.dashboard ?? ''}`,
  );
}

async function tileNumbered({ store }: Deps, id: number): Promise<DashboardTile> {
  const found = (await dashboardTiles(store.db)).find((tile) => tile.id === id);
  if (!found)
    throw notFound(`there is no tile ${id}`, { code: 'unknown-name', noun: 'dashboard', near: null });
  return found;
}

function placeAmong(others: readonly DashboardTile[], at: number | null): number {
  if (at === null) return others.length;
  if (at < 1) throw usage(`a place is 1 or more, not ${at}`);
  return Math.min(at - 1, others.length);
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase();

function readName(text: string, taken: readonly string[]): string {
  const name = text.trim();
  if (name === '' || name.startsWith('-') || name.length > MAX_CHARS)
    throw usage(`"${name.slice(0, 20)}" is no name for a dashboard`, {
      code: 'no-dashboard-name',
    });
  if (taken.includes(name.toLowerCase()))
    throw usage(`"${name}" is a verb of dashboards`, { code: 'dashboard-name-taken', name });
  return name;
}

function readTitle(text: string | null): string | null {
  const title = text?.trim() ?? '';
  if (title.length > MAX_CHARS)
    throw usage(`the title has more than ${MAX_CHARS} characters: ${title.slice(0, 20)}…`);
  return title === '' ? null : title;
}
