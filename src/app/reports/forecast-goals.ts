import { addMinor, type Minor, type Money } from '../../domain/money.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { type Target, targetOfPeriod } from '../../domain/target.ts';
import { latestCalls } from '../../store/forecast-calls.ts';
import { targets } from '../../store/targets.ts';
import type { Deps } from '../deps.ts';
import { ownersNamed } from '../team/owners.ts';

/** What users expect of a period, added up. */
export interface Expectation {
  readonly commit: Money;
  readonly best: Money | null;
}

/** A user or a team, by name. */
interface GoalOwner {
  readonly name: string;
  readonly isTeam: boolean;
}

/** Whose targets and words count. */
export interface ForecastGoals {
  /** Names of users; null for all. */
  readonly names: readonly string[] | null;
  /** The target of a user or a team, or of whom the report is of. */
  target(of: GoalOwner | null, period: ClosedPeriod): Money | null;
  /** The names of the users of a user or a team. */
  usersOf(of: GoalOwner): Promise<readonly string[]>;
}

/** The targets of a user or a team, and with `usualTarget` that of everybody where none is set. */
export async function forecastGoals(
  deps: Deps,
  { owner, usualTarget }: { readonly owner: string | undefined; readonly usualTarget: Money | null },
): Promise<ForecastGoals> {
  const all = await targets(deps.store.db);
  const owners = owner === undefined ? null : await ownersNamed(deps, owner);
  const isTheirs = (target: Target & { readonly owner: string | null }) =>
    owners === null ? target.owner === null : target.owner === owners.name;
  return {
    names: owners?.users ?? null,
    target: (of, period) => {
      const own = all.filter((target) =>
        of === null ? isTheirs(target) : (target.teamId !== null) === of.isTeam && target.owner === of.name,
      );
      return targetOfPeriod(
        own.filter(({ measure }) => measure === 'amount'),
        of === null && owners === null ? usualTarget : null,
        period,
      );
    },
    usersOf: async ({ name, isTeam }) => (isTeam ? (await ownersNamed(deps, name)).users : [name]),
  };
}

/** An amount that is in this currency; else null. */
export const inCurrency = (money: Money | null, currency: string) =>
  money?.currency === currency ? money : null;

/** What people last said of a period, in this currency; null if nobody did. */
export async function latestExpectation(
  { store }: Deps,
  period: ClosedPeriod,
  names: readonly string[] | null,
  currency: string,
): Promise<Expectation | null> {
  const calls = (await latestCalls(store.db, period)).filter(
    (call) => call.currency === currency && (names === null || names.includes(call.user)),
  );
  if (calls.length === 0) return null;
  const sum = (minors: readonly Minor[]): Money => ({ minor: addMinor(0, ...minors), currency });
  const best = calls.flatMap((call) => (call.best_minor === null ? [] : [call.best_minor]));
  return {
    commit: sum(calls.map(({ commit_minor: minor }) => minor)),
    best: best.length > 0 ? sum(best) : null,
  };
}
