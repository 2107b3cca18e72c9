import { addDaysTo, addMonthsTo } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

/** A contract ends a term after it starts, and notice is given before that: what is not given follows from the rest. */
export function checkContract(_facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  const moves = (...names: string[]) =>
    names.some((name) => columns[name] !== undefined && columns[name] !== (before?.[name] ?? null));
  const [start, term] = [given('starts_on'), given('term')];
  if (typeof start === 'string' && typeof term === 'number') {
    const isOpen =
      columns.ends_on === undefined ? moves('starts_on', 'term') : columns.ends_on === null && !before;
    if (isOpen) columns.ends_on = addDaysTo(addMonthsTo(start, term), -1);
  }
  const [end, days] = [given('ends_on'), given('notice_days')];
  if (typeof end !== 'string') return;
  if (typeof days === 'number') {
    const isOpen =
      columns.notice_on === undefined
        ? moves('ends_on', 'notice_days')
        : columns.notice_on === null && !before;
    if (isOpen) columns.notice_on = addDaysTo(end, -days);
  }
  const notice = given('notice_on');
  if (typeof start === 'string' && end < start)
    throw usage(`a contract ends after it starts: ${end} is before ${start}`);
  if (typeof notice === 'string' && end < notice)
    throw usage(`notice is given before the end: ${notice} is after ${end}`);
}
