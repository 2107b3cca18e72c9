import { addDaysTo, addMonthsTo, toLocalDate, weekdayOf } from '../../domain/dates/calendar.ts';
import { setTarget } from '../targets.ts';
import type { Tx } from '../tx.ts';

/** What the demo's team is to win in a month on average, in minor units. */
const MONTH_MINOR = 25_000_000;
/** Calls of the acting user on each working day. */
const DAY_DIALS = 120;
const FRIDAY = 4;

/** Writes what the team is to win and the acting user to dial, for each year that a forecast of now shows. */
export async function writeTargets(tx: Tx): Promise<void> {
  const today = toLocalDate(tx.now);
  const years = [-2, 0, 12].map((months) => addMonthsTo(today, months).slice(0, 4));
  for (const year of new Set(years)) {
    const period = { from: `${year}-01-01`, to: `${year}-12-31` };
    const team = { userId: null, teamId: null, period };
    await setTarget(tx, { ...team, measure: 'amount', wanted: 12 * MONTH_MINOR, currency: 'USD' });
    const wanted = DAY_DIALS * workingDays(period);
    await setTarget(tx, { ...team, userId: tx.userId, measure: 'dials', wanted, currency: null });
  }
}

/** Days from Monday to Friday. */
function workingDays({ from, to }: { readonly from: string; readonly to: string }): number {
  let days = 0;
  for (let day = from; day <= to; day = addDaysTo(day, 1)) if (weekdayOf(day) <= FRIDAY) days++;
  return days;
}
