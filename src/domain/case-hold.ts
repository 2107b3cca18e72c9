import { isMoment } from './dates/calendar.ts';

/** A time in which the clocks of a case stood still; without an end they still do. UTC ISO 8601. */
export interface Hold {
  readonly from: string;
  readonly to: string | null;
}

/**
 * Reads `2026-12-01T10:00:00.000Z/2026-12-01T11:00:00.000Z 2026-12-02T09:00:00.000Z/`: from and to, the last without an
 * end where they still stand still. Null for what is none of this.
 */
export function readHolds(text: string): Hold[] | null {
  const holds: Hold[] = [];
  for (const part of text.split(' ').filter((each) => each !== '')) {
    const [from = '', to, more] = part.split('/');
    const before = holds.at(-1);
    if (!isMoment(from) || to === undefined || more !== undefined) return null;
    if (to !== '' && (!isMoment(to) || to < from)) return null;
    if (before && (before.to === null || from < before.to)) return null;
    holds.push({ from, to: to === '' ? null : to });
  }
  return holds;
}

/** Writes what `readHolds` reads; null for none. */
function holdsText(holds: readonly Hold[]): string | null {
  return holds.map(({ from, to }) => `${from}/${to ?? ''}`).join(' ') || null;
}

/** Stops the clocks, unless they stand still. */
export function stopClocks(text: string | null, at: string): string | null {
  const holds = readHolds(text ?? '') ?? [];
  const last = holds.at(-1);
  if (last?.to === null) return text;
  // A time that was given for the past begins when the clocks ran again at the earliest.
  const from = last?.to && at < last.to ? last.to : at;
  return holdsText([...holds, { from, to: null }]);
}

/** Lets the clocks run again. */
export function startClocks(text: string | null, at: string): string | null {
  const holds = readHolds(text ?? '') ?? [];
  const last = holds.at(-1);
  if (!last || last.to !== null) return text;
  return holdsText([...holds.slice(0, -1), ...(last.from < at ? [{ from: last.from, to: at }] : [])]);
}
