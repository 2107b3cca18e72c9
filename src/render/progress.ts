import type { Output } from '../io/types.ts';
import { countText } from './counts.ts';

/** A running count of long work. */
export interface Progress {
  /** Says how many are done, of how many when that is known, and how many were refused. Cheap: most calls draw nothing. */
  update(done: number, total?: number, refused?: number): void;
  /** Erases the line. */
  end(): void;
}

/** Work shorter than this shows no progress. */
const PATIENCE_MS = 500;
const REDRAW_MS = 100;
const ERASE = '\r\x1b[K';

export const NO_PROGRESS: Progress = { update() {}, end() {} };

/** One line on a terminal, redrawn in place: count, speed and time left. `clock` gives milliseconds. */
export function makeProgress(label: string, out: Output, clock: () => number): Progress {
  const start = clock();
  let nextDraw = start + PATIENCE_MS;
  let drawn = false;
  return {
    update(done, total, refused = 0) {
      const now = clock();
      if (now < nextDraw) return;
      nextDraw = now + REDRAW_MS;
      drawn = true;
      const line = progressLine(label, { done, total, refused }, (now - start) / 1000);
      // The last column stays free: writing to it would move some terminals to the next line.
      out.write(`${ERASE}${line.slice(0, out.columns - 1)}`, 'moves');
    },
    end() {
      if (drawn) out.write(ERASE, 'moves');
    },
  };
}

interface Counts {
  readonly done: number;
  readonly total: number | undefined;
  readonly refused: number;
}

function progressLine(label: string, { done, total, refused }: Counts, seconds: number): string {
  const speed = done / seconds;
  const parts = [
    total === undefined ? countText(done) : `${countText(done)} of ${countText(total)}`,
    `${countText(Math.round(speed))}/s`,
  ];
  if (total !== undefined && done > 0 && done <= total)
    parts.push(`${timeLeft((total - done) / speed)} left`);
  if (refused > 0) parts.push(`${countText(refused)} refused`);
  return `${label}  ${parts.join('  ')}`;
}

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
