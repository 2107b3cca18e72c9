import { clockText } from '../../../domain/calling/hours.ts';
import type { ZoneClock } from '../../../domain/calling/zone-clock.ts';
import { toLocalDate } from '../../../domain/dates/calendar.ts';
import type { FieldType, Row, Value } from '../../../domain/field.ts';
import { sanitize, sanitizeLines } from '../../terminal-text.ts';
import { humanText } from '../../values.ts';
import { BLANK, line, type ScreenLine, span } from '../lines.ts';
import { wrapText } from '../runtime/wrap.ts';
import type { CallCard } from './port.ts';
import { timerText } from './tally.ts';

/** The notes on a lead take no more lines than this. */
const MOST_NOTES = 2;

export interface CardView {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Milliseconds of the timer. */
  readonly timer: number;
  readonly clock: ZoneClock;
  readonly columns: number;
}

/** Who is to be called, the number, why, and what is known of them. */
export function cardLines(card: CallCard, { now, timer, clock, columns }: CardView): ScreenLine[] {
  const { lead } = card;
  const text = (name: string) => sanitize(humanText(lead[name] ?? null, 'text', viewpoint(now)));
  const company = text('company') === sanitize(card.name) ? '' : text('company');
  const who = [text('title'), company].filter(Boolean).map((each) => ` · ${each}`);
  const time = clockText(clock.at(card.zone, now).minutes);
  const there = card.zone === '' ? '' : `   ${time} where they are (${sanitize(card.zone)})`;
  return [
    {
      left: [span(sanitize(card.name), 'bold'), span(who.join(''))],
      right: [span(timerText(timer), 'bold')],
    },
    line({ text: sanitize(card.phone), looks: ['bold', 'cyan'], link: `tel:${card.phone}` }, span(there)),
    line(span(`why now: ${sanitize(card.why)}`)),
    ...known([
      `lead ${card.leadId}`,
      text('status'),
      tried(lead.attempts),
      labelled('rating', text('rating')),
      labelled('source', text('source')),
      labelled('campaign', text('campaign')),
    ]),
    ...known([
      text('email'),
      text('website'),
      [text('city'), text('country')].filter(Boolean).join(', '),
      labelled('tags', text('tags')),
    ]),
    ...notes(lead.notes, columns),
  ];
}

/** What was said before, an entry each, the latest first; from the entry `from` on, at most `rows` lines. */
export function timelineLines(
  card: CallCard,
  now: number,
  from: number,
  rows: number,
  columns: number,
): ScreenLine[] {
  if (card.said.length === 0) return [line(span('nothing was said before', 'dim'))];
  return card.said
    .slice(from)
    .flatMap((row) => entryLines(row, now, columns))
    .slice(0, rows);
}

/** What to say, from the line `from` on, at most `rows` lines. */
export function scriptLines(card: CallCard, from: number, rows: number, columns: number): ScreenLine[] {
  return card.script
    .slice(from)
    .flatMap((text) =>
      text === '' ? [BLANK] : wrapText(sanitize(text), columns, rows).map((each) => line(span(each))),
    )
    .slice(0, rows);
}

function entryLines(row: Row, now: number, columns: number): ScreenLine[] {
  const field = (name: string, type: FieldType): string =>
    sanitize(humanText((row[name] ?? null) as Value, type, viewpoint(now)));
  const head = [
    field('at', 'datetime'),
    [row.direction === 'in' ? 'they' : '', field('type', 'text')].filter(Boolean).join(' '),
    field('outcome', 'text'),
    field('duration', 'duration'),
    field('user', 'text'),
  ].filter(Boolean);
  const said = sanitizeLines(String(row.said ?? ''))
    .join(' ')
    .trim();
  return [
    line(span(head.join(' · '), 'dim')),
    ...(said === '' ? [] : wrapText(said, columns - 2, 3).map((each) => line(span(`  ${each}`)))),
  ];
}

function notes(value: Value | undefined, columns: number): ScreenLine[] {
  const text = sanitizeLines(String(value ?? ''))
    .join(' ')
    .trim();
  return text === '' ? [] : wrapText(text, columns, MOST_NOTES).map((each) => line(span(each)));
}

/** The facts that there are, in one line; no line for none. */
function known(facts: readonly string[]): ScreenLine[] {
  const there = facts.filter(Boolean);
  return there.length === 0 ? [] : [line(span(there.join(' · '), 'dim'))];
}

function tried(attempts: Value | undefined): string {
  const count = Number(attempts ?? 0);
  return count === 0 ? 'never tried' : `tried ${count === 1 ? 'once' : `${count} times`}`;
}

const labelled = (label: string, text: string): string => (text === '' ? '' : `${label} ${text}`);

function viewpoint(now: number) {
  return { today: toLocalDate(now), currency: 'USD' };
}
