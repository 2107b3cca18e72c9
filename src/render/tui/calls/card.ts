import { isSectionHeading } from '../../../domain/calling/call-script.ts';
import { clockText } from '../../../domain/calling/hours.ts';
import { toLocalDate } from '../../../domain/dates/calendar.ts';
import type { FieldType, Row, Value } from '../../../domain/field.ts';
import { telUri } from '../../../domain/phones/phone.ts';
import { sanitize, sanitizeLines } from '../../../domain/terminal-text.ts';
import { justify, type StyledLine, span } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import { humanText } from '../../values.ts';
import { wrapText } from '../runtime/wrap.ts';
import type { CallCard } from './port.ts';
import type { CallState } from './state.ts';
import { timerText } from './tally.ts';

/** Of the notes on a lead. */
const MAX_NOTES_LINES = 2;
/** Of the text of an activity. */
const MAX_TEXT_LINES = 3;

/** Who is to be called, the number, why, and what is known of them. */
export function cardLines(
  card: CallCard,
  { now, timer, times }: Pick<CallState, 'now' | 'timer' | 'times'>,
  columns: number,
  ruler: Ruler,
): StyledLine[] {
  const { lead } = card;
  const text = (name: string) => sanitize(humanText(lead[name] ?? null, 'text', viewpoint(now)));
  const company = text('company') === sanitize(card.name) ? '' : text('company');
  const who = [text('title'), company].filter(Boolean).map((each) => ` · ${each}`);
  const { zone } = card.place;
  const time = clockText(times.clock.at(zone, now).minutes);
  const there = zone === '' ? '' : `   ${time} where they are (${sanitize(zone)})`;
  return [
    justify(
      [span(sanitize(card.name), 'bold'), span(who.join(''))],
      [span(timerText(timer), 'bold')],
      columns,
      ruler,
    ),
    [{ text: sanitize(card.phoneGrouped), look: ['bold', 'accent'], link: telUri(card.phone) }, span(there)],
    [span(`why now: ${sanitize(card.why)}`)],
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

/** The activities, the latest first; from the entry `from` on, at most `rows` lines. */
export function timelineLines(
  card: CallCard,
  now: number,
  from: number,
  rows: number,
  columns: number,
): StyledLine[] {
  if (card.timeline.length === 0) return [[span('No previous activity', 'muted')]];
  return card.timeline
    .slice(from)
    .flatMap((row) => entryLines(row, now, columns))
    .slice(0, rows);
}

/** What to say, from the line `from` on, at most `rows` lines. */
export function scriptLines(card: CallCard, from: number, rows: number, columns: number): StyledLine[] {
  return card.script
    .slice(from)
    .flatMap((text) =>
      text === ''
        ? [[]]
        : wrapText(sanitize(text), columns, rows).map((each) => [
            isSectionHeading(text) ? span(each, 'accent') : span(each),
          ]),
    )
    .slice(0, rows);
}

function entryLines(row: Row, now: number, columns: number): StyledLine[] {
  const field = (name: string, type: FieldType): string =>
    sanitize(humanText((row[name] ?? null) as Value, type, viewpoint(now)));
  const head = [
    field('at', 'datetime'),
    [row.direction === 'in' ? 'they' : '', field('type', 'text')].filter(Boolean).join(' '),
    field('outcome', 'text'),
    field('duration', 'duration'),
    field('user', 'text'),
  ].filter(Boolean);
  const text = inOneLine(row.said);
  return [
    [span(head.join(' · '), 'muted')],
    ...wrapText(text, columns - 2, MAX_TEXT_LINES).map((each) => [span(`  ${each}`)]),
  ];
}

function notes(value: Value | undefined, columns: number): StyledLine[] {
  return wrapText(inOneLine(value), columns, MAX_NOTES_LINES).map((each) => [span(each)]);
}

function inOneLine(value: Value | undefined): string {
  return sanitizeLines(String(value ?? ''))
    .join(' ')
    .trim();
}

/** The facts that there are, in one line; no line for none. */
function known(facts: readonly string[]): StyledLine[] {
  const there = facts.filter(Boolean);
  return there.length === 0 ? [] : [[span(there.join(' · '), 'muted')]];
}

function tried(attempts: Value | undefined): string {
  const count = Number(attempts ?? 0);
  return count === 0 ? 'never tried' : `tried ${count === 1 ? 'once' : `${count} times`}`;
}

const labelled = (label: string, text: string): string => (text === '' ? '' : `${label} ${text}`);

function viewpoint(now: number) {
  return { today: toLocalDate(now), currency: 'USD' };
}
