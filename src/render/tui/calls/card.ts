import { isSectionHeading } from '../../../domain/calling/call-script.ts';
import { clockText } from '../../../domain/calling/hours.ts';
import { toLocalDate } from '../../../domain/dates/calendar.ts';
import type { Value } from '../../../domain/field.ts';
import { telUri } from '../../../domain/phones/phone.ts';
import { sanitize, sanitizeLines } from '../../../domain/terminal-text.ts';
import { activityEntry } from '../../parts/activity-entry.ts';
import type { Pen } from '../../parts/pen.ts';
import type { TimelineEntry } from '../../parts/timeline.ts';
import { fitLine, justify, lineWidth, type StyledLine, span } from '../../styled-line.ts';
import { humanText } from '../../values.ts';
import { wrapText } from '../runtime/wrap.ts';
import { bigNumber, readableGroups, spacedNumber } from './number.ts';
import type { CallCard } from './port.ts';
import type { CallState } from './state.ts';
import { timerText } from './tally.ts';

/** Of the notes on a lead. */
const MAX_NOTES_LINES = 3;
const MAX_DETAILED_LINES = 40;
const MAX_FACT_LINES = 3;

/** From here on the number is drawn in large digits. */
const MIN_BIG_COLUMNS = 73;
const MIN_BIG_ROWS = 18;

/** Columns for what stands at the right of the number. */
const FACTS_COLUMNS = 16;

/** After ringing so long nobody is likely to answer. */
const LONG_RING_MS = 15_000;

type CardTimes = Pick<CallState, 'now' | 'timer' | 'times' | 'isTalking' | 'size' | 'mode'>;

/** Who is to be called: name and timer, what they do, and at the right how the lead stands. */
export function whoLines(
  card: CallCard,
  shown: CardTimes,
  columns: number,
  { ruler, signs }: Pen,
): StyledLine[] {
  const text = fieldReader(card, shown.now);
  const company = text('company') === sanitize(card.name) ? '' : text('company');
  const about = [text('title'), company, text('city')].filter(Boolean).join(', ');
  const score = card.lead.score ?? null;
  const isLong = !shown.isTalking && shown.timer > LONG_RING_MS;
  const look = shown.isTalking ? 'good' : isLong ? 'warn' : 'muted';
  // Where no number is left, nobody is on the line.
  const timer: StyledLine =
    shown.mode === 'numberless'
      ? []
      : [
          span(`${signs.event} ${shown.isTalking ? 'talking' : 'ringing'} `, look),
          span(timerText(shown.timer), 'bold'),
        ];
  return [
    justify([span(sanitize(card.name), 'bold')], timer, columns, ruler),
    justify(
      [span(about, 'muted')],
      [
        ...(score === null ? [] : [span('score ', 'muted'), span(`${score}  `, 'bold')]),
        span(`lead ${card.leadId}`, 'muted'),
      ],
      columns,
      ruler,
    ),
  ];
}

/** The number to dial, with the time where they are; large where there is room for it. */
export function numberLines(card: CallCard, shown: CardTimes, columns: number, pen: Pen): StyledLine[] {
  const [number = '', extension] = card.phoneGrouped.split(' ext ');
  const groups = readableGroups(sanitize(number));
  const link = telUri(card.phone);
  const facts = thereLines(card, shown, pen);
  const hasRoom = columns >= MIN_BIG_COLUMNS && shown.size.rows >= MIN_BIG_ROWS && !pen.isAscii;
  const big = hasRoom ? bigNumber(groups, columns - FACTS_COLUMNS - 2, link) : null;
  const dialled = extension === undefined ? [] : [span(`  ext ${sanitize(extension)}`, 'bold', 'accent')];
  if (!big) {
    const line = [...spacedNumber(groups, link), ...dialled];
    const room = columns - lineWidth(line, pen.ruler) - 1;
    const both = facts.flatMap((fact, at) => (at === 0 ? fact : [span('  '), ...fact]));
    // The number is never cut; where there is no room beside it, what is less needed gives way.
    const right = [both, facts[0] ?? [], []].find((fact) => lineWidth(fact, pen.ruler) <= room) ?? [];
    return [justify(line, right, columns, pen.ruler)];
  }
  return big.map((line, row) =>
    justify(row === 1 ? [...line, ...dialled] : line, facts[row] ?? [], columns, pen.ruler),
  );
}

/** What time it is there, and until when they may be called. */
function thereLines(card: CallCard, { now, times }: CardTimes, { signs }: Pen): StyledLine[] {
  const { place } = card;
  if (place.zone === '') return [];
  const clock: StyledLine = [
    span(clockText(times.clock.at(place.zone, now).minutes), 'bold'),
    span(' there', 'muted'),
  ];
  const until = times.closesAt(place, now);
  const open: StyledLine =
    until === null
      ? [span(`${signs.late} not in their hours`, 'warn')]
      : [span(`${signs.won} until ${clockText(until)}`, 'good')];
  return [clock, open];
}

/** Why this lead, in a line. */
export function whyLine(card: CallCard): StyledLine {
  return [span('Why now  ', 'muted'), span(sanitize(card.why))];
}

/** All else that is known of the lead. */
export function aboutLines(
  card: CallCard,
  now: number,
  columns: number,
  { isDetailed, hasWhy }: { readonly isDetailed: boolean; readonly hasWhy: boolean },
): StyledLine[] {
  const text = fieldReader(card, now);
  const fact = (label: string, ...parts: string[]): StyledLine[] => {
    const there = parts.filter(Boolean).join(' · ');
    if (there !== '')
      return wrapText(there, columns - 9, MAX_FACT_LINES).map((line, at) => [
        span((at === 0 ? label : '').padEnd(9), 'muted'),
        span(line),
      ]);
    return isDetailed ? [[span(`${label.padEnd(9)}nothing`, 'muted')]] : [];
  };
  return [
    ...(hasWhy ? fact('Why now', sanitize(card.why)) : []),
    ...fact('Status', text('status'), tried(card.lead.attempts)),
    ...fact('Rating', text('rating')),
    ...fact('Source', text('source'), text('campaign')),
    ...fact('Email', text('email')),
    ...fact('Website', text('website')),
    ...fact('Place', [text('city'), text('country')].filter(Boolean).join(', '), sanitize(card.place.zone)),
    ...fact('Tags', text('tags')),
    ...wrapText(
      inOneLine(card.lead.notes),
      columns - 9,
      isDetailed ? MAX_DETAILED_LINES : MAX_NOTES_LINES,
    ).map((line, at) => [span((at === 0 ? 'Notes' : '').padEnd(9), 'muted'), span(line)]),
  ];
}

/** The most telling facts in one line, for a large window. */
export function factsLine(card: CallCard, now: number): StyledLine {
  const text = fieldReader(card, now);
  const facts = [
    text('status'),
    tried(card.lead.attempts),
    text('rating'),
    text('source'),
    text('campaign'),
    text('email'),
    text('tags'),
  ].filter(Boolean);
  return [span('Known    ', 'muted'), span(facts.join(' · '))];
}

/** What happened, the latest first, from the entry `from` on. */
export function timelineOf(card: CallCard, now: number, from: number): TimelineEntry[] {
  return card.timeline.slice(from).map((row) => activityEntry(row, row.said ?? null, now));
}

/** What to say, from the line `from` on, at most `rows` lines. */
export function scriptLines(card: CallCard, from: number, rows: number, columns: number): StyledLine[] {
  return card.script
    .slice(from)
    .flatMap((text) =>
      text === ''
        ? [[]]
        : wrapText(sanitize(text), columns, rows).map((each) =>
            isSectionHeading(text) ? [span(each.replace(/^#+\s*/, ''), 'bold')] : [span(each)],
          ),
    )
    .slice(0, rows);
}

/** Two columns side by side, with a rule between them. */
export function besideLines(
  left: readonly StyledLine[],
  right: readonly StyledLine[],
  leftColumns: number,
  { ruler, signs }: Pen,
): StyledLine[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
    const line = left[at] ?? [];
    const fitted = lineWidth(line, ruler) === leftColumns ? line : fitLine(line, leftColumns, ruler);
    return [...fitted, span(` ${signs.rail} `, 'faint'), ...(right[at] ?? [])];
  });
}

function fieldReader({ lead }: CallCard, now: number): (name: string) => string {
  const view = { today: toLocalDate(now), currency: 'USD' };
  return (name) => sanitize(humanText(lead[name] ?? null, 'text', view));
}

function inOneLine(value: Value | undefined): string {
  return sanitizeLines(String(value ?? ''))
    .join(' ')
    .trim();
}

function tried(attempts: Value | undefined): string {
  const count = Number(attempts ?? 0);
  return count === 0 ? 'never tried' : `tried ${count === 1 ? 'once' : `${count} times`}`;
}
