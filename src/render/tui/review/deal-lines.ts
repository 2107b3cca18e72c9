import { type DealCard, daysInStage, isStale } from '../../../domain/board.ts';
import { relativeDay, toLocalDate } from '../../../domain/dates/calendar.ts';
import {
  type Answer,
  changesText,
  type DealActivity,
  type DealContact,
  type DealTask,
  decisionText,
  type Reason,
  type ReviewDeal,
  type ReviewDecision,
  reviewReasons,
} from '../../../domain/review.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { amountText } from '../../board/words.ts';
import type { Look } from '../../color.ts';
import { justify, type Span, type StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { Viewpoint } from '../../values.ts';
import { wrapText } from '../runtime/wrap.ts';

const LABEL = 9;
/** Lines that one thing may take: a note may be a page. */
const MAX_LINES = 3;

/** All that is to be seen of a deal: what it is, why it is here, what was decided, and what is known of it. */
export function dealLines(
  deal: ReviewDeal,
  decided: readonly ReviewDecision[],
  width: number,
  view: Viewpoint,
  ruler: Ruler,
): StyledLine[] {
  const { card, answer } = deal;
  const { today } = view;
  const who = [card.account, card.owner].filter((name) => name !== null).join(' · ');
  const muted = (text: string): Span => ({ text: sanitize(text), look: 'muted' });
  return [
    justify(
      [{ text: sanitize(card.name), look: 'bold' }],
      [{ text: amountText(card.amount, view) }],
      width,
      ruler,
    ),
    justify([muted(who)], [muted(`opp ${card.id}`)], width, ruler),
    [],
    ...(card.kind === 'open' ? [] : [[{ text: `${card.kind} now: k goes on`, look: 'good' as const }]]),
    ...reviewReasons(card, today).flatMap((reason) => reasonLines(reason, width)),
    ...decided.flatMap(({ decision }) => labelledLines('✓', decisionText(decision), width, 2, 'good')),
    [],
    ...labelled('Stage', [stageText(card, today)], width),
    ...labelled('Closes', [closesText(card, today)], width),
    ...labelled('People', deal.contacts.map(contactText), width),
    ...labelled(
      'Next',
      [...deal.tasks.map((task) => taskText(task, today)), ...textsOf(card.nextStep)],
      width,
    ),
    ...labelled('Decided', answer && decided.length === 0 ? [answerText(answer, today)] : [], width),
    ...labelled(
      'Changed',
      deal.changes.map((change) => `${dayOf(change.at, today)} ${change.who}: ${changesText(change)}`),
      width,
    ),
    ...labelled(
      'History',
      deal.activities.map((word) => wordText(word, today)),
      width,
    ),
  ];
}

/** How many lines `dealLines` gives. */
export function dealHeight(
  deal: ReviewDeal,
  decided: readonly ReviewDecision[],
  width: number,
  view: Viewpoint,
): number {
  return dealLines(deal, decided, width, view, UNMEASURED).length;
}

/** Cutting a line to its width does not change how many there are. */
const UNMEASURED: Ruler = { simple: true, width: (text) => text.length, cut: (text) => text };

const SIGNS: Readonly<Record<Reason['kind'], readonly [sign: string, look: Look]>> = {
  slipped: ['!', 'bad'],
  stuck: ['!', 'warn'],
  closing: ['*', 'accent'],
  changed: ['+', 'bold'],
};

function reasonLines({ kind, text }: Reason, width: number): StyledLine[] {
  const [sign, look] = SIGNS[kind];
  return labelledLines(`${sign} ${kind}`, text, width, LABEL + 2, look);
}

function stageText(card: DealCard, today: string): string {
  const days = daysInStage(card, today);
  const usual = card.rottingDays === null ? '' : ` of ${card.rottingDays}`;
  const age = days === null ? '' : `, day ${days}${usual}${isStale(card, today) ? ' !' : ''}`;
  return `${card.stage}${card.kind === 'open' ? ` ${card.probability} %` : ''}${age}`;
}

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

function wordText({ at, who, type, outcome, text }: DealActivity, today: string): string {
  const what = [type, outcome].filter((part) => part !== null).join(' ');
  return `${dayOf(at, today)} ${who ?? ''} ${what}${text === '' ? '' : `: ${text}`}`.replace(/ {2,}/g, ' ');
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
