import { type DealCard, slipReasons, stallReasons } from './board.ts';
import { addDaysTo, relativeDay, toLocalDate } from './dates/calendar.ts';

/** Days ahead within which the end of a deal is near. */
export const SOON = 7;

/** A deal as a review sees it. */
export interface ReviewCard extends DealCard {
  /** When it was made, UTC ISO 8601. */
  readonly added: string;
  /** When the reviewer looked at it last; what changed before that is known. UTC ISO 8601. */
  readonly lookedAt: string;
}

/** Why a deal needs a word. */
export interface Reason {
  readonly kind: 'slipped' | 'stuck' | 'closing' | 'changed';
  readonly text: string;
}

/** Why an open deal needs a word, the worst first; none when all is well. */
export function reviewReasons(card: ReviewCard, today: string): Reason[] {
  if (card.kind !== 'open') return [];
  const { closes, changed, added, lookedAt } = card;
  const of = (kind: Reason['kind'], texts: readonly string[]) => texts.map((text) => ({ kind, text }));
  const isNear = closes !== null && closes >= today && closes <= addDaysTo(today, SOON);
  const when = (at: string) => relativeDay(toLocalDate(at), today);
  return [
    ...of('slipped', slipReasons(card, today)),
    ...of('stuck', stallReasons(card, today)),
    ...of('closing', isNear ? [`closes ${relativeDay(closes, today)}`] : []),
    ...of(
      'changed',
      changed <= lookedAt ? [] : [added > lookedAt ? `added ${when(added)}` : `changed ${when(changed)}`],
    ),
  ];
}

export const DECISIONS = [
  'kept',
  'moved',
  'next step',
  'amount',
  'close date',
  'note',
  'won',
  'lost',
] as const;

/** What was decided about a deal. */
export interface Decision {
  readonly kind: (typeof DECISIONS)[number];
  /** What it came to: `proposal → negotiation`; blank where the kind says it all. */
  readonly text: string;
}

/** A deal that was decided about. */
export interface Answered extends Answer {
  readonly id: number;
  readonly name: string;
  readonly account: string | null;
  readonly owner: string | null;
  readonly amount: DealCard['amount'];
}

/** What was decided about a deal, and when (UTC ISO 8601). */
export interface Answer {
  readonly at: string;
  readonly decisions: readonly Decision[];
}

/** Somebody a deal is made with. */
export interface DealContact {
  readonly name: string;
  readonly title: string | null;
  readonly role: string | null;
}

/** What was said about a deal. */
export interface DealWord {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly who: string | null;
  readonly type: string;
  readonly outcome: string | null;
  readonly text: string;
}

/** What is to be done about a deal. */
export interface DealTask {
  readonly subject: string;
  /** `YYYY-MM-DD`; null for no day. */
  readonly due: string | null;
}

/** What somebody changed of a deal: fields with what they held before and after, as people read it. */
export interface DealChange {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly who: string;
  readonly fields: readonly {
    readonly name: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** All that a review shows of a deal. */
export interface ReviewDeal {
  readonly card: ReviewCard;
  readonly contacts: readonly DealContact[];
  readonly tasks: readonly DealTask[];
  /** The latest first, as the changes, which are those since the reviewer looked at it last. */
  readonly words: readonly DealWord[];
  readonly changes: readonly DealChange[];
  /** What the reviewer decided last. */
  readonly answer: Answer | null;
}

/** `next step: call Jane`, or the kind alone. */
export function decisionText({ kind, text }: Decision): string {
  return text === '' ? kind : `${kind}: ${text}`;
}
