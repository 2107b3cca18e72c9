import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';

/** A tile of a dashboard: what a command line lists. */
export type DashboardTile = Pick<RowOf<'dashboard_tile'>, 'id' | 'dashboard' | 'position' | 'title' | 'line'>;

/** All tiles, in order, by dashboard. */
export function dashboardTiles(db: Db): Promise<DashboardTile[]> {
  return sql<DashboardTile>`
    select id, dashboard, position, title, line from dashboard_tile order by dashboard nulls last, position nulls last, id`.all(
    db,
  );
}
