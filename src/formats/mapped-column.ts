import type { Field } from '../domain/field.ts';
import type { Column, Continuation } from './presets/columns.ts';

/**
 * Why a header feeds its fields, strongest first. `ids`: ids of other records; `ignored`: meaningless outside the
 * source program; `dropped` and `left over`: feed no field.
 */
export const STRENGTH = [
  'map',
  'preset',
  'exact',
  'label',
  'synonym',
  'ids',
  'ignored',
  'dropped',
  'unmatched',
] as const;
export type MatchStrength = (typeof STRENGTH)[number];

/** A header of the file and the use of its column. */
export interface MappedColumn {
  readonly header: string;
  /** Index of its cell; parts of another cell come after the cells of the file. */
  readonly index: number;
  readonly fields: readonly Field[];
  readonly how: MatchStrength;
  /** The preset's definition of the column; null without one. */
  readonly known: Column | null;
  /** How its text continues that of another column for the field; null if it stands alone. */
  readonly continues: Continuation | null;
  /** The currency that the header of amounts names: a code, sign or name. */
  readonly currency?: string;
  /** The parts of an address in its cells, in their order: the city stays in the column, the others get columns behind. */
  readonly town?: readonly string[];
  /** Index of the column that it is made of. */
  readonly partOf?: number;
  /** Whether it is kept in the notes only because no field is for it. */
  readonly isNoted?: true;
  /** Whether its header is in another language than English. */
  readonly isForeign?: true;
  /** Whether the file has no such column: its text is made of that of others. */
  readonly isMade?: true;
}
