import type { UnusedColumn } from '../../formats/column-uses.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { OrdersOfDeals } from '../../store/orders-of-deals.ts';
import type { ImportRemarks, RowCounts } from '../import/import-result.ts';
import type { RejectedRowSink } from '../import/input-file.ts';
import type { StageLine } from './deal-sums.ts';
import type { PlannedFile } from './files.ts';
import type { OrderLine } from './shop-orders.ts';

/** A planned file, and where its rejected rows go. */
export interface PreparedFile {
  readonly plan: PlannedFile;
  readonly rejected: RejectedRowSink;
  /** `Header=field` for files that are none of a noun. */
  readonly map: readonly string[];
  /** The source of its ids; blank if unknown. */
  readonly system: string;
  /** What an edited plan says of its columns, by header. */
  readonly savedColumns?: ReadonlyMap<string, string> | undefined;
}

/** The result for a file. */
export interface MigratedFile extends PreparedFile {
  readonly counts: RowCounts;
  readonly mapping: Mapping;
  /** Skipped footer lines of a report. */
  readonly skipped: number;
  /** Rows of records in the recycle bin of their program. */
  readonly deleted: number;
  /** Columns with values that are in no record. */
  readonly unused: readonly UnusedColumn[];
  /** What else is to be told of a file of records; null for others. */
  readonly remarks: ImportRemarks | null;
  /** What the words of its columns of choices became. */
  readonly words: readonly WordUse[];
}

/** A word of the file in a column of choices. */
export interface WordUse {
  readonly field: string;
  readonly theirs: string;
  /** Null if it was not understood. */
  readonly ours: string | null;
  readonly rows: number;
}

/** The result for all files. */
export interface Migration {
  readonly files: readonly MigratedFile[];
  readonly stages: readonly StageLine[];
  /** What orders of shops come to. */
  readonly orders: readonly OrderLine[];
  /** What was bought without a deal, and is or may be a won deal. */
  readonly ofDeals: OrdersOfDeals;
  /** Leads that records name as what they were made of, and how many of them there are. */
  readonly leads: { readonly named: number; readonly found: number };
}
