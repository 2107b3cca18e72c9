import { type Db, sql } from './sql.ts';

/** A change of what somebody thinks of a deal. */
export interface OppForecastChange {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly user: string;
  /** Categories; null for that of the stage. */
  readonly from: string | null;
  readonly to: string | null;
  readonly note: string | null;
}

/** How the forecast of a deal changed, the latest first, with the note that was logged with it. */
export function oppForecastChanges(db: Db, id: number): Promise<OppForecastChange[]> {
  return sql<OppForecastChange>`
    select change.at, change.user_name as "user",
      ${(dialect) => dialect.jsonValue(sql`r.before`, '$.forecast')} as "from",
      ${(dialect) => dialect.jsonValue(sql`r.after`, '$.forecast')} as "to",
      (select activity.body from change_row n join activity on activity.id between n.row_id and n.last_id
        where n.change_id = change.id and n.tbl = 'activity' and n.op = 'insert' and activity.opp_id = ${id}
        order by activity.id limit 1) as note
    from change_row r join change on change.id = r.change_id
    where r.tbl = 'opp' and r.row_id = ${id} and r.last_id >= ${id} and r.op = 'update'
      and ${(dialect) => dialect.jsonHas(sql`r.after`, '$.forecast')}
    order by change.id desc`.all(db);
}
