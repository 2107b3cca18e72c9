import type { Look } from '../color.ts';
import { fitLine, lineWidth, type StyledLine } from '../styled-line.ts';
import { wrapWords } from '../wrap.ts';
import type { Pen } from './pen.ts';

/** What happened. All texts are safe for a terminal. */
export interface TimelineEntry {
  /** How long ago, such as `4d`. */
  readonly age: string;
  /** The kind in a word: `call`. */
  readonly kind: string;
  readonly look: Look;
  /** How it went: `connected`. */
  readonly what: string;
  /** How long it took: `35s`. */
  readonly took?: string;
  /** Facts that explain it, such as who. */
  readonly facts: readonly string[];
  /** What was said. */
  readonly text: string;
}

/** How old something is, in few characters: `now`, `5m`, `3h`, `4d`, `2w`, `5mo`, `3y`. */
export function ageText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes}m`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h`;
  const days = Math.floor(minutes / (24 * 60));
  if (days < 14) return `${days}d`;
  if (days < 60) return `${Math.floor(days / 7)}w`;
  return days < 730 ? `${Math.floor(days / 30.4)}mo` : `${Math.floor(days / 365)}y`;
}

const AGE_WIDTH = 4;

/**
 * Entries on a rail, the latest first, in at most `rows` lines.
 *
 * @param isAiry - Whether the rail shows between entries, where there is room.
 * @param maxTextLines - Of what was said in one entry.
 */
export function timelineLines(
  entries: readonly TimelineEntry[],
  width: number,
  rows: number,
  pen: Pen,
  { isAiry, maxTextLines }: { readonly isAiry: boolean; readonly maxTextLines: number },
): StyledLine[] {
  const lines: StyledLine[] = [];
  const rail: StyledLine = [
    { text: ' '.repeat(AGE_WIDTH + 1) },
    { text: `${pen.signs.rail} `, look: 'faint' },
  ];
  for (const entry of entries) {
    if (lines.length >= rows) break;
    if (isAiry && lines.length > 0) lines.push(rail);
    const { head, rest } = headOf(entry, width, pen);
    lines.push(head);
    // A page has room for what did not fit; on a screen it would take that of what was said.
    if (rest.length > 0 && rows === Number.POSITIVE_INFINITY)
      lines.push([...rail, { text: rest.join(` ${pen.signs.between} `), look: 'muted' }]);
    // What has no room below is cut with a sign of it.
    const room = Math.min(maxTextLines, rows - lines.length);
    if (entry.text === '' || room < 1) continue;
    for (const text of wrapWords(entry.text, width - AGE_WIDTH - 3, room, pen.ruler))
      lines.push([...rail, { text }]);
  }
  return lines.slice(0, rows);
}

/** The first line of an entry with as many facts as it has room for, and the others. */
function headOf(
  { age, kind, look, what, took = '', facts }: TimelineEntry,
  width: number,
  pen: Pen,
): { readonly head: StyledLine; readonly rest: readonly string[] } {
  const { signs, ruler } = pen;
  const start: StyledLine = [
    { text: age.padStart(AGE_WIDTH), look: 'muted' },
    { text: ' ' },
    { text: `${signs.event} `, look },
    { text: kind, look: ['bold', look] },
    ...(what === '' ? [] : [{ text: ` ${what}` }]),
    ...(took === '' ? [] : [{ text: ` ${took}`, look: 'muted' as const }]),
  ];
  const withFacts = (count: number): StyledLine => [
    ...start,
    ...facts.slice(0, count).map((fact) => ({ text: ` ${signs.between} ${fact}`, look: 'muted' as const })),
  ];
  let count = facts.length;
  while (count > 0 && lineWidth(withFacts(count), ruler) > width) count--;
  return { head: fitLine(withFacts(count), width, ruler), rest: facts.slice(count) };
}
