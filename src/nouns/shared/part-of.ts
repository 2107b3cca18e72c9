import { refused } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { recordText } from '../../domain/record-ref.ts';
import type { MergeFacts } from './merge.ts';
import type { ColumnValues } from './rules.ts';

/** Throws `refused` for two records of which one is part of the other, at any level: they are different. */
export function rejectPartAndWhole(
  noun: Noun,
  facts: MergeFacts,
  one: ColumnValues,
  other: ColumnValues,
): void {
  rejectPartOf(noun, facts, one, other);
  rejectPartOf(noun, facts, other, one);
}

function rejectPartOf(noun: Noun, { parentOf }: MergeFacts, above: ColumnValues, below: ColumnValues): void {
  const text = ({ id, name }: ColumnValues) => recordText({ noun, id: id as number, title: name as string });
  for (let id = below.parent_id ?? null; id !== null; id = parentOf(id as number))
    if (id === above.id)
      throw refused(`${text(below)} belongs to ${text(above)}: they are different`, {
        code: 'merge-of-parent',
        noun,
        id: below.id as number,
      });
}

/** Throws `refused` for two records that are parts of different ones of these nouns: lines of two deals. */
export function rejectPartsOfOthers(
  noun: Noun,
  wholes: readonly Noun[],
  keep: ColumnValues,
  other: ColumnValues,
): void {
  for (const whole of wholes) {
    const [mine, theirs] = [keep[`${whole}_id`] ?? null, other[`${whole}_id`] ?? null];
    if (mine !== null && theirs !== null && mine !== theirs)
      throw refused(
        `${noun} ${keep.id} is of ${whole} ${mine}, ${noun} ${other.id} of ${whole} ${theirs}: they are different`,
      );
  }
}
