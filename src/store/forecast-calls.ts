import type { ClosedPeriod } from '../domain/reports/period.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** What a user said to expect of a period. */
export interface ForecastCall {
  readonly id: number;
  readonly user: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly commit_minor: number;
  readonly best_minor: number | null;
  readonly currency: string;
  readonly note: string | null;
  /** UTC ISO 8601. */
  readonly at: string;
}

/** What users said, the latest first. */
export function forecastCalls(db: Db): Promise<ForecastCall[]> {
  return sql<ForecastCall>`
    select forecast_call.id, "user".name as "user", from_day, to_day, commit_minor, best_minor, currency, note, at
    from forecast_call join "user" on "user".id = forecast_call.user_id
    order by at desc, forecast_call.id desc nulls last`.all(db);
}

/** The last word of each user on a period, before a moment if one is given. */
export async function latestCalls(db: Db, { from, to }: ClosedPeriod): Promise<ForecastCall[]> {
  const all = (await forecastCalls(db)).filter((call) => call.from_day === from && call.to_day === to);
  return [...Map.groupBy(all, ({ user }) => user).values()].flatMap((own) => own.slice(0, 1));
}

/** Keeps what the acting user expects; returns its number. */
export function addForecastCall(
  tx: Tx,
  period: ClosedPeriod,
  call: Pick<ForecastCall, 'commit_minor' | 'best_minor' | 'currency' | 'note'>,
): Promise<number> {
  return tx.insert('forecast_call', {
    user_id: tx.userId,
    from_day: period.from,
    to_day: period.to,
    ...call,
    at: tx.now,
  });
}
