import type { MergedCells, SheetRow } from './rows.ts';

/** What would be counted twice if it stood in each row. */
const NUMBER = /^-?[\d.]+(?: \S+)?$/;

/**
 * Writes the text of merged cells into each row that they stand beside: a company over its deals. Rows without a value of
 * their own stay away, and numbers stay where they are.
 */
export async function* fillMerged(
  batches: AsyncIterable<readonly SheetRow[]>,
  merged: readonly MergedCells[],
): AsyncGenerator<readonly SheetRow[]> {
  const starts = Map.groupBy(merged, ({ from }) => from);
  /** Texts that reach into the next rows, by column. */
  const open = new Map<number, { readonly to: number; readonly text: string }>();
  for await (const rows of batches)
    yield rows.map(({ number, cells }) => {
      const filled = [...cells];
      for (const [column, { to, text }] of open) {
        if (number > to) open.delete(column);
        else if (!filled[column - 1]) {
          while (filled.length < column) filled.push('');
          filled[column - 1] = text;
        }
      }
      for (const { column, to } of starts.get(number) ?? []) {
        const text = filled[column - 1] ?? '';
        if (text !== '' && !NUMBER.test(text)) open.set(column, { to, text });
      }
      return { number, cells: filled };
    });
}
