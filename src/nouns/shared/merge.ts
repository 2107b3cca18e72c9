import type { LeadStatusKind } from '../../domain/lead-status.ts';
import type { ColumnValues, StageFacts } from './rules.ts';

/** What the merge of two records asks of the database. */
export interface MergeFacts {
  /** The meaning of a lead status, and its place among all; undefined for an unknown one. */
  leadStatus(name: unknown): { readonly kind: LeadStatusKind; readonly position: number } | undefined;
  /** The account or campaign that one belongs to. */
  parentOf(id: number): number | null;
  stage(id: unknown): StageFacts;
  pipelineName(id: number): string;
}

/** How two records of a noun become one. */
export interface MergeRules {
  /** Columns that `combine` alone decides, besides those that depend on the status. */
  readonly combined?: readonly string[];
  /** Columns that depend on a status or stage: they fill no blank of a record in another one. */
  readonly statusColumns?: readonly string[];
  /** Fields of a record that follow from others, so that a merge loses nothing with them: the amount of a line. */
  derived?(record: ColumnValues): readonly string[];
  /** Values that follow from both records, as the table has them. */
  combine?(facts: MergeFacts, keep: ColumnValues, other: ColumnValues): ColumnValues;
  /** Throws `refused` for records that are different. */
  check?(facts: MergeFacts, keep: ColumnValues, other: ColumnValues): void;
  /** Columns of which there are several: that of the other record is kept in the table of further ones. */
  readonly further?: readonly FurtherColumn[];
}

/** The values of one record fill the blanks of the other, and nothing else is to be decided. */
export const fillBlanks = (): MergeRules => ({});

/** A column of a record, and the table with its further values. */
interface FurtherColumn {
  readonly table: 'contact_account' | 'opp_contact' | 'contact_profile';
  readonly column: string;
  /** What the column is called in that table; undefined for the same name. */
  readonly as?: string;
}
