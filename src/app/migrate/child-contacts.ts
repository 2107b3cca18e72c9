import { flattenBatches } from '../../formats/batches.ts';
import { headerKey } from '../../formats/field-names.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { MigrationFile } from './files.ts';

type Table = MigrationFile['table'];

/** A file of companies whose people stand beside them and in the rows below, as two files. */
interface SplitFile {
  readonly parents: MigrationFile;
  readonly children: MigrationFile;
}

/** What a list of people in a row is called, and which of its columns name a person. */
const OF_CHILD = /^\s*(?:child_ids|contacts?)\//i;
const NAMES: ReadonlySet<string> = new Set(['name', 'displayname', 'completename']);
const IDS: ReadonlySet<string> = new Set(['externalid', 'id']);

/** Splits such a file; null for another one. */
export function withChildContacts(file: MigrationFile, table: Table): SplitFile | null {
  const { headers } = table;
  const childAt = headers.flatMap((header, at) => (OF_CHILD.test(header) ? [at] : []));
  const childNames = childAt.map((at) => (headers[at] ?? '').replace(OF_CHILD, '').trim());
  const parentAt = headers.flatMap((_, at) => (childAt.includes(at) ? [] : [at]));
  const find = (names: ReadonlySet<string>) => parentAt.find((at) => names.has(headerKey(headers[at] ?? '')));
  const [nameAt, idAt] = [find(NAMES), find(IDS)];
  if (!childNames.some((name) => NAMES.has(headerKey(name))) || nameAt === undefined) return null;
  const parents = (from: Table): Table =>
    withRows(
      from,
      parentAt.map((at) => headers[at] ?? ''),
      (row) => {
        const cells = parentAt.map((at) => row.cells[at] ?? null);
        const isContinued = !isFilled(cells) && isFilled(childAt.map((at) => row.cells[at] ?? null));
        return isContinued ? [] : [{ ...row, cells: [...cells, ...row.cells.slice(headers.length)] }];
      },
    );
  const children = (from: Table): Table => {
    const parent = { name: '', id: '' };
    return withRows(from, [...childNames, 'parent_id', 'parent_id/id'], (row) => {
      if (isFilled(parentAt.map((at) => row.cells[at] ?? null))) {
        parent.name = row.cells[nameAt]?.trim() ?? '';
        parent.id = idAt === undefined ? '' : (row.cells[idAt]?.trim() ?? '');
      }
      const cells = childAt.map((at) => row.cells[at] ?? null);
      return isFilled(cells) ? [{ ...row, cells: [...cells, parent.name, parent.id] }] : [];
    });
  };
  const own = (of: (from: Table) => Table, from: Table, name = file.name): MigrationFile => ({
    ...file,
    name,
    table: of(from),
    reopen: async () => of(await file.reopen()),
  });
  const people = file.name.replace(/(\.\w+)?$/, ' people$1');
  return { parents: own(parents, table), children: own(children, table, people) };
}

const isFilled = (cells: TableRow['cells']) => cells.some((cell) => (cell ?? '').trim() !== '');

/** The table with other headers and rows; invalid rows stay. */
function withRows(table: Table, headers: readonly string[], of: (row: TableRow) => TableRow[]): Table {
  const batches = (async function* () {
    for await (const batch of table.batches)
      yield batch.flatMap((row) => (row.problem === undefined ? of(row) : [row]));
  })();
  return { ...table, headers, batches, rows: flattenBatches(batches) };
}
