import type { CrmError } from '../../domain/errors.ts';
import type { Field, Row } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { IdSet } from '../id-set.ts';
import type { ExternalRef } from './external-refs.ts';
import type { Origin } from './relations.ts';

/**
 * What became of a row. `unchanged`: the record has all its values already; `repeated`: from earlier rows of the file.
 * `skipped`: a record is there and stays as it is. `deferred`: later rows of the file decide what becomes of it.
 */
export type RowOutcome =
  | ({ readonly type: 'created' | 'unchanged' | 'repeated' | 'skipped'; readonly id: number } & InCountry)
  | ({ readonly type: 'changed'; readonly id: number; readonly fields: readonly string[] } & InCountry)
  | { readonly type: 'rejected'; readonly error: CrmError }
  | { readonly type: 'deferred' };

/** The country of the record that a row is about, where the row names none. */
interface InCountry {
  readonly country?: string;
}

/** A row of a file. */
export interface ImportRow {
  readonly row: Row;
  /** Its line in the file. */
  readonly line: number;
  /** Its external ids of other records. */
  readonly foreign?: readonly ExternalRef[];
  /** Lines at the end of its notes for cells that their fields cannot hold. */
  readonly keptText?: string;
  /** What its record is called if it is new and nothing else names it. */
  readonly nameIfNew?: string;
}

/** Rules for importing rows. */
export interface ImportRules {
  readonly spec: NounDefinition;
  /** The noun's custom fields. */
  readonly declared: readonly Field[];
  /** Whether the file is our own export: ids and times are kept, and every row is a separate record. */
  readonly own: boolean;
  /** Values for blank cells; relations by name. */
  readonly defaults: Row;
  /**
   * What alone makes a row and a record one: an id, an e-mail, a phone, a name or any field; `none` makes a record of
   * each row. Null for the rules of the noun.
   */
  readonly match: string | null;
  /** Whether a blank cell empties the field of an existing record. */
  readonly blankClears: boolean;
  /** What to do with an existing record. */
  readonly onMatch: 'skip' | 'update' | 'fail';
  /** Relations whose missing records are created. */
  readonly create: ReadonlySet<string>;
  /** Whether they are created only by a name: an id that is in no file names nobody. */
  readonly createsNamedOnly?: boolean;
  /** The source of external ids, and its users. */
  readonly origin: Origin;
  /** Currency of an opportunity whose row names none. */
  readonly currency: string;
  /** Ids of the records that rows of earlier files created or matched: these take precedence. It grows. */
  readonly seen?: IdSet;
}
