import { headerKey } from './field-names.ts';
import type { MappedColumn } from './mapped-column.ts';

/** Columns of a day and of a time of it, and the column that gets both: the day, or an end without a day of its own. */
export interface DayTime {
  readonly day: number;
  readonly time: number;
  readonly into: number;
}

const TIME =
  '(?:time|hour|uhrzeit|zeit|heure|horaire|hora|horario|horário|ora|orario|tijd|tijdstip|tid|tidspunkt|klokkeslett|klokkeslæt|klockslag|godzina)';
const START =
  /^(?:(?:start|startet|begin|from|due|call|meeting|visit|event|beginn|de|d[eé]but|inicio|inizio|faellig|fällig)(?:ing)?)?$/;
const END = /^(?:end|ending|finish|until|ende|ends?|fin|fine|fim|final|einde|slut|koniec|to)$/;
const HEADER = new RegExp(`^(.*?)(?:of(?:call|day|meeting)|de)?${TIME}(.*?)$`);

/** Which fields a time belongs to: the first of them that a column is for. */
const STARTS = ['at', 'starts_on', 'starts_at', 'due_date', 'due_at'];
const ENDS = ['ends_on', 'ends_at'];

/** Finds columns of times beside those of their days, as in hand-made sheets; the times are no fields by themselves. */
export function findDayTimes(columns: readonly MappedColumn[]): {
  readonly columns: readonly MappedColumn[];
  readonly dayTimes: readonly DayTime[];
} {
  const times = columns.flatMap((column) => {
    const role = column.how === 'map' || column.how === 'preset' ? null : roleOf(column.header);
    return role === null ? [] : [{ column, role }];
  });
  const isTime = (column: MappedColumn) => times.some((time) => time.column === column);
  const dayOf = (names: readonly string[]) =>
    names
      .flatMap((name) => columns.filter(({ fields: [field] }) => field?.name === name))
      .find((column) => !isTime(column));
  const [start, end] = [dayOf(STARTS), dayOf(ENDS)];
  const changed = new Map<MappedColumn, MappedColumn>();
  const found: DayTime[] = [];
  for (const { column, role } of times) {
    const day = role === 'end' ? (end ?? start) : start;
    if (!day) continue;
    const isOfItself = role === 'end' && !end;
    if (isOfItself && !ENDS.includes(column.fields[0]?.name ?? '')) continue;
    if (found.some(({ into }) => into === (isOfItself ? column.index : day.index))) continue;
    found.push({ day: day.index, time: column.index, into: isOfItself ? column.index : day.index });
    if (!isOfItself) changed.set(column, { ...column, fields: [], how: 'synonym' });
  }
  // An end takes the day before that gets its own time.
  const dayTimes = found.toSorted((a, b) => Number(a.into === a.day) - Number(b.into === b.day));
  return { columns: columns.map((column) => changed.get(column) ?? column), dayTimes };
}

function roleOf(header: string): 'start' | 'end' | null {
  const [, before = '', after = ''] = HEADER.exec(headerKey(header).replace(/[:?.]+$/, '')) ?? ['', '?'];
  const word = before === '' ? after : after === '' ? before : '?';
  return START.test(word) ? 'start' : END.test(word) ? 'end' : null;
}

/** `14:30`, `2:30:00 PM`, `9am`, `14h30`, `9 Uhr` */
const CLOCK =
  /^\s*(?<hour>\d{1,2})(?:\s*[:.h]\s*(?<minute>\d\d)(?<second>:\d\d)?(?:\.\d+)?)?\s*(?:(?<half>[ap])\.?\s?m\.?|(?<unit>h|hrs|uhr|o'clock))?\s*$/i;
/** A time with its day. */
const WHOLE = /\d{4}|\d+[/.-]\d+[/.-]\d+/;

/** A day with its time, which the column of times may also have together; null for a time that cannot be read. */
export function joinDayTime(day: string, time: string): string | null {
  if (time.trim() === '') return day;
  if (day.trim() === '' || WHOLE.test(time)) return time;
  const { hour, minute, second = '', half, unit } = CLOCK.exec(time)?.groups ?? {};
  if (hour === undefined || (minute ?? half ?? unit) === undefined) return null;
  const isLater = half?.toLowerCase() === 'p';
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isLater ? 12 : 0);
  if (hours > 23 || Number(minute ?? 0) > 59) return null;
  return `${day.trim()} ${String(hours).padStart(2, '0')}:${minute ?? '00'}${second}`;
}
