import type { Money } from '../domain/money.ts';
import { type Db, type Sql, sql } from './sql.ts';

/** A change of what somebody thinks of a deal. */
export interface OppForecastChange {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly user: string;
  /** Categories; null for that of the stage. */
  readonly from: string | null;
  readonly to: string | null;
  /** What was expected of it after the change; null for its amount. */
  readonly amount: Money | null;
  readonly note: string | null;
}

/** The forecast of a deal: its category, null for that of its stage, and what is expected of it. */
interface OppForecast {
  readonly category: string | null;
  readonly amount: Money | null;
}

/** How the forecast of a deal changed, the latest first, with the note that was logged with it. */
export async function oppForecastChanges(db: Db, id: number): Promise<OppForecastChange[]> {
  const before = (column: string): Sql =>
    sql`${(dialect) => dialect.jsonValue(sql`r.before`, `$.${column}`)}`;
  const has = (column: string): Sql<boolean> =>
    sql<boolean>`${(dialect) => dialect.jsonHas(sql`r.before`, `$.${column}`)}`;
  const rows = await sql<ChangeRow>`
    select change.at, change.user_name as "user",
      case when ${has('forecast')} then 1 else 0 end as "hasCategory", ${before('forecast')} as category,
      case when ${has('forecast_amount_minor')} or ${has('forecast_amount_currency')} then 1 else 0 end as "hasAmount",
      ${before('forecast_amount_minor')} as minor, ${before('forecast_amount_currency')} as currency,
      (select activity.body from change_row n join activity on activity.id between n.row_id and n.last_id
        where n.change_id = change.id and n.tbl = 'activity' and n.op = 'insert' and activity.opp_id = ${id}
        order by activity.id limit 1) as note
    from change_row r join change on change.id = r.change_id
    where r.tbl = 'opp' and r.row_id = ${id} and r.last_id >= ${id} and r.op = 'update'
      and (${has('forecast')} or ${has('forecast_amount_minor')} or ${has('forecast_amount_currency')})
    order by change.id desc`.all(db);
  let after = await presentForecast(db, id);
  return rows.map((row) => {
    const { at, user, note } = row;
    const [to, was] = [after, forecastBefore(row, after)];
    after = was;
    return { at, user, from: was.category, to: to.category, amount: to.amount, note };
  });
}

interface ChangeRow {
  readonly at: string;
  readonly user: string;
  /** 1 if the category was changed, 0 if it stayed. */
  readonly hasCategory: number;
  readonly category: string | null;
  readonly hasAmount: number;
  /** Minor units and currency, of those that were changed. */
  readonly minor: number | null;
  readonly currency: string | null;
  readonly note: string | null;
}

async function presentForecast(db: Db, id: number): Promise<OppForecast> {
  const row = await sql<{ category: string | null; minor: number | null; currency: string | null }>`
    select forecast as category, forecast_amount_minor as minor, forecast_amount_currency as currency
    from opp where id = ${id}`.first(db);
  return { category: row?.category ?? null, amount: moneyOf(row?.minor ?? null, row?.currency ?? null) };
}

function forecastBefore(row: ChangeRow, after: OppForecast): OppForecast {
  const { hasCategory, category, hasAmount, minor, currency } = row;
  // The journal has what changed: the currency alone or the number alone where the other stayed.
  const amount = moneyOf(minor ?? after.amount?.minor ?? null, currency ?? after.amount?.currency ?? null);
  return {
    category: hasCategory === 1 ? category : after.category,
    amount: hasAmount === 1 ? (minor === null && currency === null ? null : amount) : after.amount,
  };
}

function moneyOf(minor: Money['minor'] | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}
