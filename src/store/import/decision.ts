import type { Row } from '../../domain/field.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { RuleFacts } from '../../nouns/shared/rules.ts';
import type { IdSet } from '../id-set.ts';
import type { ReadPhones, Values } from '../write/values.ts';
import type { ImportNotes } from './import-notes.ts';
import type { Lookup } from './lookups.ts';
import type { MatchCriteria, MatchStep } from './match.ts';
import type { PicklistResolver } from './picklist-resolver.ts';
import type { RecordWriter } from './record-writer.ts';
import type { Links, Relations } from './relations.ts';
import type { ImportRow, ImportRules, RowOutcome } from './rules.ts';
import type { StageResolver } from './stage-resolver.ts';
import type { WorkingRecord } from './working-record.ts';
import type { Draft, WorkingSet } from './working-set.ts';

/** What becomes of a row, and what it creates and changes. */
export interface Decision {
  readonly outcome: RowOutcome;
  readonly draft: Draft;
}

/** What rows are decided by. */
export interface DecisionContext {
  readonly nouns: Nouns;
  readonly rules: ImportRules;
  readonly records: WorkingSet;
  readonly writer: Pick<RecordWriter, 'nextId' | 'defaultsOf'>;
  readonly relations: Relations;
  readonly picklists: PicklistResolver;
  /** Where deals can stand; null for another noun. */
  readonly stages: StageResolver | null;
  readonly facts: RuleFacts;
  readonly readPhones: ReadPhones;
  /** What the status of converted leads is called. */
  readonly convertedStatus: string;
  /** Numbers of the records that rows of this import made or meant. */
  readonly seen: IdSet;
  /** Cells that are in no field, and what else is told. It grows. */
  readonly notes: ImportNotes;
  /** Stores changes of existing records that wait for the end of the file. */
  storeHeld(): Promise<void>;
}

/** A row on its way, with what is known of it so far. */
export interface PendingRow {
  readonly source: ImportRow;
  given?: Row;
  /** What it says whatever becomes of other rows. */
  meaning?: OwnMeaning;
  /** Kept where no other row of the batch can change it. */
  interpretation?: Interpretation;
}

/** What a row says by itself, without the records that it names. */
export interface OwnMeaning
  extends Pick<MatchCriteria, 'phones' | 'computed' | 'calledSo' | 'externalSource'> {
  readonly values: Values;
  /** See `Interpretation`. */
  readonly idSteps: readonly MatchStep[];
  readonly hash: number;
  /** Undefined where they depend on the records that it names. */
  readonly keySteps: readonly MatchStep[] | undefined;
}

/** What a row says, in our words. */
export interface Interpretation {
  readonly source: ImportRow;
  readonly given: Row;
  readonly links: Links;
  readonly criteria: MatchCriteria;
  /** What finds its record by an id, then by the keys of the noun. */
  readonly idSteps: readonly MatchStep[];
  readonly keySteps: readonly MatchStep[];
  /** A hash of its cells, equal for rows whose cells all agree; 0 for one with an id. */
  readonly hash: number;
  /** What finds an existing record that has all its values and no more; undefined as long as nothing needs it. */
  exactLookup?: Lookup | null;
}

/** The record of a row: the one, none, or several of which none fits better than the others. */
export type Target =
  | { readonly type: 'none' }
  | {
      readonly type: 'one';
      readonly record: WorkingRecord;
      /** Whether it is found by values alone and has more than the row: later rows may change them. */
      readonly isLoose?: boolean;
    }
  | { readonly type: 'several'; readonly records: readonly WorkingRecord[] };

export const NO_TARGET: Target = { type: 'none' };

/** Values for blank cells, relations as ids: none until they are resolved. */
export class DefaultValues {
  #values: Values = {};
  #isEmpty = true;

  get values(): Values {
    return this.#values;
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  set(values: Values): void {
    this.#values = values;
    this.#isEmpty = Object.keys(values).length === 0;
  }
}
