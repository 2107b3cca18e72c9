import { builtInNouns } from '../nouns/index.ts';
import { countInRecords, DELIMITERS, detectDelimiter } from './delimiter.ts';
import { headerKey } from './field-names.ts';
import { isReportFooter } from './report-footer.ts';

/** Lines above a table that are no header: what a report is called, and what it was asked for. */
interface ReportTitle {
  /** A line each. */
  readonly title: readonly string[];
  /** What separates the cells of the table below. */
  readonly delimiter: string;
}

/** More lines than this are no title. */
const MOST_LINES = 10;

const NOTHING = /^[\s,;|"]*$/;
/** A value as headers are none. */
const VALUE = /@|^[\s\p{Sc}]*-?\d[\d.,:/\s-]*%?$/u;

/**
 * Finds the title that report programs put above a table: lines that no column is headed like, a blank line, and a
 * header of more cells, of which the rows below have as many. Null where the first line may be the header. `delimiter`
 * is null where it is to be found out.
 */
export function reportTitle(sample: string, delimiter: string | null): ReportTitle | null {
  const lines = sample.split(/\r\n|\n|\r/);
  const gap = lines.findIndex((line) => NOTHING.test(line));
  if (gap < 1 || gap > MOST_LINES) return null;
  // The blank line is part of a quoted cell.
  if (lines.slice(0, gap).join('').split('"').length % 2 === 0) return null;
  const below = lines.slice(gap).findIndex((line) => !NOTHING.test(line));
  if (below === -1) return null;
  const [header = '', ...rows] = lines.slice(gap + below);
  const table = [header, ...rows].join('\n');
  const separator = delimiter ?? detectDelimiter(table);
  const columns = cellsOf(header, separator);
  const above = lines.slice(0, gap).map((line) => cellsOf(line, separator));
  if (above.some((cells) => cells.length >= columns.length || cells.some(isField))) return null;
  if (columns.some((cell) => cell.trim() === '' || VALUE.test(cell)) || !isTable(table, rows, separator))
    return null;
  const title = lines.slice(0, gap).map((line) => textOf(line, separator).replace(/^"(.*)"$/, '$1'));
  return { title, delimiter: separator };
}

/** The cells of a line, without the empty ones by which spreadsheets make all lines as long as the longest. */
function cellsOf(line: string, delimiter: string): string[] {
  const text = textOf(line, delimiter);
  return isQuoted(text) ? [text] : text.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function textOf(line: string, delimiter: string): string {
  let text = line.trimEnd();
  while (text.endsWith(delimiter)) text = text.slice(0, -1).trimEnd();
  return text;
}

/** Whether it is one cell, whatever stands in it. */
function isQuoted(text: string): boolean {
  return /^"(?:[^"]|"")*"$/.test(text);
}

/** Whether a column may be headed so. */
function isField(text: string): boolean {
  const key = headerKey(text);
  return [...builtInNouns()]
    .flatMap(({ fields }) => fields)
    .some(({ name, label, synonyms = [] }) =>
      [name, label, ...synonyms].some((known) => headerKey(known) === key),
    );
}

/** Whether a row has as many cells as the header, or there is none but what is printed below. */
function isTable(text: string, rows: readonly string[], delimiter: string): boolean {
  const which = (DELIMITERS as readonly string[]).indexOf(delimiter);
  const [header, ...others] = countInRecords(text).map((counts) => counts[which]);
  return (
    others.includes(header) ||
    rows.every((row) => NOTHING.test(row) || isReportFooter([row.replace(/^"/, '')]))
  );
}
