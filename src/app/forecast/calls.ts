import { conflict, usage } from '../../domain/errors.ts';
import { decimalText, type Money } from '../../domain/money.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { targetPeriodText } from '../../domain/target.ts';
import { addForecastCall, type ForecastCall, forecastCalls } from '../../store/forecast-calls.ts';
import type { Deps } from '../deps.ts';
import { ownersNamed } from '../team/owners.ts';

/** What the acting user expects of a period. */
export interface NewForecastCall {
  readonly period: ClosedPeriod;
  readonly commit: Money;
  readonly best: Money | null;
  readonly note: string | undefined;
}

/** Keeps what the acting user expects, beside what they said before. Throws `usage` for amounts that do not fit. */
export async function submitForecast(deps: Deps, call: NewForecastCall): Promise<string> {
  const { period, commit, best, note } = call;
  if (best && best.currency !== commit.currency)
    throw conflict(
      `what you commit to is in ${commit.currency}, and the best case in ${best.currency}`,
      'Give both in one currency.',
    );
  if (best && best.minor < commit.minor)
    throw usage(
      'the best case is less than what you commit to',
      'At best at least as much is won as you commit to.',
    );
  if (Number(commit.minor) < 0) throw usage('--commit is below 0');
  const { user, store, calendar } = deps;
  const text = `${user}, ${targetPeriodText(period, calendar)}: ${decimalText(commit)} ${commit.currency}`;
  await store.change(
    (tx) =>
      addForecastCall(tx, period, {
        commit_minor: Number(commit.minor),
        best_minor: best ? Number(best.minor) : null,
        currency: commit.currency,
        note: note?.trim() || null,
      }),
    `forecast of ${text}`,
  );
  return text;
}

/** What people said of periods, the latest first; of a user or a team, of a period that has a day in common. */
export async function forecastHistory(
  deps: Deps,
  owner: string | undefined,
  period: ClosedPeriod | undefined,
): Promise<ForecastCall[]> {
  const owners = owner === undefined ? null : await ownersNamed(deps, owner);
  return (await forecastCalls(deps.store.db)).filter(
    (call) =>
      (owners === null || owners.users.includes(call.user)) &&
      (period === undefined || (call.from_day <= period.to && call.to_day >= period.from)),
  );
}
