import { type DealCard, daysInStage } from '../../../domain/board.ts';
import { daysBetween, relativeDay, toLocalDate } from '../../../domain/dates/calendar.ts';
import type { Money } from '../../../domain/money.ts';
import {
  type Answer,
  changesText,
  type DealContact,
  type DealTask,
  decisionText,
  type Reason,
  type ReviewDeal,
  type ReviewDecision,
  reviewReasons,
} from '../../../domain/review.ts';
import type { Stage } from '../../../domain/stages.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { subtitleOf, titleOf } from '../../board/card.ts';
import { amountText } from '../../board/words.ts';
import { type Look, PLAIN } from '../../color.ts';
import { headingLine } from '../../parts/heading.ts';
import { pathLines } from '../../parts/path.ts';
import { makePen, type Pen, type Signs } from '../../parts/pen.ts';
import { ageText, type TimelineEntry, timelineLines } from '../../parts/timeline.ts';
import { justify, lineWidth, type Span, type StyledLine } from '../../styled-line.ts';
import type { Viewpoint } from '../../values.ts';
import { wrapText } from '../runtime/wrap.ts';

const LABEL = 9;
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
  const orBlank = (texts: readonly string[]) => (isDetailed && texts.length === 0 ? ['nothing'] : texts);
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
    ...badgeRows(reviewReasons(card, today), width, pen),
    ...decided.flatMap(({ decision }) => labelledLines(signs.won, decisionText(decision), width, 2, 'good')),
    [],
    ...(at < 0 || card.kind !== 'open'
      ? []
      : [
          ...pathLines(
            stages.map(({ name }, place) => ({
              title: name,
              days: place === at ? daysInStage(card, today) : null,
            })),
            at,
            card.rottingDays,
            width,
            pen,
          ),
          [],
        ]),
    ...labelled(
      'Next',
      orBlank([...deal.tasks.map((task) => taskText(task, today)), ...textsOf(card.nextStep)]),
      width,
    ),
    ...labelled('Closes', [closesText(card, today)], width),
    ...labelled('Who', orBlank(deal.contacts.map(contactText)), width),
    ...labelled('Decided', answer && decided.length === 0 ? [answerText(answer, today)] : [], width),
    ...labelled(
      'Changed',
      orBlank(
        deal.changes.map((change) => `${dayOf(change.at, today)} ${change.who}: ${changesText(change)}`),
      ),
      width,
    ),
    ...happened(deal, width, view, pen, isDetailed),
  ];
}

/** The amount times its chance; null without an amount. */
function weightedOf({ amount, probability }: DealCard): Money | null {
  if (amount === null) return null;
  return { minor: Math.round((Number(amount.minor) * probability) / 100), currency: amount.currency };
}

/** What was said and done, the latest first. */
function happened(
  { activities }: ReviewDeal,
  width: number,
  { today }: Viewpoint,
  pen: Pen,
  isDetailed: boolean,
): StyledLine[] {
  if (activities.length === 0) return [];
  const entries = activities.map(({ at, who, type, outcome, text }): TimelineEntry => {
    const days = Math.max(0, daysBetween(toLocalDate(at), today));
    return {
      age: days === 0 ? 'today' : ageText(days * DAY_MS),
      kind: type === 'event' ? 'move' : type,
      look: type === 'call' ? 'accent' : type === 'event' ? 'stage3' : 'muted',
      what: sanitize(outcome ?? ''),
      facts: who === null ? [] : [sanitize(who)],
      text: sanitize(text),
    };
  });
  const right = [{ text: String(activities.length), look: 'muted' as const }];
  return [
    [],
    headingLine('What happened', width, pen, { right }),
    ...timelineLines(entries, width, isDetailed ? MAX_DETAILED : MAX_TIMELINE, pen, {
      isAiry: isDetailed,
      maxTextLines: isDetailed ? MAX_DETAILED : MAX_LINES,
    }),
  ];
}

const DAY_MS = 86_400_000;
const MAX_TIMELINE = 60;
/** Of texts that are shown whole. */
const MAX_DETAILED = 400;

/** Why the deal is here, as badges in as many rows as they need. */
function badgeRows(reasons: readonly Reason[], width: number, pen: Pen): StyledLine[] {
  const rows: Span[][] = [];
  for (const { kind, text } of reasons) {
    const [sign, looks] = BADGES[kind];
    const room = Math.max(8, width - 4);
    const label = ` ${pen.signs[sign]} ${pen.ruler.cut(sanitize(text), room)} `;
    const badge: Span = { text: label, look: [...looks] };
    const last = rows.at(-1);
    if (last && lineWidth([...last, { text: ' ' }, badge], pen.ruler) <= width)
      last.push({ text: ' ' }, badge);
    else rows.push([badge]);
  }
  return rows;
}

const BADGES: Readonly<
  Record<Reason['kind'], readonly [sign: keyof Signs & string, looks: readonly Look[]]>
> = {
  slipped: ['lost', ['badge bad', 'bad']],
  stuck: ['late', ['badge warn', 'warn']],
  closing: ['today', ['badge good', 'good']],
  changed: ['planned', ['key', 'muted']],
};

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

function closesText({ closes, closeDateAtLastReview }: DealCard, today: string): string {
  const was =
    closeDateAtLastReview && closeDateAtLastReview !== closes ? `, was ${closeDateAtLastReview}` : '';
  return `${closes === null ? 'no date' : `${closes}, ${relativeDay(closes, today)}`}${was}`;
}

function contactText({ name, title, role }: DealContact): string {
  return `${name}${title === null ? '' : `, ${title}`}${role === null ? '' : ` (${role})`}`;
}

function taskText({ subject, due }: DealTask, today: string): string {
  const late = due !== null && due < today ? ' !' : '';
  return due === null ? subject : `${subject}, due ${relativeDay(due, today)}${late}`;
}

function answerText({ at, decisions }: Answer, today: string): string {
  return `${dayOf(at, today)}: ${decisions.map(decisionText).join('; ')}`;
}

const dayOf = (at: string, today: string) => relativeDay(toLocalDate(at), today);
const textsOf = (text: string | null) => (text === null ? [] : [text]);

/** Texts beside a label that only the first line has; nothing for none. */
function labelled(label: string, texts: readonly string[], width: number): StyledLine[] {
  return texts.flatMap((text, at) => labelledLines(at === 0 ? label : '', text, width, LABEL, 'muted'));
}

function labelledLines(label: string, text: string, width: number, indent: number, look: Look): StyledLine[] {
  return wrapText(sanitize(text), width - indent, MAX_LINES).map((line, at) => [
    { text: (at === 0 ? label : '').padEnd(indent), look },
    { text: line },
  ]);
}
