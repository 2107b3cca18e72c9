import type { BookPrice } from '../../domain/book-price.ts';
import type { CaseStatusKind } from '../../domain/case-status.ts';
import type { Noun, Value } from '../../domain/field.ts';
import type { LeadStatusKind } from '../../domain/lead-status.ts';
import type { Stage } from '../../domain/stages.ts';

/** Values of a row by column, as the database has them. */
export type ColumnValues = Record<string, string | number | null>;

/** What the rules of nouns ask of the database. */
export interface RuleFacts {
  /** UTC ISO 8601. */
  readonly now: string;
  /** Who writes. */
  readonly userId: number;
  /** The meaning of a lead status, in any case; undefined for an unknown one. */
  leadStatusKind(name: string): LeadStatusKind | undefined;
  /** The status of a new lead. */
  readonly newLeadStatus: string;
  /** The meaning of a case status, in any case; undefined for an unknown one. */
  caseStatusKind(name: string): CaseStatusKind | undefined;
  /** The status of a new case. */
  readonly newCaseStatus: string;
  /** The call result with this word. */
  callResult(word: string): { readonly word: string; readonly disposition: string } | undefined;
  /** The record that one of the same noun belongs to: the parent of an account, or of a campaign. */
  parentOf(id: number): number | null;
  /** The contact that a contact reports to. */
  managerOf(contactId: number): number | null;
  /** What a case about an existing purchase takes over from it; undefined for another one. */
  purchase(id: number): GivenValues | undefined;
  /** What a case about an existing asset takes over from it; undefined for another one. */
  asset(id: number): GivenValues | undefined;
  /** An existing deal. */
  deal(id: number): DealFacts | undefined;
  /** An existing product. */
  product(id: number): ProductFacts | undefined;
  /** The prices of a product in a price book that is used. */
  bookPrices(pricebookId: number, productId: number): readonly BookPrice[];
  /** An existing stage. */
  stage(id: number): StageFacts;
}

/** What a stage says of the deals in it. */
export type StageFacts = Pick<Stage, 'id' | 'pipelineId' | 'name' | 'kind' | 'probability' | 'category'>;

/** What the lines of a deal have to agree with. */
export interface DealFacts {
  readonly id: number;
  readonly currency: string;
  /** Whether it has an amount in that currency. */
  readonly hasAmount: boolean;
  /** The price book that its lines take their prices from. */
  readonly pricebookId: number | null;
}

/** What purchases and lines take over from their product. */
export interface ProductFacts {
  readonly name: string;
  readonly price: { readonly minor: number; readonly currency: string } | null;
  /** `month` or `year`, if the price is paid again and again. */
  readonly recurring: string | null;
}

/** A record as it is written. */
export interface WrittenRecord {
  /** Null for a new one. */
  readonly before: ColumnValues | null;
  /** All columns, the number included. */
  readonly after: ColumnValues;
  /** What was given for it, by field. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What holds for the records of a noun, whoever writes them: a person or an import. */
export interface Rules {
  /** What the rules ask of the database. */
  readonly facts?:
    | 'lead statuses'
    | 'case statuses'
    | 'call results'
    | 'parents'
    | 'managers'
    | 'stages'
    | 'products'
    | 'products and deals';
  /**
   * Checks the columns that are to be written and fills in what follows from them; `before` is null for a new record.
   * Throws `refused` for what the life of the record forbids.
   */
  check?(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void;
  /** Checks that rows around a record (e-mails, tags) may change. */
  checkChildren?(record: ColumnValues): void;
  /** The column without which a record passes `checkChildren`. */
  readonly closedBy?: string;
  /** Fields given for a record (all its columns) which say something else, because its stage or status decides them. */
  overruled?(facts: RuleFacts, record: ColumnValues, given: GivenValues): readonly string[];
  /** Rows of other records and of histories that follow from what is written. */
  rowsAfter?(facts: RuleFacts, written: WrittenRecord): readonly FollowingRow[];
}

/** What also holds for records that a person writes, one by one. */
export interface RulesByHand {
  /** The relation with the currency of amounts that are typed without one. */
  readonly currencyOf?: Noun;
  /** Values of fields that were not given, besides the owner. */
  defaults?(from: { readonly currency: string; readonly now: string }): GivenValues;
  /** Values of a new record that follow from others, where they are not given. */
  fromFacts?(facts: RuleFacts, values: GivenValues): GivenValues;
  /** Throws `refused` for values that a new record cannot have. */
  checkNew?(facts: RuleFacts, values: GivenValues): void;
  /** Whether a new record may make customers of its account and contact. */
  makesCustomers?(facts: RuleFacts, values: GivenValues): boolean;
  /** Throws `refused` or `usage` for a change that needs another command. */
  checkEdit?(facts: RuleFacts, before: ColumnValues, values: GivenValues): void;
  /** Throws `refused` for a record whose removal needs confirmation. */
  checkRemoval?(record: ColumnValues): void;
}

/** Values by field; relations are numbers. */
type GivenValues = Readonly<Record<string, Value>>;

/** A row that follows from a record. */
export interface FollowingRow {
  readonly table: 'stage_history' | 'lifecycle_history' | 'activity' | 'task';
  readonly row: ColumnValues;
}
