import type { CrmError } from '../../../../domain/errors.ts';
import type { Field } from '../../../../domain/field.ts';
import type { Mapping } from '../../../../formats/mapping.ts';
import type { ReaderOptions } from '../../../../formats/values.ts';
import type { ImportOptions } from '../options.ts';
import type { PackedRows } from './row-codec.ts';

/** What a thread is to read: all it needs to know of a file and of how its rows are taken. */
export interface WorkerJob {
  readonly path: string;
  /** What errors call the file. */
  readonly shown: string;
  readonly options: ImportOptions;
  /** Of the columns that are mapped. */
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  /** Name of the preset the file is read by. */
  readonly preset: string | null;
  readonly values: ReaderOptions;
  /** Fields that the file has columns for. */
  readonly fed: readonly Field[];
  /** The program external ids are from. */
  readonly system: string;
  /** ISO 3166 code of numbers that name no country. */
  readonly country: string;
}

/** How a thread is to go on, as it is told when rows of it were taken. */
export interface WorkerHint {
  /** Whether leads are to be prepared. */
  readonly prepare: boolean;
}

/** What a thread says. */
export type WorkerMessage =
  | { readonly kind: 'rows'; readonly rows: PackedRows /** Bytes read so far. */; readonly bytes: number }
  | { readonly kind: 'end' /** Lines that are no records. */; readonly skipped: number }
  | { readonly kind: 'error'; readonly error: Pick<CrmError, 'kind' | 'message' | 'hints'> };

/** Batches that are read before one of them is taken: enough that neither side waits, and little memory. */
export const READ_AHEAD = 30;
