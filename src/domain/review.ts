import { type DealCard, slipReasons, stallReasons } from './board.ts';
import { addDaysTo, relativeDay, toLocalDate } from './dates/calendar.ts';
import type { Money } from './money.ts';
import { DAY_MS } from './time-units.ts';

/** A deal closes soon within so many days. */
export const CLOSING_SOON_DAYS = 7;

/** A deal in a review. */
export interface ReviewCard extends DealCard {
  /** When it was created, UTC ISO 8601. */
  readonly added: string;
  /** The reviewer's last look, UTC ISO 8601; earlier changes are known. */
  readonly lastReviewedAt: string;
}

/** Why a deal needs attention. */
export interface Reason {
  readonly kind: 'slipped' | 'stuck' | 'closing' | 'changed';
  readonly text: string;
}

/** Why an open deal needs attention, the worst first; empty if it does not. */
export function reviewReasons(card: ReviewCard, today: string): Reason[] {
  if (card.kind !== 'open') return [];
  const { closes, changed, added, lastReviewedAt } = card;
  const of = (kind: Reason['kind'], texts: readonly string[]) => texts.map((text) => ({ kind, text }));
  const isNear = closes !== null && closes >= today && closes <= addDaysTo(today, CLOSING_SOON_DAYS);
  const when = (at: string) => relativeDay(toLocalDate(at), today);
  return [
    ...of('slipped', slipReasons(card, today)),
    ...of('stuck', stallReasons(card, today)),
    ...of('closing', isNear ? [`closes ${relativeDay(closes, today)}`] : []),
    ...of(
      'changed',
      changed <= lastReviewedAt
        ? []
        : [added > lastReviewedAt ? `added ${when(added)}` : `changed ${when(changed)}`],
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

export interface Decision {
  readonly kind: (typeof DECISIONS)[number];
  /** The result: `proposal → negotiation`; blank if the kind says it all. */
  readonly text: string;
}

/** A deal with the decision about it. */
export interface AnsweredDeal extends Answer {
  readonly id: number;
  readonly name: string;
  readonly account: string | null;
  readonly owner: string | null;
  readonly amount: DealCard['amount'];
}

/** A decision about a deal, with its time (UTC ISO 8601). */
export interface Answer {
  readonly at: string;
  readonly decisions: readonly Decision[];
}

/** A contact of a deal. */
export interface DealContact {
  readonly name: string;
  readonly title: string | null;
  readonly role: string | null;
  /** The first number that may be called, as its country writes it, and the first address; null for none. */
  readonly phone: string | null;
  readonly email: string | null;
}

/** An activity of a deal. */
export interface DealActivity {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly who: string | null;
  readonly type: string;
  readonly outcome: string | null;
  readonly text: string;
}

/** A stage that a deal entered. */
export interface StageEntry {
  readonly stageId: number;
  readonly stage: string;
  /** UTC ISO 8601. */
  readonly at: string;
  readonly who: string | null;
}

/** Whole days in each stage that a deal has left, several visits of one together. */
export function daysInStages(entries: readonly StageEntry[]): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const [place, { stageId, at }] of entries.entries()) {
    const next = entries[place + 1];
    if (next)
      lengths.set(stageId, (lengths.get(stageId) ?? 0) + Math.max(0, Date.parse(next.at) - Date.parse(at)));
  }
  return new Map([...lengths].map(([stageId, ms]) => [stageId, Math.floor(ms / DAY_MS)]));
}

/** An open task of a deal. */
export interface DealTask {
  readonly subject: string;
  /** `YYYY-MM-DD`; null for no day. */
  readonly due: string | null;
}

/** A change of a deal: fields with their values before and after, as text. */
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
  /** The stages it entered, in order. */
  readonly entries: readonly StageEntry[];
  /** The latest first. `changes`: the same, since the reviewer's last look. */
  readonly activities: readonly DealActivity[];
  readonly changes: readonly DealChange[];
  /** The reviewer's last decision. */
  readonly answer: Answer | null;
}

/** `next step: call Jane`, or the kind alone. */
export function decisionText({ kind, text }: Decision): string {
  return text === '' ? kind : `${kind}: ${text}`;
}

/** An answer about a deal in a review. Texts are as they were typed. */
export type ReviewAction =
  | { readonly type: 'keep' | 'win' }
  | { readonly type: 'step'; readonly direction: 1 | -1 }
  | { readonly type: 'move'; readonly stage: string }
  | { readonly type: 'lose'; readonly reason: string }
  | { readonly type: 'task'; readonly subject: string; readonly due: string }
  | { readonly type: 'amount' | 'close' | 'note'; readonly text: string };

/** An answer that was stored. */
export interface ReviewDecision {
  readonly id: number;
  readonly name: string;
  /** What the deal was worth when it was decided about; null for no amount. */
  readonly amount: Money | null;
  readonly decision: Decision;
  /** Number of the change; null when nothing was to be changed. */
  readonly change: number | null;
  /** What had been decided about the deal before; put back when this is undone. */
  readonly before: Answer | null;
}

/** Longer values are left out. */
const MAX_VALUE_CHARS = 40;

/** `amount 10000.00 USD → 12000.00 USD, stage proposal → negotiation`; for long values only the field name. */
export function changesText({ fields }: DealChange): string {
  const texts = fields.map(({ name, before, after }) => {
    const values = [before ?? '–', after ?? '–'];
    const isLong = values.some((value) => value.length > MAX_VALUE_CHARS || value.includes('\n'));
    return `${name.replaceAll('_', ' ')}${isLong ? '' : ` ${values.join(' → ')}`}`;
  });
  return texts.length === 0 ? 'tags or other details' : texts.join(', ');
}
