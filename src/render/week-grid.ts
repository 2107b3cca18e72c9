import type { Tally } from '../domain/smoothing.ts';
import { sumTallies } from '../domain/smoothing.ts';
import { WEEKDAYS, type WeekGrid } from '../domain/week-grid.ts';
import type { Column, Section } from './column.ts';

/** From the least to the most; the number beside each says the same. */
const SHADES = ['░', '▒', '▓', '█'] as const;
const ASCII_SHADES = ['.', '-', '+', '#'] as const;

const DAYS = WEEKDAYS.map((_, weekday) => weekday);

export interface GridLook {
  /** Cells with fewer tries show how many these were, instead of a rate. */
  readonly least: number;
  readonly utf8: boolean;
}

/** How rates are shaded: lower bounds of all shades but the first, 0 to 1; none where no two rates differ. */
interface Scale {
  readonly bounds: readonly number[];
  readonly shades: readonly string[];
}

/** The rates of a week, an hour a line and a weekday a column, with totals both ways. */
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

/** What the shades stand for: `░ under 18%  ▒ from 18%  …`; empty where no cell has a shade. */
export function shadesText(grid: WeekGrid, look: GridLook): string {
  const { bounds, shades } = scaleOf(grid, look);
  const few = `(n) fewer than ${look.least} dials: no rate`;
  if (bounds.length === 0) return few;
  const [least, ...others] = shades;
  const from = others.map((shade, at) => `${shade} from ${((bounds[at] ?? 0) * 100).toFixed(1)}%`);
  return `${[`${least} below`, ...from].join('  ')}\n${few}`;
}

// Not of type text: a cut rate would be a wrong one.
const COLUMNS: readonly Column[] = [
  { name: 'hour', label: 'Hour', type: 'text' },
  ...WEEKDAYS.map((label, weekday) => ({ name: `day${weekday}`, label, type: 'number' }) as const),
  { name: 'all', label: 'All', type: 'number' },
  { name: 'dials', label: 'Dials', type: 'integer' },
];

/** All hours from the first that was tried to the last. */
function hoursOf(grid: WeekGrid): number[] {
  const tried = [...grid.tried()].map(({ hour }) => hour);
  if (tried.length === 0) return [];
  const first = Math.min(...tried);
  return Array.from({ length: Math.max(...tried) - first + 1 }, (_, at) => first + at);
}

/** Four shades, evenly from the lowest rate of a cell or a day to the highest. */
function scaleOf(grid: WeekGrid, { least, utf8 }: GridLook): Scale {
  const shades = utf8 ? SHADES : ASCII_SHADES;
  const tried = [...grid.tried()];
  const days = DAYS.map((weekday) => sumTallies(tried.filter((cell) => cell.weekday === weekday)));
  const rates = [...tried, ...days].filter(({ trials }) => trials > 0 && trials >= least).map(rateOf);
  const low = Math.min(...rates);
  const high = Math.max(...rates);
  const bounds = high > low ? [1, 2, 3].map((step) => low + ((high - low) * step) / 4) : [];
  return { bounds, shades };
}

function cellText(cell: Tally, { bounds, shades }: Scale, look: GridLook): string {
  const text = rateText(cell, look);
  if (cell.trials < look.least || cell.trials === 0 || bounds.length === 0) return text;
  const shade = shades[bounds.filter((bound) => rateOf(cell) >= bound).length] ?? '';
  return `${shade.repeat(2)}${text.padStart(4)}`;
}

function rateText(cell: Tally, { least, utf8 }: GridLook): string {
  if (cell.trials === 0) return utf8 ? '·' : '-';
  return cell.trials < least ? `(${cell.trials})` : `${Math.round(rateOf(cell) * 100)}%`;
}

function rateOf({ successes, trials }: Tally): number {
  return successes / trials;
}
