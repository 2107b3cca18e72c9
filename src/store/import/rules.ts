import type { CrmError } from '../../domain/errors.ts';
import type { Field, Row } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { IdSet } from '../id-set.ts';
import type { ExternalRef } from './external-refs.ts';
import type { Origin } from './relations.ts';

/**
 * What became of a row. `skipped`: a record is there and stays as it is. `deferred`: the row names a record that may
 * follow in the file.
 */
export type RowOutcome =
  | { readonly type: 'created' | 'unchanged' | 'skipped'; readonly id: number }
  | { readonly type: 'changed'; readonly id: number; readonly fields: readonly string[] }
  | { readonly type: 'rejected'; readonly error: CrmError }
  | { readonly type: 'deferred' };

/** A row of a file. */
export interface ImportRow {
  readonly row: Row;
  /** Ids by which it names records of the program it comes from. */
  readonly foreign?: readonly ExternalRef[];
}

/** How rows become records. */
export interface ImportRules {
  readonly spec: NounDefinition;
  /** The noun's declared fields. */
  readonly declared: readonly Field[];
  /** Whether the file is our own export: numbers and times are kept, and every row is a record of its own. */
  readonly own: boolean;
  /** Values for what a row leaves blank; relations by name. */
  readonly defaults: Row;
  /** What to do with a record that is there. */
  readonly onMatch: 'skip' | 'update' | 'fail';
  /** Relations whose records are made when they are not there. */
  readonly create: ReadonlySet<string>;
  /** The program external ids are from, and who its users are here. */
  readonly origin: Origin;
  /** Currency of an opportunity whose row names none. */
  readonly currency: string;
  /** Numbers of the records that rows of other files made or meant: theirs come first. It grows. */
  readonly seen?: IdSet;
}
