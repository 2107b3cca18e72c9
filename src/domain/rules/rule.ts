import type { Noun } from '../field.ts';
import type { Schedule } from './schedule.ts';

/** What starts a rule. */
export type Trigger =
  /** An event of a record: `lead.created`, `opp.won`; `to` is what the stage, status or owner became. */
  | { readonly type: 'event'; readonly event: string; readonly to: string | null }
  /** A field got another value. */
  | { readonly type: 'field'; readonly noun: Noun; readonly field: string; readonly to: string | null }
  /** A record is about to be stored, new or changed. */
  | { readonly type: 'saving'; readonly noun: Noun }
  /** A time comes, for records that meet the condition since the last time. */
  | { readonly type: 'time'; readonly noun: Noun; readonly schedule: Schedule };

/** What starts a rule as part of a change. */
export type ChangeTrigger = Exclude<Trigger, { readonly type: 'time' }>;

/** Somebody in a round robin, and how many turns in a row they have. */
export interface Turn {
  readonly user: string;
  readonly weight: number;
}

/** What a rule does to a record. */
export type RuleAction =
  | {
      readonly type: 'assign';
      /**
       * Whether the owner of the record's account comes first, then who has the same person already: so unless one person
       * or `only` a round robin is named.
       */
      readonly isKnownFirst: boolean;
      /** Empty if nobody but a known owner is to have it. */
      readonly turns: readonly Turn[];
    }
  | { readonly type: 'tag'; readonly tag: string }
  | {
      readonly type: 'task';
      readonly subject: string;
      readonly due: string | null;
      readonly priority: string | null;
      readonly owner: string | null;
      /** Whether records that have an open task get none. */
      readonly isUnlessOpen: boolean;
    }
  | { readonly type: 'set'; readonly field: string; readonly value: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'refuse'; readonly reason: string };

/** What is done by itself: `on lead.created if source = web then assign ann, tag inbound`. */
export interface Rule {
  readonly trigger: Trigger;
  /** A filter; null if the rule is for every record. */
  readonly condition: string | null;
  readonly actions: readonly [RuleAction, ...RuleAction[]];
}
