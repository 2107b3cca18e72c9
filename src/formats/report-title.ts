import { builtInNouns } from '../nouns/index.ts';
import { countInRecords, DELIMITERS, detectDelimiter } from './delimiter.ts';
import { headerKey } from './field-names.ts';
import { NORTHERN_HEADERS } from './northern-headers.ts';
import { isReportFooter } from './report-footer.ts';
import { TRANSLATED_HEADERS } from './translated-headers.ts';

/** Lines above the header: the name and the filters of a report. */
interface ReportTitle {
  /** One text per line. */
  readonly title: readonly string[];
  /** Delimiter of the table below. */
  readonly delimiter: string;
}

/** Headers that name a field otherwise than in its definition. */
const WORDS = [...TRANSLATED_HEADERS, ...NORTHERN_HEADERS];

/** A title has no more lines. */
const MAX_TITLE_LINES = 10;

const NO_TITLE = /^[\s,;|"]*$/;
/** A value, as opposed to a header. */
const VALUE = /@|^[\s\p{Sc}]*-?\d[\d.,:/\s-]*%?$/u;

/**
 * Finds the title of a report above a table: lines that are no headers, a blank line, then a header with more cells
 * and rows of the same width. Spreadsheets pad their lines, so that there a line of one cell needs no blank line below.
 * Null if the first line may be the header. `delimiter` is null to detect it.
 */
export function findReportTitle(sample: string, delimiter: string | null): ReportTitle | null {
  const lines = sample.split(/\r\n|\n|\r/);
  const padding = delimiter ?? detectDelimiter(sample);
  const groups = groupsAbove(lines, padding);
  if (groups) return groups;
  const gap = lines.findIndex((line) => !isPadded(line, padding) || NO_TITLE.test(line));
  const blank = lines.findIndex((line) => NO_TITLE.test(line));
  return (
    (gap > 0 && gap !== blank ? titleAbove(lines, gap, padding) : null) ?? titleAbove(lines, blank, delimiter)
  );
}

/**
 * A line of the names of groups of columns, which spreadsheets write into merged cells above the header: `,Person,,Address,`.
 * Null if the first line may be the header itself.
 */
function groupsAbove([first = '', second = '']: readonly string[], delimiter: string): ReportTitle | null {
  if (first.includes('"') || second.includes('"')) return null;
  const groups = first.split(delimiter).map((cell) => cell.trim());
  const headers = second.split(delimiter).map((cell) => cell.trim());
  const isGap = (cell: string, at: number) => cell === '' && groups.slice(at).some((other) => other !== '');
  if (groups.length !== headers.length || !groups.some(isGap)) return null;
  if (headers.some((cell) => cell === '' || VALUE.test(cell)) || new Set(headers).size < headers.length)
    return null;
  const known = headers.filter(isField).length;
  if (known < 2 || known <= groups.filter(isField).length) return null;
  return { title: [groups.filter((cell) => cell !== '').join(', ')], delimiter };
}

/** Whether the line is one cell with delimiters behind it. */
function isPadded(line: string, delimiter: string): boolean {
  return line.trimEnd().endsWith(delimiter) && cellsOf(line, delimiter).length === 1;
}

/** The title in the lines before `gap`, which is a blank line or the header. */
function titleAbove(lines: readonly string[], gap: number, delimiter: string | null): ReportTitle | null {
  if (gap < 1 || gap > MAX_TITLE_LINES) return null;
  // The blank line is inside a quoted cell.
  if (lines.slice(0, gap).join('').split('"').length % 2 === 0) return null;
  const below = lines.slice(gap).findIndex((line) => !NO_TITLE.test(line));
  if (below === -1) return null;
  const group = nameOfGroup(lines.slice(gap + below), delimiter);
  const [header = '', ...rows] = lines.slice(gap + below + group.length);
  const table = [header, ...rows].join('\n');
  const separator = delimiter ?? detectDelimiter(table);
  const columns = cellsOf(header, separator);
  const above = lines.slice(0, gap).map((line) => cellsOf(line, separator));
  if (above.some((cells) => cells.length >= columns.length || cells.some(isField))) return null;
  if (columns.some((cell) => cell.trim() === '' || VALUE.test(cell)) || !isTable(table, rows, separator))
    return null;
  const title = [...lines.slice(0, gap), ...group].map((line) =>
    textOf(line, separator).replace(/^"(.*)"$/, '$1'),
  );
  return { title, delimiter: separator };
}

/** The line with the name of the first group of rows, which boards have above the header of each; none if there is none. */
function nameOfGroup([first = '', second = '']: readonly string[], delimiter: string | null): string[] {
  const separator = delimiter ?? detectDelimiter(second);
  const isName = cellsOf(first, separator).length === 1 && !isField(first.trim());
  return isName && cellsOf(second, separator).length > 2 ? [first] : [];
}

/** The cells of a line, without the empty ones that spreadsheets add at the end. */
function cellsOf(line: string, delimiter: string): string[] {
  const text = textOf(line, delimiter);
  return isQuoted(text) ? [text] : text.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function textOf(line: string, delimiter: string): string {
  let text = line.trimEnd();
  while (text.endsWith(delimiter)) text = text.slice(0, -1).trimEnd();
  return text;
}

/** Whether the line is one quoted cell. */
function isQuoted(text: string): boolean {
  return /^"(?:[^"]|"")*"$/.test(text);
}

/** Whether the text may be the header of a column. */
function isField(text: string): boolean {
  const key = headerKey(text);
  const isKnown = (known: string) => headerKey(known) === key;
  return (
    WORDS.some(([, headers]) => headers.some(isKnown)) ||
    [...builtInNouns()]
      .flatMap(({ fields }) => fields)
      .some(({ name, label, synonyms = [] }) => [name, label, ...synonyms].some(isKnown))
  );
}

/** Whether the rows have as many cells as the header, or there are no rows but a footer. */
function isTable(text: string, rows: readonly string[], delimiter: string): boolean {
  const which = (DELIMITERS as readonly string[]).indexOf(delimiter);
  const [header, ...others] = countInRecords(text).map((counts) => counts[which]);
  return (
    others.includes(header) ||
    rows.every((row) => NO_TITLE.test(row) || isReportFooter([row.replace(/^"/, '')]))
  );
}
