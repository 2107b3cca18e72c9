import { addDaysTo, addMonthsTo, weekdayOf } from './dates/calendar.ts';
import { usage } from './errors.ts';

type Unit = 'day' | 'weekday' | 'week' | 'month' | 'year';

/** How often something recurs. */
interface Recurrence {
  readonly count: number;
  readonly unit: Unit;
}

const WORDS: Readonly<Record<string, string>> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: '3 months',
  quarter: '3 months',
  yearly: 'year',
  annually: 'year',
};
const EVERY = /^(?:every )?(?:(\d{1,3}) )?(day|weekday|week|month|year)s?$/;
const FRIDAY = 4;

/**
 * Normalizes a recurrence: `day`, `weekday`, `week`, `2 weeks`, `month`, `year`; also reads `weekly`, `every 2
 * weeks`, `quarterly`.
 * @throws usage error for anything else.
 */
export function readEvery(text: string): string {
  const { count, unit } = parseRecurrence(text);
  return count === 1 ? unit : `${count} ${unit}s`;
}

/** The next due day: the first of the series after `due` that is also after `today`. */
export function nextDue(every: string, due: string, today: string): string {
  const rhythm = parseRecurrence(every);
  for (let step = 1; ; step++) {
    const day = addSteps(due, rhythm, step);
    if (day > today && !(rhythm.unit === 'weekday' && weekdayOf(day) > FRIDAY)) return day;
  }
}

function parseRecurrence(text: string): Recurrence {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const [, count = '1', unit] = EVERY.exec(WORDS[words] ?? words) ?? [];
  if (unit === undefined || Number(count) === 0 || (unit === 'weekday' && count !== '1')) {
    throw usage(
      `cannot read "${text}" as a recurrence`,
      'Write it as day, weekday, week, "2 weeks", month, quarter or year',
    );
  }
  return { count: Number(count), unit: unit as Unit };
}

/** Counts from the first day, so that a series on the 31st does not drift after a short month. */
function addSteps(due: string, { count, unit }: Recurrence, step: number): string {
  switch (unit) {
    case 'day':
      return addDaysTo(due, count * step);
    case 'weekday':
      return addDaysTo(due, step);
    case 'week':
      return addDaysTo(due, 7 * count * step);
    case 'month':
      return addMonthsTo(due, count * step);
    case 'year':
      return addMonthsTo(due, 12 * count * step);
  }
}
