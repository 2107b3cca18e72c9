import { html } from './escape.ts';

/** A bar of a chart. */
export interface ChartBar {
  readonly label: string;
  readonly value: number;
  /** The value for people. */
  readonly text: string;
  /** Bars of one scale are compared with each other: a currency. */
  readonly scale: string;
}

/** More bars are not drawn; the table has them all. */
const MAX_BARS = 24;

const ROW_PX = 38;
const BAR_PX = 10;
const COLUMNS_PX = 150;
const MAX_COLUMN_LABELS = 6;

/** Bars below their labels, as SVG whose text keeps its size at any width. */
export function barChart(bars: readonly ChartBar[], title: string): string {
  const shown = bars.slice(0, MAX_BARS);
  const longest = longestOf(shown);
  const rows = shown.map(({ label, value, text, scale }, at) => {
    const y = at * ROW_PX;
    const share = shareOf(value, longest.get(scale));
    return (
      `<g><title>${html(`${label}: ${text}`)}</title>` +
      `<text x="0" y="${y + 14}">${html(shortened(label))}</text>` +
      `<text x="100%" y="${y + 14}" text-anchor="end">${html(text)}</text>` +
      `<rect class="track" x="0" y="${y + 20}" width="100%" height="${BAR_PX}" rx="3"/>` +
      `<rect class="bar" x="0" y="${y + 20}" width="${share}%" height="${BAR_PX}" rx="3"/></g>`
    );
  });
  return svg(shown.length * ROW_PX, title, rows.join(''));
}

/** Columns side by side, for what is in the order of time. */
export function columnChart(bars: readonly ChartBar[], title: string): string {
  const shown = bars.slice(-MAX_BARS);
  const longest = longestOf(shown);
  const each = 100 / shown.length;
  const step = Math.ceil(shown.length / MAX_COLUMN_LABELS);
  const columns = shown.map(({ label, value, text, scale }, at) => {
    const height = (shareOf(value, longest.get(scale)) / 100) * COLUMNS_PX;
    const x = at * each;
    const middle = percent(x + each / 2);
    const isLabelled = (shown.length - 1 - at) % step === 0;
    return (
      `<g><title>${html(`${label}: ${text}`)}</title>` +
      `<rect class="bar" x="${percent(x + each * 0.15)}%" y="${percent(COLUMNS_PX + 22 - height)}" width="${percent(each * 0.7)}%" height="${percent(height)}" rx="2"/>` +
      (isLabelled
        ? `<text x="${middle}%" y="${percent(COLUMNS_PX + 16 - height)}" text-anchor="middle">${html(text)}</text>` +
          `<text class="label" x="${middle}%" y="${COLUMNS_PX + 40}" text-anchor="middle">${html(label)}</text>`
        : '') +
      '</g>'
    );
  });
  const axis = `<line class="axis" x1="0" x2="100%" y1="${COLUMNS_PX + 22}" y2="${COLUMNS_PX + 22}"/>`;
  return svg(COLUMNS_PX + 48, title, columns.join('') + axis);
}

function svg(height: number, title: string, content: string): string {
  return `<svg role="img" aria-label="${html(title)}" height="${height}" xmlns="http://www.w3.org/2000/svg">${content}</svg>`;
}

function longestOf(bars: readonly ChartBar[]): Map<string, number> {
  const longest = new Map<string, number>();
  for (const { scale, value } of bars) longest.set(scale, Math.max(longest.get(scale) ?? 0, value));
  return longest;
}

function shareOf(value: number, longest = 0): number {
  return longest <= 0 || !(value > 0) ? 0 : Math.round((value / longest) * 1000) / 10;
}

const percent = (value: number): number => Math.round(value * 100) / 100;

/** A label that leaves room for the value beside it. */
function shortened(label: string): string {
  const letters = [...label];
  return letters.length > 34 ? `${letters.slice(0, 33).join('')}…` : label;
}
