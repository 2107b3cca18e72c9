import type { Hours } from '../calling/hours.ts';

const STEP_KINDS = ['email', 'call', 'task'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** One of the templates of a mail, and its share of the people. */
export interface Variant {
  readonly template: string;
  readonly share: number;
}

/** When a step may be done, by the clock of the person. */
export interface StepWindow {
  readonly hours: Hours;
  /** Days of the week, from 0 for Monday; null for the working days of the country. */
  readonly days: readonly number[] | null;
}

/** Something that is done with a person of a sequence. */
export interface SequenceStep {
  readonly kind: StepKind;
  /** Working days after the step before, or after the start. */
  readonly delayDays: number;
  /** The templates of a mail; none of another step. */
  readonly variants: readonly Variant[];
  /** What a call is about, or what is to be done; blank for a mail. */
  readonly text: string;
  readonly window: StepWindow;
  /** Whether a mail answers the one before it. */
  readonly isReply: boolean;
  readonly priority: 'high' | 'normal' | 'low';
  /** A call or task that is not done after so many working days is skipped; null for never. */
  readonly skipAfterDays: number | null;
}

/** What ends a run before its last step. That somebody wants no mail, and that mail comes back, always does. */
export interface SequenceStops {
  readonly reply: boolean;
  readonly meeting: boolean;
  readonly answeredCall: boolean;
  readonly opp: boolean;
  /** Statuses of leads; `qualified` stands for those that mean qualified or disqualified, null for none. */
  readonly statuses: 'ended' | readonly string[] | null;
}

/** A sequence as its text says it. */
export interface SequencePlan {
  readonly steps: readonly SequenceStep[];
  readonly stops: SequenceStops;
  /** Whether only one person of a company is in it at a time. */
  readonly isOnePerAccount: boolean;
  /** Whether it goes on on days on which somebody else has called or written to the person. */
  readonly allowsSameDay: boolean;
}

/** Why a run ended early. */
const STOP_REASONS = [
  'replied',
  'meeting',
  'answered call',
  'status',
  'deal',
  'converted',
  'unsubscribed',
  'bounced',
  'no mail',
  'merged',
  'by hand',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** `active`: its next step has a date; `paused`: it waits for somebody to resume it. */
export type RunState = 'active' | 'paused' | 'finished' | 'stopped';

/** What a step is called: `email intro`, `call "Did you see it?"`. */
export function stepText({ kind, variants, text }: SequenceStep): string {
  return kind === 'email'
    ? `email ${variants.map(({ template }) => template).join('|')}`
    : `${kind} "${text}"`;
}

/** The mail that a person gets, always the same one: `key` names the person and the step. */
export function variantFor(variants: readonly Variant[], key: string): Variant {
  const total = variants.reduce((sum, { share }) => sum + share, 0);
  let left = (hashOf(key) / 2 ** 32) * total;
  for (const variant of variants) {
    if (left < variant.share) return variant;
    left -= variant.share;
  }
  return variants.at(-1) as Variant;
}

/** FNV-1a over UTF-8, with its bits mixed once more: short keys that differ in a digit are far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
