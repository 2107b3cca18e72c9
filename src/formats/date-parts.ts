/** Days whose year, month and day are in columns of their own: `Birth Year`, `Birth Month`, `Birth Day`. */
import type { Field } from '../domain/field.ts';
import type { MappedColumn } from './mapped-column.ts';

/** The columns of a day. */
export interface DateParts {
  /** What the day is called in the notes. */
  readonly label: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Whether a field takes it, in the column of the day. Others go to the notes, as do days without a year. */
  readonly hasField: boolean;
}

const PART = /^\s*(?<name>\S.*?)[\s_-]+(?<part>year|month|day)\s*$/i;
/** What a day of birth is called. */
const BIRTH = /^(?:birth|birth ?date|birth ?day|date[ _-]of[ _-]birth|dob)$/i;

/** Finds such columns, and gives those that make a day of birth its field. */
export function findDateParts(
  columns: readonly MappedColumn[],
  fields: readonly Field[],
): { readonly columns: readonly MappedColumn[]; readonly dateParts: readonly DateParts[] } {
  const named = new Map<string, { name: string; parts: Map<string, MappedColumn> }>();
  for (const column of columns) {
    const { name, part } = PART.exec(column.header)?.groups ?? {};
    if (name === undefined || part === undefined || column.how === 'map') continue;
    const key = name.toLowerCase();
    const parts = named.get(key)?.parts ?? new Map<string, MappedColumn>();
    named.set(key, { name, parts: parts.set(part.toLowerCase(), column) });
  }
  const birthdate = fields.find(({ name, custom }) => name === 'birthdate' && !custom);
  const changed = new Map<MappedColumn, MappedColumn>();
  const dateParts = [...named.values()].flatMap(({ name, parts }): DateParts[] => {
    const [year, month, day] = ['year', 'month', 'day'].map((part) => parts.get(part));
    if (!year || !month || !day) return [];
    const field = BIRTH.test(name) ? birthdate : undefined;
    for (const column of [year, month, day]) changed.set(column, { ...column, fields: [], how: 'synonym' });
    if (field) changed.set(day, { ...day, fields: [field], how: 'synonym' });
    const label = field ? 'Birthday' : name;
    return [{ label, year: year.index, month: month.index, day: day.index, hasField: field !== undefined }];
  });
  return { columns: columns.map((column) => changed.get(column) ?? column), dateParts };
}

/** Joins the parts of a day in the cells of a row; gives back what its field cannot take, as a line of notes, or blank. */
export function joinDateParts({ label, hasField, ...at }: DateParts, cells: (string | null)[]): string {
  const [year = '', month = '', day = ''] = [at.year, at.month, at.day].map((index) => {
    const text = cells[index]?.trim() ?? '';
    cells[index] = '';
    return Number(text) === 0 ? '' : text;
  });
  const parts = [year, month.padStart(month === '' ? 0 : 2, '0'), day.padStart(day === '' ? 0 : 2, '0')];
  const text = parts.filter((part) => part !== '').join('-');
  if (hasField && /^\d{4}-\d\d-\d\d$/.test(text)) {
    cells[at.day] = text;
    return '';
  }
  return text === '' ? '' : `${label}: ${text}`;
}
