import type { Noun } from '../../domain/field.ts';
import { hasField, type NounDefinition, tagTable } from '../../nouns/definition.ts';
import { elementOf } from '../../nouns/shared/list-rows.ts';
import type { FollowingRow, WrittenRecord } from '../../nouns/shared/rules.ts';
import type { JournaledTable } from '../change-journal.ts';
import { IdSet } from '../id-set.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import type { RowChange, Tx } from '../tx.ts';
import type { Values } from '../write/values.ts';
import { HeldChanges, netChange } from './held-changes.ts';
import { KeyIndex } from './key-index.ts';
import { KeyTable } from './key-table.ts';
import { hashOf, type Lookup, type LookupKey, type LookupKind, MAX_CANDIDATES } from './lookups.ts';
import type { RecordWriter } from './record-writer.ts';
import {
  type ElementRow,
  type EmailRow,
  type PhoneRow,
  type RecordParts,
  type TagRow,
  WorkingRecord,
} from './working-record.ts';

/** A record that a row creates. */
interface NewRecord {
  readonly noun: Noun;
  readonly id: number;
  readonly columns: RawRow;
  readonly parts: RecordParts;
}

/** What a row changes: nothing of it is there before it is committed. */
export interface Draft {
  readonly created: NewRecord[];
  changed: {
    readonly record: WorkingRecord;
    readonly columns: RawRow;
    readonly parts: Partial<RecordParts>;
    /** What is given for it, by field. */
    readonly values: Values;
  } | null;
  /** The name that the changed record had. */
  formerName: string | null;
  /** Rows of the history of deals, and what else follows. */
  readonly rows: { readonly table: JournaledTable; readonly row: RawRow }[];
}

export function emptyDraft(): Draft {
  return { created: [], changed: null, formerName: null, rows: [] };
}

/**
 * Thrown where a decision takes what is not there yet: something of the database that was not read, or a user or stage
 * that it needs. Once that is provided the row is decided again. It is no error: to note where each was made takes longer
 * than the row.
 */
export class NotReady {
  readonly provide: () => Promise<void>;

  constructor(provide: () => Promise<void>) {
    this.provide = provide;
  }
}

/** Changes of a record that later rows undid, and the number of rows that made them. */
export interface UndoneChange {
  readonly id: number;
  readonly rows: number;
}

/** What is to be read. */
interface ReadRequest {
  readonly lookups: Lookup[];
  readonly records: (readonly [noun: Noun, id: number])[];
}

/** Shared by all that find nothing: never changed. */
const NOTHING: number[] = [];
const NO_RECORDS: readonly WorkingRecord[] = [];

/** Columns that are read of records that rows only point to, where their table has them. */
const NAMING = ['id', 'name', 'subject', 'name_key', 'account_id', 'contact_id', 'parent_id', 'external_id'];

/** Columns that rules ask of products and deals which rows point to. */
const FACTS = ['price_minor', 'amount_minor', 'currency', 'recurring', 'has_lines', 'pricebook_id'];

/** What a record has beside its columns, while it is read. */
interface ReadParts {
  readonly emails: EmailRow[];
  readonly phones: PhoneRow[];
  readonly tags: TagRow[];
  readonly lists: Record<string, ElementRow[]>;
  readonly formerNames: Set<string>;
  isMerged: boolean;
}

interface OwnedRow {
  readonly owner: number;
}

/** What is known of the keys of one kind. */
interface KnownKeys {
  readonly kind: LookupKind;
  /** Ids by key of what was looked up, and of new records that nothing stored shares a key with. */
  readonly ids: KeyTable;
  /** All keys there are; null where only the database knows them. */
  all: KeyIndex | null;
}

const NO_KEYS: readonly never[] = [];
const NO_KINDS: readonly KnownKeys[] = [];

/** A record has a key. Where not all keys are known, one that nothing was looked up for is left to the database. */
function addKey({ kind, ids, all }: KnownKeys, key: string, id: number): void {
  const hash = hashOf(kind, key);
  if (all) {
    all.add(hash, id);
    return;
  }
  const found = ids.get(hash, key);
  if (found === NOTHING) ids.set(hash, key, [id]);
  else if (found && !found.includes(id)) found.push(id);
}

function removeKey({ kind, ids, all }: KnownKeys, key: string, id: number): void {
  const hash = hashOf(kind, key);
  if (all) {
    all.remove(hash, id);
    return;
  }
  const found = ids.get(hash, key);
  const at = found?.indexOf(id) ?? -1;
  if (at >= 0) found?.splice(at, 1);
}

/** Records that the rows of a batch may mean or point to, as they are after the rows so far. */
export class WorkingSet {
  readonly #tx: Tx;
  /** The noun of the rows: of its records everything is known. */
  readonly #noun: Noun;
  readonly #writer: RecordWriter;
  #records = new Map<Noun, Map<number, WorkingRecord | null>>();
  readonly #known = new Map<LookupKind, KnownKeys>();
  /** Kinds under which new records are noted by noun. */
  readonly #kinds = new Map<Noun, KnownKeys[]>();
  /** Records created and not stored yet. */
  #pending = new Set<WorkingRecord>();
  /** What `prefetch` is to read: set while it asks. */
  #wanted: ReadRequest | null = null;
  /** Nouns that had no records before the import: the keys of all their records are known, of each kind apart. */
  readonly #whole: Set<Noun>;
  /** Nouns of which a record was once merged away. */
  readonly #withFormer: ReadonlySet<Noun>;
  /** Records of the rows' own noun that this import created. */
  readonly #created = new IdSet();
  readonly #held: HeldChanges;
  /** Ids by the keys that held changes gave to records: the database does not know them yet. */
  readonly #heldKeys = new Map<LookupKind, Map<string, number[]>>();
  /** Whether the noun of the rows had no record before the import. */
  readonly startsEmpty: boolean;

  constructor(tx: Tx, { noun, rules }: NounDefinition, writer: RecordWriter, withFormer: ReadonlySet<Noun>) {
    this.#tx = tx;
    this.#noun = noun;
    this.#writer = writer;
    this.#withFormer = withFormer;
    this.#whole = new Set(writer.emptyNouns);
    this.startsEmpty = writer.isEmpty(noun);
    this.#held = new HeldChanges(rules.rowsAfter !== undefined);
  }

  /** Whether this import created a record. */
  isNew(noun: Noun, id: number): boolean {
    return noun === this.#noun && this.#created.has(id);
  }

  /** A record as it was before rows changed it; null for one that none changed. */
  originalOf(record: WorkingRecord): WorkingRecord | null {
    const held = record.noun === this.#noun ? this.#held.get(record.id) : undefined;
    if (!held) return null;
    const original = new WorkingRecord(record.noun, record.id, { ...record.row, ...held.original }, record);
    original.formerNames = record.formerNames;
    return original;
  }

  /** Existing records with changes that are not stored yet. */
  get heldCount(): number {
    return this.#held.size;
  }

  /** How much `prefetch` is to read so far. */
  get wanted(): number {
    return this.#wanted ? this.#wanted.lookups.length + this.#wanted.records.length : 0;
  }

  /** Whether any record of a noun was ever merged into another. */
  hasFormer(noun: Noun): boolean {
    return this.#withFormer.has(noun);
  }

  /** The ids of the records that a lookup finds, not very many. */
  ids(lookup: Lookup): readonly number[] {
    const { ids, all } = this.#of(lookup.kind);
    const { hash, text } = lookup;
    if (all) return all.find(hash);
    const found = ids.get(hash, text);
    if (found) {
      const held = this.#held.size === 0 ? undefined : this.#heldKeys.get(lookup.kind)?.get(text);
      if (held) return [...new Set([...found, ...held])];
      const { limit = MAX_CANDIDATES } = lookup.kind;
      return found.length > limit ? found.slice(0, limit) : found;
    }
    if (this.#isAboutNew(lookup.kind, lookup.key)) ids.set(hash, text, NOTHING);
    else if (this.#wanted) this.#wanted.lookups.push(lookup);
    else throw new NotReady(() => this.#load({ lookups: [lookup], records: [] }));
    return NOTHING;
  }

  /** The records that a lookup finds. */
  find(lookup: Lookup): readonly WorkingRecord[] {
    const ids = this.ids(lookup);
    if (ids.length === 0) return NO_RECORDS;
    const records: WorkingRecord[] = [];
    for (const id of ids) {
      const record = this.record(lookup.kind.noun, id);
      if (record) records.push(record);
    }
    return records;
  }

  record(noun: Noun, id: number): WorkingRecord | null {
    const record = this.#recordsOf(noun).get(id);
    if (record !== undefined) return record;
    if (!this.#wanted) throw new NotReady(() => this.#load({ lookups: [], records: [[noun, id]] }));
    this.#wanted.records.push([noun, id]);
    return null;
  }

  /**
   * Reads at once what `ask` asks for, which finds nothing meanwhile. Returns whether there was anything to read: what
   * is found may lead to further questions.
   */
  async prefetch(ask: () => void): Promise<boolean> {
    const wanted: ReadRequest = { lookups: [], records: [] };
    this.#wanted = wanted;
    try {
      ask();
    } finally {
      this.#wanted = null;
    }
    if (wanted.lookups.length + wanted.records.length === 0) return false;
    await this.#load(wanted);
    return true;
  }

  /** What was not stored yet is stored before keys are looked up, and so is found. */
  async #load({ lookups, records }: ReadRequest): Promise<void> {
    const wanted = new Map<Noun, Set<number>>();
    const want = (noun: Noun, id: number) => {
      if (this.#recordsOf(noun).has(id)) return;
      const ids = wanted.get(noun);
      if (ids) ids.add(id);
      else wanted.set(noun, new Set([id]));
    };
    for (const [noun, id] of records) want(noun, id);
    if (lookups.length > 0) {
      await this.flush();
      await this.#tx.restoreIndexes();
    }
    for (const [kind, group] of this.#unknown(lookups)) {
      const keys = group.map(({ key }) => key);
      const all = await this.#tx.findMany((write) => kind.sqlOf(write), keys, kind.limit ?? MAX_CANDIDATES);
      for (const [at, ids] of all.entries()) {
        if (ids.length === 0) continue;
        const { text, hash } = group[at] as Lookup;
        this.#of(kind).ids.set(hash, text, [...ids]);
        for (const id of ids) want(kind.noun, id);
      }
    }
    for (const [noun, ids] of wanted) await this.#read(noun, [...ids]);
  }

  /** Lookups that were not made yet, each once, by their kind. */
  #unknown(lookups: Iterable<Lookup>): Map<LookupKind, Lookup[]> {
    const groups = new Map<LookupKind, Lookup[]>();
    for (const lookup of lookups) {
      const { kind, text, hash } = lookup;
      const { ids: found } = this.#of(kind);
      if (found.get(hash, text)) continue;
      found.set(hash, text, NOTHING);
      const group = groups.get(kind);
      if (group) group.push(lookup);
      else groups.set(kind, [lookup]);
    }
    return groups;
  }

  async #read(noun: Noun, ids: readonly number[]): Promise<void> {
    const known = this.#recordsOf(noun);
    for (const id of ids) known.set(id, null);
    const { names } = this.#tx.nouns.get(noun);
    const named = [...new Set([...NAMING, ...FACTS, ...names.map(({ column }) => column)])];
    const columns =
      noun === this.#noun
        ? sql`*`
        : sql.join(this.#writer.columnsAmong(noun, named).map((name) => sql.ref(name)));
    const rows = await sql<RawRow>`select ${columns} from ${sql.ref(noun)} where id ${sql.among(ids)}`.all(
      this.#tx,
    );
    const parts = new Map<number, ReadParts>();
    for (const row of rows) {
      const id = row.id as number;
      const held = noun === this.#noun ? this.#held.get(id) : undefined;
      const formerNames = new Set(held?.names);
      const own = { emails: [], phones: [], tags: [], lists: {}, formerNames, isMerged: false };
      const record = new WorkingRecord(noun, id, held ? { ...row, ...held.columns } : row, own);
      record.formerNames = own.formerNames;
      parts.set(id, own);
      known.set(id, record);
    }
    if (noun === this.#noun && rows.length > 0) {
      await this.#readParts(parts);
      for (const [id, { isMerged }] of parts) if (isMerged) (known.get(id) as WorkingRecord).isMerged = true;
    }
  }

  /** Reads what records of the rows' own noun have beside their columns. */
  async #readParts(records: ReadonlyMap<number, ReadParts>): Promise<void> {
    const definition = this.#tx.nouns.get(this.#noun);
    const owner = sql.ref(`${this.#noun}_id`);
    const ids = [...records.keys()];
    const each = async <T extends OwnedRow>(query: Sql<T>, take: (parts: ReadParts, row: T) => void) => {
      for (const row of await query.all(this.#tx)) take(records.get(row.owner) as ReadParts, row);
    };
    const from = (table: string) => sql`from ${sql.ref(table)} where ${owner} ${sql.among(ids)} order by`;
    if (hasField(definition, 'email'))
      await each(
        sql<OwnedRow & Required<EmailRow>>`
          select ${owner} as owner, id, position, address, address_key, kind, bad ${from('email')} position, id`,
        ({ emails }, { owner: _, ...row }) => emails.push(row),
      );
    if (hasField(definition, 'phone'))
      await each(
        sql<OwnedRow & Required<PhoneRow>>`
          select ${owner} as owner, id, position, e164, typed, extension, kind, bad ${from('phone')} position, id`,
        ({ phones }, { owner: _, ...row }) => phones.push(row),
      );
    if (hasField(definition, 'tags'))
      await each(
        sql<OwnedRow & Required<TagRow>>`select ${owner} as owner, id, tag ${from(tagTable(definition))} tag`,
        ({ tags }, { owner: _, ...row }) => tags.push(row),
      );
    for (const list of definition.lists ?? [])
      await each(
        sql<OwnedRow & RawRow & { id: number; position: number }>`
          select ${owner} as owner, ${sql.ref(list.table)}.* ${from(list.table)} position, id`,
        ({ lists }, row) => {
          const { id, position } = row;
          const elements = lists[list.field] ?? [];
          elements.push({ id, position, ...elementOf(list, row) });
          lists[list.field] = elements;
        },
      );
    if (definition.merge)
      await each(
        sql<OwnedRow & { kind: string; value: string }>`
          select ${owner} as owner, kind, value ${from('former')} id`,
        (record, { kind, value }) => {
          if (kind === 'name') record.formerNames.add(value);
          else if (kind === 'number') record.isMerged = true;
        },
      );
  }

  /** Takes over what a row creates and changes, for the rows after it and to be stored with the batch. */
  commit({ created, changed, formerName, rows }: Draft): void {
    for (const { noun, id, columns, parts } of created) {
      const record = new WorkingRecord(noun, id, columns, parts, this.#writer);
      if (noun === this.#noun) this.#created.add(id);
      this.#recordsOf(noun).set(id, record);
      this.#pending.add(record);
      this.#index(record);
      this.#writer.create(record, columns);
      this.#writer.place(record, parts);
    }
    if (changed) {
      const { record, columns, parts, values } = changed;
      const keys = this.#keysOf(record);
      const isHeld = !this.isNew(record.noun, record.id);
      if (isHeld) {
        const hasNewParts = Object.keys(parts).length > 0;
        const held = this.#held.add(record, columns, values, hasNewParts);
        if (formerName !== null && !held.names.includes(formerName)) held.names = [...held.names, formerName];
      } else if (this.#pending.has(record)) this.#writer.noteColumns(record.noun, columns);
      else this.#writer.change(record, columns);
      this.#writer.removeParts(record, parts);
      this.#writer.place(record, parts);
      Object.assign(record.row, columns);
      Object.assign(record, parts);
      if (formerName !== null) {
        record.formerNames = new Set([...record.formerNames, formerName]);
        if (!isHeld) this.#addFormerName(record.id, formerName);
      }
      this.#reindex(record, keys, isHeld);
    }
    for (const { table, row } of rows) this.#writer.add(table, row);
  }

  #addFormerName(id: number, name: string): void {
    this.#writer.add('former', { [`${this.#noun}_id`]: id, kind: 'name', value: name });
  }

  /**
   * Stores the changes of existing records. `rowsAfter` names what follows from one, `nameOf` what a record is called.
   * Returns those that came to nothing, with the number of rows that made them.
   */
  async storeHeld(
    rowsAfter: (change: WrittenRecord) => readonly FollowingRow[],
    nameOf: (row: RawRow) => string | undefined,
  ): Promise<readonly UndoneChange[]> {
    const undone: UndoneChange[] = [];
    const changes: RowChange[] = [];
    for (const held of this.#held.drain()) {
      const { id, original, values, rows } = held;
      const net = netChange(held);
      const after = { ...original, ...net?.after };
      const name = held.names.length === 0 ? undefined : nameOf(after);
      const names = held.names.filter((each) => each !== name);
      if (!net) {
        undone.push({ id, rows });
        continue;
      }
      for (const name of names) this.#addFormerName(id, name);
      if (Object.keys(net.after).length > 0) changes.push({ id, ...net });
      for (const { table, row } of rowsAfter({ before: original, after, values }))
        this.#writer.add(table, row);
    }
    this.#heldKeys.clear();
    await this.flush();
    await this.#tx.updateMany(this.#noun as JournaledTable, changes);
    await this.#writer.flush();
    for (const { ids } of this.#known.values()) ids.clear();
    return undone;
  }

  /** Stores what was committed. */
  async flush(): Promise<void> {
    await this.#writer.flush();
    this.#pending = new Set();
  }

  /** Forgets what was read: another batch begins. */
  async beginBatch(): Promise<void> {
    // A collection that is cleared keeps what it had until much later, and that keeps what came after it.
    this.#records = new Map();
    for (const { ids } of this.#known.values()) ids.clear();
    await this.#writer.refreshIds();
  }

  /** Many records are created: the database does without indexes while it is asked for no keys. */
  async suspendIndexes(): Promise<void> {
    if (this.startsEmpty && this.#whole.size > 0) await this.#writer.suspendIndexes();
  }

  /** From now on other files may add records: only the database knows all keys. */
  dropKeys(): void {
    this.#whole.clear();
    for (const known of this.#known.values()) known.all = null;
  }

  /** The keys of a record, for each kind under which records of its noun are noted. */
  #keysOf(record: WorkingRecord): (readonly string[])[] {
    return this.#kindsOf(record.noun).map(({ kind }) => kind.keysOf?.(record) ?? NO_KEYS);
  }

  /** Notes the keys of a new record. */
  #index(record: WorkingRecord): void {
    for (const known of this.#kindsOf(record.noun))
      for (const key of known.kind.keysOf?.(record) ?? NO_KEYS) addKey(known, key, record.id);
  }

  /** Notes which keys a record has given up and got since it had those of `before`: most changes leave them as they are. */
  #reindex(record: WorkingRecord, before: readonly (readonly string[])[], isHeld: boolean): void {
    const { id, noun } = record;
    const after = this.#keysOf(record);
    for (const [at, known] of this.#kindsOf(noun).entries()) {
      const [had, has] = [before[at] ?? NO_KEYS, after[at] ?? NO_KEYS];
      for (const key of had) if (!has.includes(key)) removeKey(known, key, id);
      for (const key of has)
        if (!had.includes(key)) {
          addKey(known, key, id);
          if (isHeld) this.#addHeldKey(known.kind, key, id);
        }
    }
  }

  #addHeldKey(kind: LookupKind, key: string, id: number): void {
    const keys = this.#heldKeys.get(kind) ?? new Map<string, number[]>();
    this.#heldKeys.set(kind, keys);
    const ids = keys.get(key);
    if (!ids) keys.set(key, [id]);
    else if (!ids.includes(id)) ids.push(id);
  }

  /** Whether a key names a record that is not stored yet: nothing that is stored can be related to it. */
  #isAboutNew(kind: LookupKind, key: LookupKey): boolean {
    if (!kind.relatedIn || this.#pending.size === 0) return false;
    return kind.relatedIn(key).some(([noun, id]) => {
      const record = typeof id === 'number' ? this.#recordsOf(noun).get(id) : undefined;
      return record ? this.#pending.has(record) : false;
    });
  }

  #kindsOf(noun: Noun): readonly KnownKeys[] {
    return this.#kinds.get(noun) ?? NO_KINDS;
  }

  #of(kind: LookupKind): KnownKeys {
    let known = this.#known.get(kind);
    if (!known) {
      const { noun } = kind;
      const isWhole = kind.keysOf !== undefined && this.#writer.isEmpty(noun);
      known = { kind, ids: new KeyTable(), all: isWhole && this.#whole.has(noun) ? new KeyIndex() : null };
      this.#known.set(kind, known);
      this.#kinds.set(noun, [...this.#kindsOf(noun), known]);
    }
    return known;
  }

  #recordsOf(noun: Noun): Map<number, WorkingRecord | null> {
    let records = this.#records.get(noun);
    if (!records) {
      records = new Map();
      this.#records.set(noun, records);
    }
    return records;
  }
}
