import { startOfDay, toLocalDate } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import type { Value } from '../../domain/field.ts';
import type { ColumnValues, FollowingRow, RuleFacts, WrittenRecord } from '../shared/rules.ts';

/** The day and the time of a meeting agree, and it ends after it begins. */
export function checkMeeting({ now }: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const startsAt = columns.starts_at === undefined ? before?.starts_at : columns.starts_at;
  if (typeof startsAt === 'string') {
    const day = toLocalDate(startsAt);
    if (typeof columns.starts_at === 'string') columns.starts_on = day;
    else if (columns.starts_on !== undefined && columns.starts_on !== day) columns.starts_at = null;
  }
  // What is added with a time that has passed was held.
  const day = columns.starts_on;
  if (!before && typeof day === 'string' && day < toLocalDate(now)) columns.status ??= 'held';
  const start = columns.starts_at === undefined ? before?.starts_at : columns.starts_at;
  const end = columns.ends_at === undefined ? before?.ends_at : columns.ends_at;
  if (typeof start !== 'string' || typeof end !== 'string' || end >= start) return;
  // A meeting that is moved keeps its length.
  const was = before?.starts_at;
  if (columns.ends_at !== undefined || typeof was !== 'string')
    throw usage(`a meeting ends after it begins: ${end} is before ${start}`);
  columns.ends_at = new Date(Date.parse(end) + Date.parse(start) - Date.parse(was)).toISOString();
}

/** The time that a meeting begins tells its day. */
export function overruledInMeeting(
  _: RuleFacts,
  record: ColumnValues,
  given: Readonly<Record<string, Value>>,
): string[] {
  return typeof given.starts_on === 'string' && given.starts_on !== record.starts_on ? ['starts_on'] : [];
}

/** The entry of the timeline that a meeting leaves when it is held, or nobody comes. */
export function meetingRows(
  { now, userId }: RuleFacts,
  { before, after, values }: WrittenRecord,
): FollowingRow[] {
  const { status } = after;
  // A meeting of our own export has its number, and its entry of the timeline is a record of its own.
  if (!before && typeof values.id === 'number') return [];
  if (before?.status === status || (status !== 'held' && status !== 'no-show')) return [];
  const { subject, lead_id, contact_id, account_id, opp_id, case_id } = after;
  const { starts_on, starts_at, ends_at, notes } = after;
  const begin = starts_at ?? (typeof starts_on === 'string' ? startOfDay(starts_on) : null);
  const at = typeof begin === 'string' && begin <= now ? begin : now;
  const isHeld = status === 'held';
  const row: ColumnValues = {
    type: isHeld ? 'meeting' : 'event',
    at,
    // One that was held before it was added was its owner's.
    user_id: before ? userId : (after.owner_id ?? userId),
    outcome: isHeld ? (after.outcome ?? null) : 'no-show',
    duration:
      isHeld && typeof starts_at === 'string' && typeof ends_at === 'string'
        ? Math.max(0, Math.round((Date.parse(ends_at) - Date.parse(starts_at)) / 1000))
        : null,
    subject: isHeld ? (subject ?? null) : `No-show: ${subject}`,
    body: notes ?? null,
    lead_id: lead_id ?? null,
    contact_id: contact_id ?? null,
    account_id: account_id ?? null,
    opp_id: opp_id ?? null,
    case_id: case_id ?? null,
    created_at: now,
    updated_at: now,
  };
  return [{ table: 'activity', row }];
}
