import type { StageKind } from '../../domain/stages.ts';
import type { ColumnValues } from './rules.ts';

/** What it takes to say what happened to a record. */
export interface EventFacts {
  /** Whether deals in a stage are open, won or lost; null for a stage that is gone. */
  stageKind(id: number): StageKind | null;
}

/** Something that can happen to a record, told by what a change wrote to its row. */
export interface EventRule {
  /** `stage_changed` of an opp is the event `opp.stage_changed`. */
  readonly name: string;
  /** The columns that the event is about. */
  readonly columns: readonly string[];
  /** `before` and `after` have the columns that were written. */
  happened(before: ColumnValues, after: ColumnValues, facts: EventFacts): boolean;
}

/** What can happen to the records of a noun beside that they are created, updated, assigned, merged and deleted. */
export interface NounEvents {
  /** Events of a new record, if that is not `<noun>.created`; it may be several. */
  readonly created?: { readonly names: readonly string[]; of(row: ColumnValues): readonly string[] };
  /** A change of a record may be several of these; `<noun>.updated` is about the columns that none of them is about. */
  readonly changed?: readonly EventRule[];
}

/** Whether a column was written, with another value. */
export function isChanged(column: string, before: ColumnValues, after: ColumnValues): boolean {
  return column in after && before[column] !== after[column];
}
