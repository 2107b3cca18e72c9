import type { FieldType, Noun, Row, Value } from './field.ts';
import type { NextStep } from './next/next-step.ts';
import type { NamedRecord } from './record-ref.ts';

/** A person to meet. */
export interface BriefPerson {
  readonly noun: Noun;
  readonly id: number;
  readonly name: string;
  readonly title: string | null;
  /** What they are for the deal. */
  readonly role: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Whether they must not be called. */
  readonly do_not_call: number;
  /** The last call, mail or meeting with them. */
  readonly last_at: string | null;
}

/** What was said or written. */
export interface BriefWord {
  readonly id: number;
  readonly at: string;
  readonly type: string;
  readonly direction: string | null;
  readonly outcome: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly user: string | null;
  /** With whom. */
  readonly person: string | null;
}

/** How often there was contact. */
export interface BriefContacts {
  readonly calls: number;
  readonly reached: number;
  readonly emails: number;
  readonly meetings: number;
  readonly first_at: string | null;
  readonly last_at: string | null;
}

/** An open task or a planned meeting. */
export interface BriefPlan {
  readonly noun: Noun;
  readonly id: number;
  readonly subject: string;
  readonly at: string | null;
  readonly place: string | null;
  readonly owner: string | null;
}

/** A deal of the same customer. */
export interface BriefDeal {
  readonly id: number;
  readonly name: string;
  readonly stage: string;
  readonly kind: string;
  readonly amount_minor: number | null;
  readonly currency: string;
  readonly day: string | null;
  readonly next_step: string | null;
  readonly owner: string | null;
}

/** A case that is not over. */
export interface BriefCase {
  readonly id: number;
  readonly subject: string;
  readonly status: string;
  readonly priority: string;
  readonly created_at: string;
  readonly owner: string | null;
}

/** Something that the customer has and pays for. */
export interface BriefPurchase {
  readonly id: number;
  readonly name: string;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly bought_on: string | null;
  readonly ends_on: string | null;
}

/** A fact of the record. */
export interface BriefFact {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly value: Value;
}

/** All that one should know before a meeting. */
export interface Brief {
  readonly record: NamedRecord;
  /** The meeting that it is read for. */
  readonly meeting: BriefPlan | null;
  readonly facts: readonly BriefFact[];
  /** The customer, of a deal or a person. */
  readonly account: { readonly record: NamedRecord; readonly facts: readonly BriefFact[] } | null;
  readonly notes: string | null;
  readonly people: readonly (BriefPerson & {
    /** What their clocks show now, where it is not what the user's show. */
    readonly there: string;
  })[];
  readonly contacts: BriefContacts;
  /** The way of a deal through its stages: stage, entered_at, days. */
  readonly stages: readonly Row[];
  /** Deals won, open and what was bought, in each currency. */
  readonly totals: readonly Row[];
  readonly words: readonly BriefWord[];
  readonly plans: readonly BriefPlan[];
  readonly deals: readonly BriefDeal[];
  readonly cases: readonly BriefCase[];
  readonly purchases: readonly BriefPurchase[];
  readonly next: readonly NextStep[];
}
