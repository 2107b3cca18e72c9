import type { Noun } from '../field.ts';

/** What waits to be done, the most urgent first. */
export const WAITING_KINDS = [
  'callback',
  'meeting',
  'reply',
  'case',
  'task',
  'slipped',
  'closing',
  'stuck',
  'no-step',
  'new-lead',
  'qualified',
  'renewal',
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** Something that waits to be done, as the database knows it. */
export interface Waiting {
  /** The record that it is about. */
  readonly noun: Noun;
  readonly id: number;
  readonly title: string;
  /** Whom or what it concerns: the account, the person. */
  readonly about: string | null;
  /** The day or moment that makes it urgent. */
  readonly at: string | null;
  /** What its kind needs: the subject of a mail, the stage of a deal. */
  readonly detail: string | null;
  /** What its kind needs: days that a stage allows, a score. */
  readonly number: number | null;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly owner: string | null;
  /** The number of the account; of a renewal. */
  readonly account_id: number | null;
}
