import { addDaysTo, startOf, toLocalDate } from '../../domain/dates/calendar.ts';
import { addUnitsTo, startOfUnit } from '../../domain/dates/fiscal.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { readWanted, type Target, targetPeriodText, workingDaysIn } from '../../domain/target.ts';
import { hasTargetChange, setTarget, targets } from '../../store/targets.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { ownerOf } from './targets.ts';

/** Settings of earlier times that say what is to be reached; undefined for none. */
export interface TargetSettings {
  /** The amount of each month, of everybody together. */
  readonly target: string | undefined;
  /** The dials of the acting user on each working day. */
  readonly dailyDials: string | undefined;
}

/** A setting that became targets. */
export interface AdoptedSetting {
  readonly setting: 'target' | 'daily_dials';
  /** The periods of the targets, as they are shown. */
  readonly periods: readonly string[];
}

/**
 * Makes targets of the settings, for the present year and the next, once: what was changed or removed since is left alone.
 * Returns the settings that became targets. Days that have a target keep it.
 */
export async function adoptTargetSettings(
  deps: Deps,
  { target, dailyDials }: TargetSettings,
): Promise<AdoptedSetting[]> {
  const adopted: AdoptedSetting[] = [];
  if (target !== undefined) {
    const { wanted, currency } = readWanted(target, 'amount', deps.currency);
    const set = (period: ClosedPeriod) => ({
      ...{ userId: null, teamId: null, measure: 'amount' as const, currency, period },
      wanted: wanted * monthsIn(period),
    });
    adopted.push({ setting: 'target', periods: await adopt(deps, 'target', async () => set) });
  }
  if (dailyDials !== undefined) {
    const setOf = async (tx: Tx) => {
      const owner = await ownerOf(tx, 'me');
      return (period: ClosedPeriod) => ({
        ...{ ...owner, measure: 'dials' as const, currency: null, period },
        wanted: Number(dailyDials) * workingDaysIn(period),
      });
    };
    adopted.push({ setting: 'daily_dials', periods: await adopt(deps, 'daily_dials', setOf) });
  }
  return adopted.filter(({ periods }) => periods.length > 0);
}

/** Sets the targets of the years that a setting was not made into targets of before; returns those years. */
async function adopt(
  { store, clock, calendar, user }: Deps,
  setting: AdoptedSetting['setting'],
  targetOf: (tx: Tx) => Promise<(period: ClosedPeriod) => Target>,
): Promise<string[]> {
  const first = startOfUnit('year', toLocalDate(clock.now()), calendar);
  const second = addUnitsTo('year', first, 1);
  const years = [first, second].map((from) => ({ from, to: addDaysTo(addUnitsTo('year', from, 1), -1) }));
  const summaryOf = (year: ClosedPeriod) =>
    `made the setting ${setting} the target of ${targetPeriodText(year, calendar)}`;
  const adopted: string[] = [];
  for (const year of years) {
    const summary = summaryOf(year);
    if (await hasTargetChange(store.db, summary, setting === 'target' ? null : user)) continue;
    const { id } = await store.change(async (tx) => {
      const of = await targetOf(tx);
      const { userId, teamId, measure } = of(year);
      const taken = (await targets(tx)).filter(
        (each) =>
          each.userId === userId &&
          each.teamId === teamId &&
          each.measure === measure &&
          overlap(each.period, year),
      );
      const free =
        taken.length === 0
          ? [year]
          : monthsOf(year).filter((month) => !taken.some(({ period }) => overlap(period, month)));
      for (const period of free) await setTarget(tx, of(period));
    }, summary);
    if (id !== null) adopted.push(targetPeriodText(year, calendar));
  }
  return adopted;
}

const overlap = (one: ClosedPeriod, other: ClosedPeriod) => one.from <= other.to && other.from <= one.to;

const monthsOf = ({ from, to }: ClosedPeriod): ClosedPeriod[] =>
  Array.from({ length: monthsIn({ from, to }) }, (_, at) => ({
    from: startOf('month', from, at),
    to: addDaysTo(startOf('month', from, at + 1), -1),
  }));

function monthsIn({ from, to }: ClosedPeriod): number {
  let count = 0;
  for (let month = from; month <= to; month = startOf('month', month, 1)) count++;
  return count;
}
