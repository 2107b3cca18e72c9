import type { Noun } from '../../domain/field.ts';
import { tagTable } from '../../nouns/definition.ts';
import type { ListRows } from '../../nouns/shared/list-rows.ts';
import type { JournaledTable } from '../change-journal.ts';
import type { Bound, RawRow } from '../sql.ts';
import type { RowChange, Tx } from '../tx.ts';
import type { LabelColumns } from '../write/labels.ts';
import { ElementWriter } from './element-writer.ts';
import {
  type EmailRow,
  NO_LISTS,
  type PhoneRow,
  type RecordParts,
  type WorkingRecord,
} from './working-record.ts';

/** Tables of what a record has beside its columns, and of what follows from it. */
const CHILD_TABLES = ['email', 'phone', 'former', 'stage_history', 'lifecycle_history'] as const;

/** Columns of rows beside a record, after the number and the record. */
const CHILD_COLUMNS = {
  email: ['position', 'address', 'address_key'],
  phone: ['position', 'e164', 'typed', 'extension'],
  tagging: ['tag'],
} as const;

/** More columns of e-mails and phones of which something is said: most say nothing. */
const LABEL_COLUMNS = ['kind', 'bad'] as const;

type ChildTable = keyof typeof CHILD_COLUMNS;

const NO_TAGS: RecordParts['tags'] = [];

/** Rows of one table to be added: values of the columns, row after row. */
interface NewRows {
  readonly table: JournaledTable;
  readonly columns: readonly string[];
  values: Bound[];
}

/** A row beside a record that has a place among others of its kind. */
interface PlacedRow extends LabelColumns {
  id?: number;
  position?: number;
}

/** Writes the records of a batch, many in a statement. */
export class RecordWriter {
  readonly #tx: Tx;
  /** Default values of columns, by noun. */
  readonly #defaults: ReadonlyMap<string, RawRow>;
  /** The next row number of a table. */
  readonly #nextIds: Map<JournaledTable, number>;
  /** Tables that had no row before the import, with all their indexes. */
  readonly #emptyTables: Set<JournaledTable>;
  #created: WorkingRecord[] = [];
  /** Records that are stored and changed, and what their columns held. */
  #changed = new Map<WorkingRecord, RawRow>();
  /** Rows beside records that get another place, by table and number. */
  #moved = new Map<JournaledTable, Map<number, RowChange>>();
  /** Rows beside records that go, by table and number. */
  #removed: (readonly [table: JournaledTable, id: number])[] = [];
  /** The columns of new records that were ever set, by noun. */
  readonly #columns = new Map<Noun, Set<string>>();
  /** Rows to be added beside records, by noun and table; those with labels apart. */
  readonly #childRows = new Map<Noun, Map<string, NewRows>>();
  /** Rows of lists to be added, changed and removed. */
  readonly #elements: ElementWriter;
  /** Other rows to be added, by table; those with other columns apart. */
  #rows = new Map<JournaledTable, readonly NewRows[]>();

  private constructor(tx: Tx, defaults: ReadonlyMap<string, RawRow>, nextIds: Map<JournaledTable, number>) {
    this.#tx = tx;
    this.#defaults = defaults;
    this.#nextIds = nextIds;
    this.#elements = new ElementWriter(tx, (table) => this.#takeId(table));
    this.#emptyTables = new Set([...nextIds.keys()].filter((table) => nextIds.get(table) === 1));
  }

  static async open(tx: Tx): Promise<RecordWriter> {
    await tx.beginBulk();
    const [defaults, nextIds] = [new Map<string, RawRow>(), new Map<JournaledTable, number>()];
    const nouns = tx.nouns.names;
    for (const noun of nouns) defaults.set(noun, await tx.columnDefaults(noun));
    const tagTables = new Set([...tx.nouns].map(tagTable)) as ReadonlySet<JournaledTable>;
    const lists = [...tx.nouns].flatMap(({ lists = [] }) =>
      lists.map(({ table }) => table as JournaledTable),
    );
    const tables = new Set([...nouns, ...CHILD_TABLES, ...lists, ...tagTables]);
    await readNextIds(tx, tables, nextIds);
    return new RecordWriter(tx, defaults, nextIds);
  }

  /** Reads the numbers again: other files of the import may have added records since. */
  async refreshIds(): Promise<void> {
    await readNextIds(this.#tx, this.#nextIds.keys(), this.#nextIds);
  }

  /** Those of some columns that the table of a noun has. */
  columnsAmong(noun: Noun, names: readonly string[]): string[] {
    return names.filter((name) => name in (this.#defaults.get(noun) ?? {}));
  }

  /** The nouns that never had a record. */
  get emptyNouns(): Noun[] {
    return this.#tx.nouns.names.filter((noun) => this.isEmpty(noun));
  }

  /** Suspends the indexes of tables that had no row before the import: their rows are not looked for in the database. */
  async suspendIndexes(): Promise<void> {
    const owners = this.#tx.nouns.names.map((noun) => `${noun}_id`);
    for (const table of this.#emptyTables) {
      if (this.#nextIds.get(table) === 1) continue;
      const columns = this.#defaults.get(table);
      if (!columns) await this.#tx.suspendIndexes(table, owners);
      else await this.#tx.suspendIndexes(table, [], this.#columnsLeftBlank(table as Noun, columns));
      this.#emptyTables.delete(table);
    }
  }

  /** Columns that no new record has set so far. */
  #columnsLeftBlank(noun: Noun, columns: RawRow): string[] {
    const set = this.#columns.get(noun);
    return Object.keys(columns).filter((column) => !set?.has(column) && columns[column] === null);
  }

  /** Default values of the columns of a noun. */
  defaultsOf(noun: Noun): RawRow {
    return this.#defaults.get(noun) as RawRow;
  }

  isEmpty(noun: Noun): boolean {
    return this.nextId(noun, 0) === 1;
  }

  /** The number that a new record gets, after `ahead` others. */
  nextId(noun: Noun, ahead: number): number {
    return (this.#nextIds.get(noun) as number) + ahead;
  }

  /** A new row as the table will have it. */
  complete(noun: Noun, id: number, columns: RawRow): RawRow {
    const createdAt = columns.created_at ?? this.#tx.now;
    const row: RawRow = { ...this.#defaults.get(noun), created_at: createdAt, updated_at: createdAt };
    // Spreading an object of that many properties takes four times as long.
    for (const column in columns) row[column] = columns[column] as Bound;
    row.id = id;
    return row;
  }

  /** Has a new record stored with the batch: these of its columns differ from the defaults. */
  create(record: WorkingRecord, columns: RawRow): void {
    this.#created.push(record);
    this.#nextIds.set(record.noun, Math.max(this.nextId(record.noun, 0), record.id + 1));
    this.noteColumns(record.noun, columns);
  }

  /** A record that is not stored yet is changed. */
  noteColumns(noun: Noun, columns: RawRow): void {
    let known = this.#columns.get(noun);
    if (!known) {
      known = new Set(['id', 'created_at', 'updated_at']);
      this.#columns.set(noun, known);
    }
    for (const column in columns) known.add(column);
  }

  /** Notes what columns of a stored record hold before they change. */
  change(record: WorkingRecord, columns: RawRow): void {
    const before = this.#changed.get(record) ?? {};
    this.#changed.set(record, before);
    for (const column in columns) if (!(column in before)) before[column] = record.row[column] ?? null;
  }

  /** Has a row added that follows from a record. */
  add(table: JournaledTable, row: RawRow): void {
    const id = this.#takeId(table);
    const whole = this.#defaults.has(table) ? this.complete(table as Noun, id, row) : row;
    const { columns, values } = this.#rowsLike(table, whole);
    for (const column of columns) values.push(column === 'id' ? id : (whole[column] as Bound));
  }

  /** Stores all that was noted. */
  async flush(): Promise<void> {
    const [created, changed, moved] = [this.#created, this.#changed, this.#moved];
    this.#created = [];
    this.#changed = new Map();
    this.#moved = new Map();
    // A new record may have the external id that another had before.
    for (const [noun, changes] of changesOf(changed)) await this.#tx.updateMany(noun, changes);
    for (const [noun, columns] of this.#columns) {
      const records = created.filter((record) => record.noun === noun);
      if (records.length > 0) await this.#insert(noun, [...columns], records);
    }
    for (const rows of this.#childRows.values())
      for (const each of rows.values()) await this.#insertRows(each);
    await this.#elements.store();
    for (const rows of this.#rows.values()) for (const each of rows) await this.#insertRows(each);
    this.#rows = new Map();
    for (const [table, changes] of moved) await this.#tx.updateMany(table, [...changes.values()]);
    const removed = this.#removed;
    this.#removed = [];
    for (const [table, id] of removed) await this.#tx.remove(table, id);
  }

  /** Stores new records; a column that one of them lacks gets its default. */
  async #insert(noun: Noun, columns: readonly string[], records: readonly WorkingRecord[]): Promise<void> {
    const values: Bound[] = [];
    const usual: RawRow = this.complete(noun, 0, {});
    // Those of our own export have the numbers that they had.
    for (const { id, columns: own } of records.toSorted((a, b) => a.id - b.id))
      for (const column of columns) {
        let value = own[column];
        if (value === undefined)
          value = column === 'id' ? id : (column === 'updated_at' && own.created_at) || usual[column];
        values.push(value ?? null);
      }
    await this.#tx.insertMany(noun, columns, values);
  }

  async #insertRows(rows: NewRows): Promise<void> {
    const { table, columns, values } = rows;
    rows.values = [];
    if (values.length > 0) await this.#tx.insertMany(table, columns, values);
  }

  /** The rows of a table that have the columns of one: most are like the last. */
  #rowsLike(table: JournaledTable, row: RawRow): NewRows {
    const all = this.#rows.get(table) ?? [];
    for (const rows of all) if (hasColumns(row, rows.columns)) return rows;
    const columns = Object.keys(row);
    const rows = { table, columns: columns.includes('id') ? columns : ['id', ...columns], values: [] };
    this.#rows.set(table, [rows, ...all]);
    return rows;
  }

  /** Has e-mails, phones and the like removed that a record will not have any longer. */
  removeParts(record: WorkingRecord, wanted: Partial<RecordParts>): void {
    const gone = (table: JournaledTable, before: readonly PlacedRow[], after?: readonly PlacedRow[]) => {
      if (!after) return;
      const kept = new Set(after.map(({ id }) => id));
      for (const { id } of before) if (id !== undefined && !kept.has(id)) this.#removed.push([table, id]);
    };
    gone('email', record.emails, wanted.emails);
    gone('phone', record.phones, wanted.phones);
    gone(this.#tagTable(record.noun), record.tags, wanted.tags);
    if (!wanted.lists) return;
    for (const list of this.#listsOf(record.noun)) {
      const kept = new Set((wanted.lists[list.field] ?? []).map(({ id }) => id));
      for (const { id } of record.lists[list.field] ?? [])
        if (id !== undefined && !kept.has(id)) this.#elements.remove(list, id);
    }
  }

  /** Has e-mails, phones and the like stored that are new, and moved that have another place. */
  place(record: WorkingRecord, { emails, phones, tags = NO_TAGS, lists }: Partial<RecordParts>): void {
    const { noun, id } = record;
    for (const tag of tags) {
      if (tag.id !== undefined) continue;
      tag.id = this.#takeId(this.#tagTable(noun));
      this.#childrenOf(noun, 'tagging').push(tag.id, id, tag.tag);
    }
    if (emails && emails.length > 0) this.#put('email', noun, id, emails, addEmail);
    if (phones && phones.length > 0) this.#put('phone', noun, id, phones, addPhone);
    if (!lists || lists === NO_LISTS) return;
    for (const list of this.#listsOf(noun))
      this.#elements.place({ list, noun, id }, record.lists[list.field] ?? [], lists[list.field] ?? []);
  }

  #listsOf(noun: Noun): readonly ListRows[] {
    return this.#tx.nouns.get(noun).lists ?? [];
  }

  #put<T extends PlacedRow>(
    table: ChildTable,
    noun: Noun,
    id: number,
    all: readonly T[],
    addValues: (values: Bound[], one: T) => void,
  ): void {
    let position = 0;
    for (const one of all) {
      if (one.id === undefined) {
        one.id = this.#takeId(table);
        const isLabelled = one.bad === 1 || (one.kind ?? null) !== null;
        const values = this.#childrenOf(noun, table, isLabelled);
        values.push(one.id, id, position);
        addValues(values, one);
        if (isLabelled) values.push(one.kind ?? null, one.bad ?? 0);
      } else if (one.position !== position) {
        this.#move(table, one.id, one.position ?? 0, position);
      }
      one.position = position++;
    }
  }

  #tagTable(noun: Noun): JournaledTable {
    return tagTable(this.#tx.nouns.get(noun)) as JournaledTable;
  }

  /** Values of the rows to be added of what records of a noun have beside their columns. */
  #childrenOf(noun: Noun, table: ChildTable, isLabelled = false): Bound[] {
    let tables = this.#childRows.get(noun);
    if (!tables) {
      tables = new Map();
      this.#childRows.set(noun, tables);
    }
    const key = isLabelled ? `${table} labelled` : table;
    let rows = tables.get(key);
    if (!rows) {
      const stored = table === 'tagging' ? this.#tagTable(noun) : table;
      const more = isLabelled ? LABEL_COLUMNS : [];
      rows = { table: stored, columns: ['id', `${noun}_id`, ...CHILD_COLUMNS[table], ...more], values: [] };
      tables.set(key, rows);
    }
    return rows.values;
  }

  #move(table: JournaledTable, id: number, from: number, to: number): void {
    const moves = this.#moved.get(table) ?? new Map<number, RowChange>();
    this.#moved.set(table, moves);
    const before = moves.get(id)?.before ?? { position: from };
    moves.set(id, { id, before, after: { position: to } });
  }

  #takeId(table: JournaledTable): number {
    const id = this.#nextIds.get(table) as number;
    this.#nextIds.set(table, id + 1);
    return id;
  }
}

/** Whether a row has these columns and no others; its number is taken when it is added. */
function hasColumns(row: RawRow, columns: readonly string[]): boolean {
  let at = 'id' in row ? 0 : 1;
  for (const name in row) if (columns[at++] !== name) return false;
  return at === columns.length;
}

function addEmail(values: Bound[], { address, address_key }: EmailRow): void {
  values.push(address, address_key);
}

function addPhone(values: Bound[], { e164, typed, extension }: PhoneRow): void {
  values.push(e164, typed, extension);
}

/** Reads the next row numbers of some tables. */
async function readNextIds(
  tx: Tx,
  tables: Iterable<JournaledTable>,
  nextIds: Map<JournaledTable, number>,
): Promise<void> {
  const named = [...tables];
  const ids = await tx.nextIds(named);
  for (const [at, table] of named.entries()) nextIds.set(table, ids[at] as number);
}

/** What changed of the columns of records, by noun. */
function changesOf(changed: ReadonlyMap<WorkingRecord, RawRow>): Map<JournaledTable, RowChange[]> {
  const changes = new Map<JournaledTable, RowChange[]>();
  for (const [{ noun, id, row }, before] of changed) {
    const columns = Object.keys(before).filter((column) => before[column] !== row[column]);
    if (columns.length > 0) push(changes, noun, { id, before, after: pick(row, columns) });
  }
  return changes;
}

function pick(row: RawRow, columns: readonly string[]): RawRow {
  const picked: RawRow = {};
  for (const column of columns) picked[column] = row[column] ?? null;
  return picked;
}

function push<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
