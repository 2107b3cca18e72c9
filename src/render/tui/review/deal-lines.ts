import { type DealCard, daysInStage } from '../../../domain/board.ts';
import { daysBetween, relativeDay, toLocalDate } from '../../../domain/dates/calendar.ts';
import type { Money } from '../../../domain/money.ts';
import {
  type Answer,
  changesText,
  type DealActivity,
  type DealContact,
  type DealTask,
  daysInStages,
  decisionText,
  type ReviewCard,
  type ReviewDeal,
  type ReviewDecision,
  reviewReasons,
} from '../../../domain/review.ts';
import type { Stage } from '../../../domain/stages.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { DAY_MS } from '../../../domain/time-units.ts';
import { subtitleOf, titleOf } from '../../board/card.ts';
import { titleCase } from '../../board/heading.ts';
import { reasonSpans } from '../../board/table.ts';
import { amountText, dayCount, weekdayText } from '../../board/words.ts';
import { type Look, PLAIN } from '../../color.ts';
import { headingLine } from '../../parts/heading.ts';
import { pathLines } from '../../parts/path.ts';
import { makePen, type Pen, type Signs } from '../../parts/pen.ts';
import { ageText, type TimelineEntry, timelineLines } from '../../parts/timeline.ts';
import { fitLine, justify, lineWidth, type Span, type StyledLine } from '../../styled-line.ts';
import type { Viewpoint } from '../../values.ts';
import { wrapText } from '../runtime/wrap.ts';

const LABEL_WIDTH = 9;
/** Lines that one thing may take: a note may be a page. */
const MAX_LINES = 3;

/** All that is to be seen of a deal: what it is, why it is here, what was decided, and what is known of it. */
export function dealLines(
  deal: ReviewDeal,
  decided: readonly ReviewDecision[],
  stages: readonly Stage[],
  width: number,
  view: Viewpoint,
  pen: Pen,
  isDetailed = false,
): StyledLine[] {
  const { card, answer } = deal;
  const { today } = view;
  const { ruler, signs } = pen;
  const muted = (text: string): Span => ({ text: sanitize(text), look: 'muted' });
  const about = [subtitleOf(card), `opp ${card.id}`, card.owner ?? ''].filter((text) => text !== '');
  const at = stages.findIndex(({ id }) => id === card.stageId);
  const weighted = weightedOf(card);
  const days = daysInStages(deal.entries);
  const orBlank = (texts: readonly string[]) => (isDetailed && texts.length === 0 ? ['nothing'] : texts);
  const left = Math.floor(width * NOW_SHARE);
  const facts = (room: number): StyledLine[] => [
    ...labelledFacts(
      'Next',
      [...deal.tasks.map((task) => taskFact(task, today, signs)), ...textsOf(card.nextStep).map(plainFact)],
      room,
      pen,
      isDetailed,
    ),
    ...labelledFacts('Closes', [closesFact(card, today, signs)], room, pen, isDetailed),
    ...labelledFacts('Who', deal.contacts.map(contactFact), room, pen, isDetailed),
    ...labelled('Decided', answer && decided.length === 0 ? [answerText(answer, today)] : [], room),
    ...labelled(
      'Changed',
      orBlank(
        deal.changes.map((change) => `${dayOf(change.at, today)} ${change.who}: ${changesText(change)}`),
      ),
      room,
    ),
  ];
  return [
    justify(
      [{ text: titleOf(card), look: 'bold' }],
      [{ text: amountText(card.amount, view), look: 'bold' }],
      width,
      ruler,
    ),
    justify(
      [muted(about.join('  '))],
      weighted === null
        ? []
        : [muted(`${card.probability} % ${signs.planned} `), { text: amountText(weighted, view) }],
      width,
      ruler,
    ),
    [],
    ...(card.kind === 'open' ? [] : [[{ text: `${card.kind} now`, look: 'good' as const }]]),
    ...badgeRows(attentionSpans(card, today, signs).map(asBadge), width, pen),
    ...decided.flatMap(({ decision }) => labelledLines(signs.won, decisionText(decision), width, 2, 'good')),
    [],
    ...(at < 0 || card.kind !== 'open'
      ? []
      : [
          ...pathLines(
            stages.map(({ id, name }, place) => ({
              title: titleCase(sanitize(name)),
              days: place === at ? daysInStage(card, today) : (days.get(id) ?? null),
            })),
            at,
            card.rottingDays,
            width,
            pen,
          ),
          [],
        ]),
    ...(width < MIN_WIDTH_BESIDE
      ? [...facts(width), ...happened(deal, width, view, pen, isDetailed)]
      : columnsBeside(
          [headingLine('Now', left, pen), ...facts(left)],
          happened(deal, width - left - 3, view, pen, isDetailed).slice(1),
          left,
          pen,
        )),
  ];
}

/** From so many columns on, what is known now stands beside what happened, and has this part of the width. */
const MIN_WIDTH_BESIDE = 97;
const NOW_SHARE = 0.42;

/** Two columns with a rail between them. */
function columnsBeside(
  left: readonly StyledLine[],
  right: readonly StyledLine[],
  width: number,
  { ruler, signs }: Pen,
): StyledLine[] {
  if (right.length === 0) return [...left];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => [
    ...fitLine(left[at] ?? [], width, ruler),
    { text: ` ${signs.rail} `, look: 'faint' },
    ...(right[at] ?? []),
  ]);
}

/** The amount times its chance; null without an amount. */
function weightedOf({ amount, probability }: DealCard): Money | null {
  if (amount === null) return null;
  return { minor: Math.round((Number(amount.minor) * probability) / 100), currency: amount.currency };
}

/** What was said and done, the latest first. */
function happened(
  { activities, entries: stages }: ReviewDeal,
  width: number,
  { today }: Viewpoint,
  pen: Pen,
  isDetailed: boolean,
): StyledLine[] {
  const moves = stages.slice(1).map(
    ({ at, who, stage }, place): DealActivity => ({
      at,
      who,
      type: 'move',
      outcome: `${stages[place]?.stage} ${pen.signs.planned} ${stage}`,
      text: '',
    }),
  );
  const all = [...activities, ...moves].toSorted((one, other) => (one.at < other.at ? 1 : -1));
  if (all.length === 0) return [];
  const entries = all.map(({ at, who, type, outcome, text }): TimelineEntry => {
    const days = Math.max(0, daysBetween(toLocalDate(at), today));
    return {
      age: days === 0 ? 'today' : ageText(days * DAY_MS),
      kind: type,
      look: type === 'call' ? 'accent' : type === 'move' ? 'stage3' : type === 'meeting' ? 'good' : 'muted',
      what: sanitize(outcome ?? ''),
      facts: who === null ? [] : [sanitize(who)],
      text: sanitize(text),
    };
  });
  const right = [{ text: String(all.length), look: 'muted' as const }];
  return [
    [],
    headingLine('What happened', width, pen, { right }),
    ...timelineLines(entries, width, isDetailed ? MAX_DETAILED : MAX_TIMELINE, pen, {
      isAiry: isDetailed,
      maxTextLines: isDetailed ? MAX_DETAILED : MAX_LINES,
    }),
  ];
}

const MAX_TIMELINE = 60;
/** Of texts that are shown whole. */
const MAX_DETAILED = 400;

/** Why a deal is here: what is wrong with it, then what else there is to say. */
export function attentionSpans(card: ReviewCard, today: string, signs: Signs, isShort = false): Span[] {
  const more = reviewReasons(card, today).flatMap(({ kind, text }): Span[] => {
    if (kind === 'closing') return [{ text: `${signs.today} ${text}`, look: 'good' }];
    return kind === 'changed' ? [{ text: `${signs.planned} ${text}`, look: 'muted' }] : [];
  });
  return [...reasonSpans(card, today, signs, isShort), ...more];
}

const BADGE_LOOKS: Readonly<Partial<Record<Look, readonly Look[]>>> = {
  bad: ['badge bad', 'bad'],
  warn: ['badge warn', 'warn'],
  good: ['badge good', 'good'],
};

/** A reason as a badge. */
const asBadge = ({ text, look }: Span): Span => ({
  text,
  look: [...((typeof look === 'string' ? BADGE_LOOKS[look] : undefined) ?? (['key', 'muted'] as const))],
});

/** Badges in as many rows as they need. */
function badgeRows(badges: readonly Span[], width: number, pen: Pen): StyledLine[] {
  const rows: Span[][] = [];
  for (const each of badges) {
    const badge: Span = { ...each, text: ` ${pen.ruler.cut(sanitize(each.text), Math.max(8, width - 2))} ` };
    const last = rows.at(-1);
    if (last && lineWidth([...last, { text: ' ' }, badge], pen.ruler) <= width)
      last.push({ text: ' ' }, badge);
    else rows.push([badge]);
  }
  return rows;
}

/** How many lines `dealLines` gives. */
export function dealHeight(
  deal: ReviewDeal,
  decided: readonly ReviewDecision[],
  stages: readonly Stage[],
  width: number,
  view: Viewpoint,
  isDetailed: boolean,
): number {
  return dealLines(deal, decided, stages, width, view, UNMEASURED, isDetailed).length;
}

/** Cutting a line to its width does not change how many there are. */
const UNMEASURED = makePen({}, PLAIN, {
  simple: true,
  width: (text) => text.length,
  cut: (text, columns) => text.slice(0, columns),
});

/** What stands beside a label: a text, and what explains it. */
interface Fact {
  readonly text: string;
  readonly sign?: string;
  readonly about: string;
  readonly look: Look;
  /** What follows below it. */
  readonly below?: string;
}

const plainFact = (text: string): Fact => ({ text, about: '', look: 'muted' });

function closesFact({ closes, closeDateAtLastReview }: DealCard, today: string, signs: Signs): Fact {
  const was =
    closeDateAtLastReview && closeDateAtLastReview !== closes
      ? `, was ${weekdayText(closeDateAtLastReview, today)}`
      : '';
  if (closes === null) return { text: 'no date', about: was, look: 'muted' };
  const isPast = closes < today;
  return {
    text: weekdayText(closes, today),
    about: `, ${relativeDay(closes, today)}${was}`,
    look: isPast ? 'bad' : 'muted',
    ...(isPast ? { sign: signs.lost } : {}),
  };
}

function contactFact({ name, title, role, phone, email }: DealContact): Fact {
  return {
    text: name,
    about: `${title === null ? '' : `, ${title}`}${role === null ? '' : ` (${role})`}`,
    look: 'muted',
    below: [phone, email].filter((way) => way !== null).join('  '),
  };
}

function taskFact({ subject, due }: DealTask, today: string, signs: Signs): Fact {
  if (due === null) return plainFact(subject);
  const late = daysBetween(due, today);
  if (late > 0)
    return {
      text: subject,
      sign: signs.late,
      about: `, late ${dayCount(late)}, since ${weekdayText(due, today)}`,
      look: 'bad',
    };
  const about = late === 0 ? ', today' : `, ${weekdayText(due, today)}, ${relativeDay(due, today)}`;
  return {
    text: subject,
    sign: late === 0 ? signs.today : signs.planned,
    about,
    look: late === 0 ? 'accent' : 'muted',
  };
}

function answerText({ at, decisions }: Answer, today: string): string {
  return `${dayOf(at, today)}: ${decisions.map(decisionText).join('; ')}`;
}

const dayOf = (at: string, today: string) => relativeDay(toLocalDate(at), today);
const textsOf = (text: string | null) => (text === null ? [] : [text]);

/** Facts beside a label that only the first line has; where there is none, nothing, or in detail that there is none. */
function labelledFacts(
  label: string,
  facts: readonly Fact[],
  width: number,
  { ruler }: Pen,
  isDetailed: boolean,
): StyledLine[] {
  if (facts.length === 0) return isDetailed ? labelled(label, ['nothing'], width) : [];
  return facts.flatMap((fact, at) => {
    const [text, about, below] = [fact.text, fact.about, fact.below ?? ''].map(sanitize) as [
      string,
      string,
      string,
    ];
    const sign: StyledLine = fact.sign === undefined ? [] : [{ text: `${fact.sign} `, look: fact.look }];
    const indent = LABEL_WIDTH + lineWidth(sign, ruler);
    const fits = (line: StyledLine) => LABEL_WIDTH + lineWidth(line, ruler) <= width;
    const whole: StyledLine = [...sign, { text }, { text: about, look: fact.look }];
    const one: StyledLine = [...whole, { text: '  ' }, { text: below, look: 'accent' }];
    if (below !== '' && fits(one)) return [beside(at === 0 ? label : '', one)];
    const lines: StyledLine[] = fits(whole)
      ? [whole]
      : wrapText(text + about, width - indent, MAX_LINES).map((line, row) => [
          ...(row === 0 ? sign : [{ text: ' '.repeat(indent - LABEL_WIDTH) }]),
          { text: line, ...(fact.look === 'bad' ? { look: 'bad' as const } : {}) },
        ]);
    const ways: StyledLine[] =
      below === ''
        ? []
        : wrapText(below, width - LABEL_WIDTH, 2).map((line) => [{ text: line, look: 'accent' }]);
    return [...lines, ...ways].map((line, row) => beside(at === 0 && row === 0 ? label : '', line));
  });
}

const beside = (label: string, line: StyledLine): StyledLine => [
  { text: label.padEnd(LABEL_WIDTH), look: 'muted' },
  ...line,
];

/** Texts beside a label that only the first line has; nothing for none. */
function labelled(label: string, texts: readonly string[], width: number): StyledLine[] {
  return texts.flatMap((text, at) => labelledLines(at === 0 ? label : '', text, width, LABEL_WIDTH, 'muted'));
}

function labelledLines(label: string, text: string, width: number, indent: number, look: Look): StyledLine[] {
  return wrapText(sanitize(text), width - indent, MAX_LINES).map((line, at) => [
    { text: (at === 0 ? label : '').padEnd(indent), look },
    { text: line },
  ]);
}
