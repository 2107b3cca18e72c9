import { flattenBatches } from '../../formats/batches.ts';
import { headerKey } from '../../formats/field-names.ts';
import { columnLookup } from '../../formats/presets/columns.ts';
import type { Subject } from '../../formats/presets/preset.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { MigrationFile, PlannedFile } from './files.ts';

/** A column that names a related record by a column of the record's own file: `Account.RowId__c`. */
interface KeyColumn {
  readonly from: PlannedFile;
  readonly index: number;
  readonly target: Subject;
  readonly key: string;
}

/**
 * Makes columns link that name related records by another column than their id. If the file of these has no id, that
 * column is the id; else its values stand for the ids beside them.
 */
export async function linkByKeys(planned: readonly PlannedFile[]): Promise<PlannedFile[]> {
  const keys = planned.flatMap(keyColumns);
  if (keys.length === 0) return [...planned];
  const linked: PlannedFile[] = [];
  for (const plan of planned) {
    let table = plan.table;
    for (const column of keys.filter(({ from }) => from === plan)) {
      const ids = await idsByKey(planned, column);
      if (ids) table = withCells(table, column.index, (text) => ids.get(text) ?? text);
    }
    linked.push({ ...plan, table, vendor: withKeyAsId(plan, keys) });
  }
  return linked;
}

function keyColumns(from: PlannedFile): KeyColumn[] {
  const { vendor, table } = from;
  if (!vendor?.preset.relationColumns) return [];
  const columnOf = columnLookup(vendor.preset, vendor.layout);
  return table.headers.flatMap((header, index) => {
    const [, key] = /^\s*\w+\.(\w+)\s*$/.exec(header) ?? [];
    const [link] = columnOf(header)?.links ?? [];
    return key === undefined || !link || headerKey(key) === 'id'
      ? []
      : [{ from, index, target: link.noun, key }];
  });
}

/** The column of a file's ids, and that of a key; -1 for one that is not there. */
function columnsOf({ vendor, table: { headers } }: PlannedFile, key: string): { id: number; key: number } {
  const columnOf = vendor && columnLookup(vendor.preset, vendor.layout);
  return {
    id: headers.findIndex((header) => columnOf?.(header)?.field === 'external_id'),
    key: headers.findIndex((header) => headerKey(header) === headerKey(key)),
  };
}

/** The ids of the records by their keys; null if no file has both. */
async function idsByKey(
  planned: readonly PlannedFile[],
  { target, key }: KeyColumn,
): Promise<ReadonlyMap<string, string> | null> {
  const ids = new Map<string, string>();
  let isKnown = false;
  for (const plan of planned.filter(({ subject }) => subject === target)) {
    const at = columnsOf(plan, key);
    if (at.id === -1 || at.key === -1) continue;
    isKnown = true;
    const { rows } = await plan.file.reopen();
    for await (const { cells } of rows) {
      const text = cells[at.key]?.trim() ?? '';
      if (text !== '') ids.set(text, cells[at.id]?.trim() ?? '');
    }
  }
  return isKnown ? ids : null;
}

/** The layout of a file in which a key that other files use is the id, because it has no other. */
function withKeyAsId(plan: PlannedFile, keys: readonly KeyColumn[]): PlannedFile['vendor'] {
  const { vendor, subject } = plan;
  if (!vendor) return vendor;
  const used = keys.find(
    ({ target, key }) =>
      target === subject && columnsOf(plan, key).id === -1 && columnsOf(plan, key).key >= 0,
  );
  if (!used) return vendor;
  const { layout } = vendor;
  return { ...vendor, layout: { ...layout, columns: { ...layout.columns, [used.key]: 'external_id' } } };
}

function withCells(
  table: MigrationFile['table'],
  index: number,
  change: (text: string) => string,
): MigrationFile['table'] {
  const changed = ({ cells, ...row }: TableRow): TableRow => ({
    ...row,
    cells: cells.map((text, at) => (at === index && text !== null ? change(text.trim()) : text)),
  });
  const batches = (async function* () {
    for await (const batch of table.batches) yield batch.map(changed);
  })();
  return { ...table, batches, rows: flattenBatches(batches) };
}
