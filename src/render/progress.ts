import type { Output } from '../io/types.ts';
import { countText } from './counts.ts';

/** Progress of long work. */
export interface Progress {
  /** Sets the number done, the total if known, and the number rejected. Cheap: most calls draw nothing. */
  update(done: number, total?: number, rejected?: number): void;
  /** Erases the line. */
  end(): void;
}

/** Shorter work shows no progress. */
const FIRST_DRAW_MS = 500;
const REDRAW_MS = 100;
const ERASE = '\r\x1b[K';

export const NO_PROGRESS: Progress = { update() {}, end() {} };

/** One line on a terminal, redrawn in place: count, speed and time left. `clock` returns milliseconds. */
export function makeProgress(label: string, out: Output, clock: () => number): Progress {
  const start = clock();
  let nextDraw = start + FIRST_DRAW_MS;
  let drawn = false;
  return {
    update(done, total, rejected = 0) {
      const now = clock();
      if (now < nextDraw) return;
      nextDraw = now + REDRAW_MS;
      drawn = true;
      const line = progressLine(label, { done, total, rejected }, (now - start) / 1000);
      // Leaves the last column free: some terminals would wrap.
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
  readonly rejected: number;
}

function progressLine(label: string, { done, total, rejected }: Counts, seconds: number): string {
  const speed = done / seconds;
  const parts = [
    total === undefined ? countText(done) : `${countText(done)} of ${countText(total)}`,
    `${countText(Math.round(speed))}/s`,
  ];
  if (total !== undefined && done > 0 && done <= total)
    parts.push(`${timeLeft((total - done) / speed)} left`);
  if (rejected > 0) parts.push(`${countText(rejected)} rejected`);
  return `${label}  ${parts.join('  ')}`;
}

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
