import { readWeekHours, type WeekHours } from './week-hours.ts';

/** Reads when the user works: `mon-fri 9-18`; hours alone are from Monday to Friday. Throws `usage`. */
export function readWorkingHours(text: string): WeekHours {
  const week = readWeekHours(text);
  return week.restsOnHolidays ? week : readWeekHours(`mon-fri ${text.trim()}`);
}
