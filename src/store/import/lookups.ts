import type { Noun } from '../../domain/field.ts';
import { lazy } from '../../domain/lazy.ts';
import type { KeyWriter } from '../engine.ts';
import type { Bound, RawRow } from '../sql.ts';
import { hashKey } from './key-table.ts';
import { type KeyedRecord, NO_PARTS } from './working-record.ts';

/** Maximum number of distinguished candidates. */
export const MAX_CANDIDATES = 20;

/** The parts of a key, in the order in which its kind names them. */
export type LookupKey = readonly Bound[];

/** One way to find records of a noun: by e-mail, by name and company and so on. */
export interface LookupKind {
  readonly name: string;
  readonly noun: Noun;
  /** Tells its keys from those of other kinds. */
  readonly seed: number;
  /** A query for the ids of the records that have a key. */
  sqlOf(key: LookupKey, write: KeyWriter): string;
  /** The keys under which it finds a record; undefined where that does not follow from the record alone. */
  keysOf?(record: KeyedRecord): readonly LookupKey[];
  /** The records that a key names: one that is new cannot have any related to it in the database. */
  relatedIn?(key: LookupKey): readonly (readonly [noun: Noun, id: Bound | undefined])[];
}

/** A question for records: the kind and the key. */
export interface Lookup {
  readonly kind: LookupKind;
  readonly key: LookupKey;
  /** The key as one text, and the hash of it. */
  readonly text: string;
  readonly hash: number;
}

type KindMaker = (noun: Noun) => Omit<LookupKind, 'name' | 'noun' | 'seed'>;

const fromTable = (noun: Noun, condition: string): string => `select id from "${noun}" where ${condition}`;

const fromChild = (noun: Noun, table: string, condition: string): string =>
  `select ${noun}_id as id from ${table} where ${condition} and ${noun}_id is not null`;

const keyOf = (...parts: readonly (Bound | undefined)[]): readonly LookupKey[] =>
  parts[0] === null || parts[0] === undefined ? [] : [parts.map((each) => each ?? null)];

const KINDS = {
  'external id': (noun) => ({
    sqlOf: (_, { part }) => fromTable(noun, `external_id = ${part(0)} and external_source = ${part(1)}`),
    keysOf: ({ columns }) => keyOf(columns.external_id, columns.external_source),
  }),
  'e-mail': (noun) => ({
    sqlOf: (_, { part }) => fromChild(noun, 'email', `address_key = ${part(0)}`),
    keysOf: ({ emails }) => emails.map(({ address_key }) => [address_key]),
  }),
  phone: (noun) => ({
    sqlOf: (_, { part }) => fromChild(noun, 'phone', `e164 = ${part(0)}`),
    keysOf: ({ phones }) => phones.flatMap(({ e164 }) => keyOf(e164)),
  }),
  website: (noun) => ({
    sqlOf: (_, { part }) => fromTable(noun, `website_host = ${part(0)}`),
    keysOf: ({ columns }) => keyOf(columns.website_host),
  }),
  name: (noun) => ({
    sqlOf: (_, { part }) => fromTable(noun, `name_key = ${part(0)}`),
    keysOf: ({ columns }) => keyOf(columns.name_key),
  }),
  'name and company': (noun) => ({
    sqlOf: (_, { part }) =>
      fromTable(noun, `name_key = ${part(0)} and company_key is not distinct from ${part(1)}`),
    keysOf: ({ columns }) => keyOf(columns.name_key, columns.company_key),
  }),
  'name and account': (noun) => ({
    // By the index of names: any number of records have no account.
    sqlOf: (_, { part, unindexed }) =>
      fromTable(noun, `name_key = ${part(0)} and ${unindexed(`account_id is not distinct from ${part(1)}`)}`),
    keysOf: ({ columns }) => keyOf(columns.name_key, columns.account_id),
    relatedIn: ([, account]) => [['account', account]],
  }),
  'name at company': () => ({
    sqlOf: (_, { part }) => `select r.id from contact r join account on account.id = r.account_id
      where r.name_key = ${part(0)} and account.name_key = ${part(1)}`,
  }),
  /** What a record was known by before it was merged into another: the kind of identity, and its value. */
  former: (noun) => ({
    sqlOf: (_, { part }) => fromChild(noun, 'former', `kind = ${part(0)} and value = ${part(1)}`),
    keysOf: ({ formerNames }) => [...formerNames].map((name) => ['name', name]),
  }),
  'former number': (noun) => ({
    sqlOf: (_, { part }) =>
      fromChild(
        noun,
        'former',
        `kind = 'number' and value >= ${part(0)} || ' ' and value < ${part(0)} || '!'`,
      ),
  }),
  /** Of tasks and activities: the same said or done about the same at the same time. */
  content: (noun) => contentKind(noun, contentColumns(noun)),
  'content at any time': (noun) =>
    contentKind(
      noun,
      contentColumns(noun).filter((column) => column !== 'at'),
    ),
} satisfies Readonly<Record<string, KindMaker>>;

const RELATED = ['lead', 'contact', 'account', 'opp'] as const;

function contentColumns(noun: Noun): readonly string[] {
  const own = noun === 'task' ? ['subject', 'due_date'] : ['at', 'type', 'subject', 'body'];
  return [...own, ...RELATED.map((related) => `${related}_id`)];
}

/** Of what has a subject, the body does not count. */
function contentKind(noun: Noun, columns: readonly string[]): ReturnType<KindMaker> {
  const subject = columns.indexOf('subject');
  const keyOfRow = (row: Readonly<Partial<RawRow>>): LookupKey =>
    columns.map((column) =>
      column === 'body' && (row.subject ?? null) !== null ? null : (row[column] ?? null),
    );
  return {
    sqlOf(key, { part }) {
      // Equality, not "is": indexes leave out null. Every status is listed, because the index of days begins with it.
      const conditions = columns.flatMap((column, at) => {
        if (column === 'body' && key[subject] !== null) return [];
        return [`"${column}" ${key[at] === null ? 'is null' : `= ${part(at)}`}`];
      });
      if (noun === 'task') conditions.push("status in ('open', 'done', 'cancelled')");
      return fromTable(noun, conditions.join(' and '));
    },
    keysOf: (record) => [keyOfRow(record.columns)],
    relatedIn: (key) => RELATED.map((related) => [related, key[columns.indexOf(`${related}_id`)]]),
  };
}

/** Every way to look up records of a noun. */
export type LookupKinds = Readonly<Record<keyof typeof KINDS, LookupKind>>;

const kinds = lazy(() => new Map<Noun, LookupKinds>());

export function lookupKinds(noun: Noun): LookupKinds {
  let made = kinds().get(noun);
  if (!made) {
    made = Object.fromEntries(
      Object.entries(KINDS).map(([name, make], seed) => [
        name,
        { name, noun, seed, ...(make as KindMaker)(noun) },
      ]),
    ) as unknown as LookupKinds;
    kinds().set(noun, made);
  }
  return made;
}

export function lookup(kind: LookupKind, ...key: LookupKey): Lookup {
  const text = textOf(key);
  return { kind, key, text, hash: hashKey(kind.seed, text) };
}

/** The lookup for the content of a task or activity. */
export function contentLookup(kinds: LookupKinds, row: Readonly<Partial<RawRow>>): Lookup {
  const kind =
    kinds.content.noun === 'activity' && typeof row.at !== 'string'
      ? kinds['content at any time']
      : kinds.content;
  const [key = []] = kind.keysOf?.({ ...NO_PARTS, columns: row as RawRow }) ?? [];
  return lookup(kind, ...key);
}

/** A key as one text. */
export function textOf(key: LookupKey): string {
  return key.length === 1 ? String(key[0]) : key.join('\0');
}
