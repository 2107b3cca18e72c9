import type { Noun, Row } from '../domain/field.ts';
import type { RecordsOfFigure } from './answer.ts';
import type { Column } from './column.ts';
import { keyOf, keyText, rowTitle } from './report-rows.ts';
import type { Viewpoint } from './values.ts';

/** Figures of a row that the same records are behind. */
export interface ShownFigures {
  readonly row: Row;
  readonly noun: Noun | undefined;
  /** The columns that they are in; null among them for all that no other figure is in. */
  readonly columns: readonly (string | null)[];
  /** Whether other figures of the row have records of their own. */
  readonly hasOthers: boolean;
  readonly ids: readonly number[];
  readonly count: number;
}

/** The records behind what is shown, in the order of the rows; what has the same ones in a row is together. */
export function shownFigures(
  records: readonly RecordsOfFigure[],
  rows: readonly Row[],
  columns: readonly Pick<Column, 'name'>[],
): ShownFigures[] {
  const names = new Set(columns.map(({ name }) => name));
  const byKey = Map.groupBy(records, ({ key }) => keyText(key));
  const firsts = new Map(rows.toReversed().map((row) => [keyOf(row), row]));
  return rows.flatMap((row) => {
    const key = keyOf(row);
    if (firsts.get(key) !== row) return [];
    const found = new Map<string, Omit<ShownFigures, 'hasOthers'>>();
    for (const { columns: own = [null], noun, ids, count } of byKey.get(key) ?? []) {
      const shown = own.filter((name) => name === null || names.has(name));
      if (shown.length === 0) continue;
      const same = `${noun} ${count} ${ids.join(' ')}`;
      const before = found.get(same)?.columns ?? [];
      found.set(same, { row, noun, columns: [...before, ...shown], ids, count });
    }
    return [...found.values()].map((figures) => ({ ...figures, hasOthers: found.size > 1 }));
  });
}

/** `ann: Won, Amount`, `ann: other figures`: what figures are, and of what; empty for all figures of all records. */
export function figureTitle(
  { row, columns: own, hasOthers }: ShownFigures,
  columns: readonly Column[],
  view: Viewpoint,
): string {
  const rest = hasOthers ? ['other figures'] : [];
  const labels = own.includes(null)
    ? rest
    : columns.filter(({ name }) => own.includes(name)).map(({ label }) => label);
  return [rowTitle(row, columns, view), labels.join(', ')].filter((part) => part !== '').join(': ');
}
