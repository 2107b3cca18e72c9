import { type Db, sql } from './sql.ts';

/** A contract whose last day is over. */
interface EndedContract {
  readonly id: number;
  readonly ends_on: string;
  readonly term: number | null;
  readonly auto_renews: number;
}

/** Active contracts whose last day is before today. */
export function endedContracts(db: Db, today: string, limit: number): Promise<EndedContract[]> {
  return sql<EndedContract>`
    select id, ends_on, term, auto_renews from contract
    where status = 'active' and ends_on < ${today} order by id limit ${limit}`.all(db);
}

/** An asset whose service is due. */
interface DueAsset {
  readonly id: number;
  readonly title: string;
  readonly service_due: string;
  readonly account_id: number | null;
  readonly contact_id: number | null;
  readonly owner_id: number | null;
}

/** Active assets whose service is due by a day, and has no task yet. */
export function assetsToService(db: Db, last: string, limit: number): Promise<DueAsset[]> {
  return sql<DueAsset>`
    select id, name || coalesce(' ' || serial, '') as title, service_due, account_id, contact_id, owner_id from asset
    where status = 'active' and service_due <= ${last} and service_noted is distinct from service_due
    order by id limit ${limit}`.all(db);
}
