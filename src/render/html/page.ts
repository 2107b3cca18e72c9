import type { Row } from '../../domain/field.ts';
import { decimalText, isMoney } from '../../domain/money.ts';
import type { Column } from '../column.ts';
import { counted, countText } from '../counts.ts';
import { keyOf } from '../report-rows.ts';
import { columnText, type Viewpoint } from '../values.ts';
import { barChart, type ChartBar, columnChart } from './chart.ts';
import { html } from './escape.ts';
import { STYLE } from './style.ts';
import { htmlTable } from './table.ts';

/** The records behind figures of a row. */
export interface RecordsBehind {
  /** The key of the row. */
  readonly key: string;
  /** The columns of the figures; null among them for those that no others are behind. */
  readonly figures: readonly (string | null)[];
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** How many there are, of which these are the first. */
  readonly count: number;
}

/** A report on a page. */
export interface HtmlReport {
  readonly title: string;
  /** The command that prints the same. */
  readonly command: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly totals: readonly Row[];
  /** The column that is drawn. */
  readonly bars: string | undefined;
  readonly period: string | null;
  /** What the figures mean. */
  readonly definition: string | null;
  readonly notes: readonly string[];
  readonly empty: string;
  /** More rows are only counted. */
  readonly mostRows: number;
  readonly records: readonly RecordsBehind[];
}

/** What stands above and below the reports of a page. */
export interface PageFrame {
  readonly title: string;
  /** `Monday, March 2, 2026`. */
  readonly made: string;
  readonly user: string;
  readonly view: Viewpoint;
}

/** Nothing on the page may load or run anything. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The beginning of a page, up to what it shows. */
export function pageStart(title: string, below: string): string {
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
    `<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n` +
    `<title>${html(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n` +
    `<header><h1>${html(title)}</h1><p class="muted">${html(below)}</p></header>\n`
  );
}

export const PAGE_END = '</main>\n</body>\n</html>\n';

/** A page of one report. */
export function reportPage(report: HtmlReport, { made, user, view }: PageFrame): string {
  const below = [report.period, `${made}, by ${user}`].filter((part) => part !== null).join(' · ');
  return `${pageStart(report.title, below)}<section>${reportBody(report, 1, view)}</section>\n${footer(report.command)}${PAGE_END}`;
}

/** A page of several reports side by side. */
export function dashboardPage(
  reports: readonly HtmlReport[],
  { title, made, user, view }: PageFrame,
): string {
  const tiles = reports.map(
    (report, at) =>
      `<section aria-labelledby="tile-${at + 1}"><h2 id="tile-${at + 1}">${html(report.title)}</h2>` +
      `${report.period === null ? '' : `<p class="muted">${html(report.period)}</p>`}` +
      `${reportBody(report, at + 1, view)}<p><code>${html(report.command)}</code></p></section>\n`,
  );
  return `${pageStart(title, `${made}, by ${user}`)}<div class="tiles">\n${tiles.join('')}</div>\n${PAGE_END}`;
}

const footer = (command: string) =>
  `<footer><p>The same on a terminal: <code>${html(command)}</code></p></footer>\n`;

function reportBody(report: HtmlReport, number: number, view: Viewpoint): string {
  const { title, totals, notes, definition, records, empty } = report;
  const rows = report.rows.slice(0, report.mostRows);
  const hidden = report.rows.length - rows.length;
  // An amount says its currency itself.
  const hasMoney = report.columns.some(({ type }) => type === 'money');
  const columns = report.columns.filter(({ name }) => !(hasMoney && name === 'currency'));
  if (rows.length === 0) return `<p class="empty">${html(empty)}</p>`;
  const anchor = (at: number) => `records-${number}-${at + 1}`;
  const figures = new Set(records.flatMap(({ figures }) => figures));
  const linkOf = (row: Row, column: string): string | null => {
    const figure = figures.has(column) ? column : null;
    const at = records.findIndex((behind) => behind.key === keyOf(row) && behind.figures.includes(figure));
    return at < 0 ? null : `#${anchor(at)}`;
  };
  const parts = [
    chartOf(report, view),
    htmlTable(columns, rows, { caption: title, isCaptionSaid: true, view, totals, linkOf }),
    hidden === 0 ? '' : `<p class="note">${html(`${counted(hidden, 'more row')}: ${report.command}`)}</p>`,
    ...notes.map((note) => `<p class="note">${html(note)}</p>`),
    definition === null
      ? ''
      : `<details><summary>What the figures mean</summary><p class="note">${html(definition)}</p></details>`,
    records.length === 0
      ? ''
      : `<div class="records">${records.map((behind, at) => recordsBody(behind, anchor(at), view)).join('')}</div>`,
  ];
  return parts.join('\n');
}

/** The records behind some figures. The anchor is inside, so that following a link to it opens them. */
function recordsBody(
  { title, columns, rows, count }: RecordsBehind,
  anchor: string,
  view: Viewpoint,
): string {
  const many =
    count > rows.length ? `the first ${rows.length} of ${countText(count)}` : counted(count, 'record');
  return (
    `<details><summary>Records: ${html(title)} (${many})</summary><div id="${anchor}">` +
    `${htmlTable(columns, rows, { caption: `${title}: ${many}`, view })}</div></details>\n`
  );
}

function chartOf({ bars, columns, rows, title }: HtmlReport, view: Viewpoint): string {
  const column = columns.find(({ name }) => name === bars);
  if (!column || rows.length < 2) return '';
  const texts = columns.filter(
    ({ name, type }, at) => at < columns.indexOf(column) && name !== 'currency' && type === 'text',
  );
  // What is the same in all rows says nothing.
  const differing = texts.filter(({ name }) => rows.some((row) => row[name] !== rows[0]?.[name]));
  const names = differing.length > 0 ? differing : texts;
  const drawn = rows.map((row): ChartBar => {
    const value = row[column.name] ?? null;
    return {
      label:
        names
          .map((each) => columnText(each, row[each.name] ?? null, view))
          .filter(Boolean)
          .join(', ') || '(none)',
      value: sizeOf(value),
      text: columnText(column, value, view, false),
      scale: String(row.currency ?? ''),
    };
  });
  const caption = `${column.label} by ${names.map(({ label }) => label.toLowerCase()).join(', ')}`;
  const isOneScale = new Set(drawn.map(({ scale }) => scale)).size === 1;
  const areTimes = drawn.every(({ label }) => TIME.test(label));
  const picture =
    areTimes && isOneScale
      ? columnChart(drawn, `${title}: ${caption}`)
      : barChart(drawn, `${title}: ${caption}`);
  return `<figure>${picture}<figcaption>${html(caption)}</figcaption></figure>`;
}

/** A day, month, quarter or year: what is in the order of time. */
const TIME = /^\d{4}(?:-(?:\d\d|Q\d)(?:-\d\d)?)?$/;

function sizeOf(value: Row[string]): number {
  return isMoney(value) ? Number(decimalText(value)) : Number(value ?? 0);
}
