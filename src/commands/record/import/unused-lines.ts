import type { UnusedColumn } from '../../../formats/column-uses.ts';
import { counted, countText } from '../../../render/counts.ts';
import { joinNames } from '../../join-names.ts';

/** Whether the values of a column have no field to go to. */
export function hasNoField({ why }: UnusedColumn): boolean {
  return why === 'no field';
}

/**
 * One text for each reason why columns are in no record, with the number of values of each column, and one for each
 * column without a header. `program` is what wrote the file.
 */
export function unusedLines(unused: readonly UnusedColumn[], program = 'the other program'): string[] {
  const because = (text: string, columns: readonly UnusedColumn[]) =>
    columns.length === 0 ? [] : [`${text} ${joinNames(columns.toSorted(byCount).map(nameAndCount))}`];
  const isBeside = ({ why }: UnusedColumn) => typeof why === 'object';
  return [
    ...because('not imported: no field for', unused.filter(hasNoField)),
    ...because(
      `left out what only ${program} uses:`,
      unused.filter(({ why }) => why === 'program only'),
    ),
    ...because('another column gives the field:', unused.filter(isBeside)),
    ...because(
      'read as blank, such as N/A and null:',
      unused.filter(({ why }) => why === 'blank word'),
    ),
    ...unused
      .filter(({ why }) => why === 'no header')
      .map(({ header, count }) => `not imported: ${header} has no header: ${counted(count, 'value')}`),
  ];
}

/** The most values first: a list of many columns is cut. */
function byCount(a: UnusedColumn, b: UnusedColumn): number {
  return b.count - a.count;
}

/** The first of a list says what is counted: `Fax (12 values), Twitter (3)`. */
function nameAndCount({ header, count, why }: UnusedColumn, index: number): string {
  const values = index === 0 ? counted(count, 'value') : countText(count);
  return `${header} (${values}${typeof why === 'object' ? `, ${why.field}` : ''})`;
}
