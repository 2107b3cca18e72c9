/** The days on which something began and ended, both included; null where that is not known. */
export interface Tenure {
  readonly from: string | null;
  readonly to: string | null;
}

/** `since 2024-01-01`, `until 2022-05-31`, `2019-03-01 to 2022-05-31`; a month or year is its first or last day. */
const TENURE =
  /^(?:(?:since|from)\s+)?(\d{4}(?:-\d{2}){0,2})?\s*(?:(?:to|until|till|–|-|\.\.)\s*(\d{4}(?:-\d{2}){0,2})?)?$/i;

/** Reads a tenure; null for a text that says none, or one that ends before it begins. */
export function readTenure(text: string): Tenure | null {
  const [whole, first, last] = TENURE.exec(text.trim()) ?? [];
  if (!whole || (first === undefined && last === undefined)) return null;
  const isYearAlone = /^\d{4}(-\d{2}){0,2}$/.test(whole);
  const from = first === undefined ? null : firstDay(first);
  const to = last !== undefined ? lastDay(last) : isYearAlone && first !== undefined ? lastDay(first) : null;
  if ((first !== undefined && from === null) || (last !== undefined && to === null)) return null;
  if (from !== null && to !== null && to < from) return null;
  return { from, to };
}

/** Writes what `readTenure` reads; null where nothing is known. */
export function tenureText({ from, to }: Tenure): string | null {
  if (from === null) return to === null ? null : `until ${to}`;
  return to === null ? `since ${from}` : `${from} to ${to}`;
}

function firstDay(text: string): string | null {
  return existing(`${text}-01-01`.slice(0, 'YYYY-MM-DD'.length));
}

function lastDay(text: string): string | null {
  const [year, month, day] = text.split('-');
  if (day !== undefined) return existing(text);
  const end = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0));
  return existing(`${text.slice(0, 4)}-${month ?? '12'}-${String(end.getUTCDate()).padStart(2, '0')}`);
}

/** The day if the calendar has it. */
function existing(day: string): string | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null;
}
