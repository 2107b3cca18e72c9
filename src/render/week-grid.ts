import type { Tally } from '../domain/smoothing.ts';
import { sumTallies } from '../domain/smoothing.ts';
import { WEEKDAYS, type WeekGrid } from '../domain/week-grid.ts';
import type { Column, Section } from './column.ts';

/** From low to high; the number beside each says the same. */
const SHADES = ['░', '▒', '▓', '█'] as const;
const ASCII_SHADES = ['.', '-', '+', '#'] as const;

const DAYS = WEEKDAYS.map((_, weekday) => weekday);

export interface GridLook {
  /** Cells with fewer dials show the number of dials instead of a rate. */
  readonly minDials: number;
  readonly utf8: boolean;
}

/** Shades of rates: lower bounds of all shades but the first, 0 to 1; none if all rates are equal. */
interface Scale {
  readonly bounds: readonly number[];
  readonly shades: readonly string[];
}

/** The rates of a week, one hour per line and one weekday per column, with totals for both. */
export function weekGridSection(grid: WeekGrid, title: string, look: GridLook): Section {
  const hours = hoursOf(grid);
  const scale = scaleOf(grid, look);
  const line = (label: string, cells: readonly Tally[]) => {
    const all = sumTallies(cells);
    const texts = cells.map((cell, weekday) => [`day${weekday}`, cellText(cell, scale, look)]);
    return { hour: label, ...Object.fromEntries(texts), all: rateText(all, look), dials: all.trials };
  };
  const whole = (weekday: number) => sumTallies(hours.map((hour) => grid.at({ weekday, hour })));
  const dials = DAYS.map((weekday) => [`day${weekday}`, String(whole(weekday).trials)]);
  return {
    title,
    columns: COLUMNS,
    rows: [
      ...hours.map((hour) =>
        line(
          `${String(hour).padStart(2, '0')}:00`,
          DAYS.map((weekday) => grid.at({ weekday, hour })),
        ),
      ),
      line('All', DAYS.map(whole)),
      { hour: 'Dials', ...Object.fromEntries(dials), all: '', dials: sumTallies(DAYS.map(whole)).trials },
    ],
  };
}

/** The legend of the shades: `░ under 18%  ▒ from 18%  …`; empty if no cell has a shade. */
export function shadesText(grid: WeekGrid, look: GridLook): string {
  const { bounds, shades } = scaleOf(grid, look);
  const few = `(n) fewer than ${look.minDials} dials: no rate`;
  if (bounds.length === 0) return few;
  const [least, ...others] = shades;
  const from = others.map((shade, at) => `${shade} from ${((bounds[at] ?? 0) * 100).toFixed(1)}%`);
  return `${[`${least} below`, ...from].join('  ')}\n${few}`;
}

// Not of type text: a cut rate would be wrong.
const COLUMNS: readonly Column[] = [
  { name: 'hour', label: 'Hour', type: 'text' },
  ...WEEKDAYS.map((label, weekday) => ({ name: `day${weekday}`, label, type: 'number' }) as const),
  { name: 'all', label: 'All', type: 'number' },
  { name: 'dials', label: 'Dials', type: 'integer' },
];

/** All hours from the first to the last with dials. */
function hoursOf(grid: WeekGrid): number[] {
  const tried = [...grid.tried()].map(({ hour }) => hour);
  if (tried.length === 0) return [];
  const first = Math.min(...tried);
  return Array.from({ length: Math.max(...tried) - first + 1 }, (_, at) => first + at);
}

/** Four shades, evenly spaced from the lowest rate of a cell or day to the highest. */
function scaleOf(grid: WeekGrid, { minDials, utf8 }: GridLook): Scale {
  const shades = utf8 ? SHADES : ASCII_SHADES;
  const tried = [...grid.tried()];
  const days = DAYS.map((weekday) => sumTallies(tried.filter((cell) => cell.weekday === weekday)));
  const rates = [...tried, ...days].filter(({ trials }) => trials > 0 && trials >= minDials).map(rateOf);
  const low = Math.min(...rates);
  const high = Math.max(...rates);
  const bounds = high > low ? [1, 2, 3].map((step) => low + ((high - low) * step) / 4) : [];
  return { bounds, shades };
}

function cellText(cell: Tally, { bounds, shades }: Scale, look: GridLook): string {
  const text = rateText(cell, look);
  if (cell.trials < look.minDials || cell.trials === 0 || bounds.length === 0) return text;
  const shade = shades[bounds.filter((bound) => rateOf(cell) >= bound).length] ?? '';
  return `${shade.repeat(2)}${text.padStart(4)}`;
}

function rateText(cell: Tally, { minDials, utf8 }: GridLook): string {
  if (cell.trials === 0) return utf8 ? '·' : '-';
  return cell.trials < minDials ? `(${cell.trials})` : `${Math.round(rateOf(cell) * 100)}%`;
}

function rateOf({ successes, trials }: Tally): number {
  return successes / trials;
}
