import type { BoardView, CardOrder, LaneGroup } from '../../domain/board.ts';
import type { SavedView, SavedViewKey } from '../../domain/saved-view.ts';
import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';
import { pipelines } from '../stages.ts';
import type { Tx } from '../tx.ts';

type ViewRow = RowOf<'board_view'>;

/** All saved views: those with a digit first, in the order of the keyboard, then by name. */
export async function savedViews(db: Db): Promise<SavedView[]> {
  const rows = await sql<ViewRow>`
    select * from board_view order by case when key = '0' then '10' else key end nulls last, name`.all(db);
  if (rows.length === 0) return [];
  const names = new Map((await pipelines(db)).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    key: row.key as SavedViewKey | null,
    view: row.shape as BoardView,
    query: {
      pipeline: row.pipeline_id === null ? null : (names.get(row.pipeline_id) ?? null),
      by: row.lanes as LaneGroup,
      order: row.sort as CardOrder,
      filter: row.filter ?? '',
      owner: row.owner,
      columns: row.columns?.split(',') ?? null,
      collapsesClosed: row.collapsed === 1,
    },
  }));
}

/** Stores a view, new or in the place of one; a digit that another has is taken from that. Returns its number. */
export async function storeView(tx: Tx, view: Omit<SavedView, 'id'>, id: number | null): Promise<number> {
  const { name, key, query } = view;
  const all = await savedViews(tx);
  const before = key === null ? undefined : all.find((other) => other.key === key && other.id !== id);
  if (before) await tx.update('board_view', before.id, { key: null });
  const pipeline = (await pipelines(tx)).find((each) => each.name === query.pipeline);
  const values = {
    name,
    key,
    shape: view.view,
    lanes: query.by,
    sort: query.order,
    filter: query.filter === '' ? null : query.filter,
    owner: query.owner,
    pipeline_id: pipeline?.id ?? null,
    columns: query.columns?.join(',') ?? null,
    collapsed: query.collapsesClosed ? 1 : 0,
  };
  if (id === null) return tx.insert('board_view', values);
  await tx.update('board_view', id, values);
  return id;
}
