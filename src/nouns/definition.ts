import type { Field, Noun } from '../domain/field.ts';
import type { NounColumns } from './shared/columns.ts';

/** All that generic code needs to know of a noun. What is not derived from it is a property that the compiler asks for. */
export interface NounDefinition {
  /** Its name in commands and references, which is that of its table too. */
  readonly noun: Noun;
  readonly plural: string;
  /** In the order an export writes them. */
  readonly fields: readonly Field[];
  /** How its fields are read from the tables. */
  readonly columns: () => NounColumns;
  /** Columns a list shows on a terminal; elsewhere and in exports all fields are written. */
  readonly listColumns: readonly string[];
  /** How a list is sorted when nothing is said: `-` first for descending. */
  readonly defaultSort: string;
}
