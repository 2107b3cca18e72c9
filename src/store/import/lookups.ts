import { toLocalDate } from '../../domain/dates.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { lazy } from '../../domain/lazy.ts';
import type { Money } from '../../domain/money.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { KeyWriter } from '../engine.ts';
import { indexedValue } from '../projections/field-indexes.ts';
import type { Bound, RawRow } from '../sql.ts';
import type { Values } from '../write/values.ts';
import { profilesOf } from './profiles.ts';
import { hashText } from './text-hash.ts';
import type { KeyedRecord } from './working-record.ts';

/** Maximum number of distinguished candidates: as many people may share an address. */
export const MAX_CANDIDATES = 100;

/** The same for records of equal values: the one of a row must be among them. */
const MAX_AGREEING = 10_000;

/** The parts of a key, in the order in which its kind names them. */
export type LookupKey = readonly Bound[];

/** One way to find records of a noun: by e-mail, by name and company and so on. */
export interface LookupKind {
  readonly name: string;
  readonly noun: Noun;
  /** Candidates that are distinguished, if that is not the usual number. */
  readonly limit?: number;
  /** Tells its keys from those of other kinds. */
  readonly seed: number;
  /** A query for the ids of the records that have a key. */
  sqlOf(write: KeyWriter): string;
  /** The keys under which it finds a record, as texts; undefined where that does not follow from the record alone. */
  keysOf?(record: KeyedRecord): readonly string[];
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

/** A key of one part; none without a value. */
function keyOf(value: Bound | undefined): readonly string[] {
  return value === null || value === undefined ? NO_KEYS : [String(value)];
}

const NO_KEYS: readonly string[] = [];

const KINDS = {
  'external id': (noun) => ({
    sqlOf: ({ part }) => fromTable(noun, `external_id = ${part(0)} and external_source = ${part(1)}`),
    keysOf: ({ columns: { external_id: id, external_source: source } }) =>
      typeof id === 'string' ? [textOf([id, source ?? null])] : NO_KEYS,
  }),
  'e-mail': (noun) => ({
    sqlOf: ({ part }) => fromChild(noun, 'email', `address_key = ${part(0)}`),
    keysOf: ({ emails }) => emails.map(({ address_key }) => address_key),
  }),
  phone: (noun) => ({
    sqlOf: ({ part }) => fromChild(noun, 'phone', `e164 = ${part(0)}`),
    keysOf: ({ phones }) => phones.flatMap(({ e164 }) => e164 ?? NO_KEYS),
  }),
  /** A profile of a person, in whatever field. */
  profile: (noun) => ({
    sqlOf: ({ part }) =>
      ['linkedin', 'social']
        .map((column) => fromTable(noun, `${column} = ${part(0)}`))
        .concat(fromChild(noun, 'contact_profile', `address = ${part(0)}`))
        .join(' union '),
    keysOf: ({ columns, lists }) => profilesOf(columns, lists),
  }),
  website: (noun) => ({
    sqlOf: ({ part }) => fromTable(noun, `website_host = ${part(0)}`),
    keysOf: ({ columns }) => keyOf(columns.website_host),
  }),
  domain: (noun) => ({
    sqlOf: ({ part }) => fromChild(noun, 'account_domain', `domain = ${part(0)}`),
    keysOf: ({ lists }) => (lists.domains ?? []).flatMap(({ said }) => said ?? NO_KEYS),
  }),
  name: (noun) => ({
    sqlOf: ({ part }) => fromTable(noun, `name_key = ${part(0)}`),
    keysOf: ({ columns }) => keyOf(columns.name_key),
  }),
  code: (noun) => ({
    sqlOf: ({ part }) => fromTable(noun, `code = ${part(0)}`),
    keysOf: ({ columns }) => keyOf(columns.code),
  }),
  serial: (noun) => ({
    sqlOf: ({ part }) => fromTable(noun, `serial = ${part(0)}`),
    keysOf: ({ columns }) => keyOf(columns.serial),
  }),
  /** A name as it is written, where no key of it is kept. */
  'very name': (noun) => ({
    sqlOf: ({ part }) => fromTable(noun, `name = ${part(0)}`),
    keysOf: ({ columns }) => keyOf(columns.name),
  }),
  'name at company': () => ({
    sqlOf: ({ part }) => `select r.id from contact r join account on account.id = r.account_id
      where r.name_key = ${part(0)} and account.name_key = ${part(1)}`,
  }),
  /** What a record was known by before it was merged into another: the kind of identity, and its value. */
  former: (noun) => ({
    sqlOf: ({ part }) => fromChild(noun, 'former', `kind = ${part(0)} and value = ${part(1)}`),
    keysOf: ({ formerNames }) =>
      formerNames.size === 0 ? NO_KEYS : [...formerNames].map((name) => textOf(['name', name])),
  }),
  'former number': (noun) => ({
    sqlOf: ({ part }) =>
      fromChild(
        noun,
        'former',
        `kind = 'number' and value >= ${part(0)} || ' ' and value < ${part(0)} || '!'`,
      ),
  }),
} satisfies Readonly<Record<string, KindMaker>>;

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
  return { kind, key, text, hash: hashOf(kind, text) };
}

/** The hash of a key of a kind, given as one text. */
export function hashOf({ seed }: LookupKind, text: string): number {
  return hashText(text, seed);
}

/** A key as one text. */
function textOf(key: LookupKey): string {
  if (key.length === 1) return String(key[0]);
  return key.length === 2 ? `${key[0] ?? ''}\0${key[1] ?? ''}` : key.join('\0');
}

/**
 * The lookup for records whose values agree with those of a row: `exact` ones lack what the row lacks. Null for a row
 * without what such records are found by.
 */
export function contentLookup(
  definition: NounDefinition,
  values: Values,
  computed: RawRow,
  exact: boolean,
): Lookup | null {
  const { content, also } = definition.match;
  const key: Bound[] = [];
  // Which columns are null, in bits: what is not part of the key is null too.
  let nulls = exact ? 1 : 0;
  for (const column of content) {
    const value = columnValue(values, computed, column);
    nulls = nulls * 2 + (value === null ? 1 : 0);
    // When something happened is filled in where a row leaves it out.
    if (column !== 'at' || value !== null) key.push(value);
  }
  if (key[0] === null) return null;
  for (const column of also) {
    const value = columnValue(values, computed, column);
    nulls = nulls * 2 + (value === null ? 1 : 0);
    if (value !== null || exact) key.push(value);
  }
  const known = kindsByNulls().get(definition) ?? new Map<number, LookupKind>();
  kindsByNulls().set(definition, known);
  let kind = known.get(nulls);
  if (!kind) {
    const isNull = (column: string) => columnValue(values, computed, column) === null;
    const columns = [
      ...content.filter((column) => column !== 'at' || !isNull(column)),
      ...also.filter((column) => exact || !isNull(column)),
    ];
    kind = contentKind(definition, columns, columns.map((column) => (isNull(column) ? '-' : '=')).join(''));
    known.set(nulls, kind);
  }
  return lookup(kind, ...key);
}

/** Kinds of content by noun and by the columns that are null: to find one by a name of all columns takes 5 µs a row. */
const kindsByNulls = lazy(() => new WeakMap<NounDefinition, Map<number, LookupKind>>());

/** Days that follow from a time. */
const TIME_OF_DAY: Readonly<Record<string, string>> = { due_date: 'due_at', starts_on: 'starts_at' };

function columnValue(values: Values, computed: RawRow, column: string): Bound {
  const own = computed[column] ?? values[column];
  if (typeof own === 'string' || typeof own === 'number') return own;
  const time = values[TIME_OF_DAY[column] ?? ''];
  if (typeof time === 'string') return toLocalDate(time);
  const money = column.endsWith('_minor') ? values[column.slice(0, -'_minor'.length)] : null;
  return ((money as Money | null | undefined)?.minor ?? null) as Bound;
}

/** Columns that an index has beside the name. */
const PLACES: ReadonlySet<string> = new Set(['company_key', 'account_id']);

const contentKinds = lazy(() => new Map<string, LookupKind>());

/** Finds records by columns that are equal to the parts of a key, or null where `pattern` has `-`. */
function contentKind(
  { noun, fields }: NounDefinition,
  columns: readonly string[],
  pattern: string,
): LookupKind {
  const name = `${noun} ${columns.join()} ${pattern}`;
  let kind = contentKinds().get(name);
  if (!kind) {
    const related = fields.flatMap(({ name: field, type, target }) => {
      const at = columns.indexOf(`${field}_id`);
      return type === 'ref' && at >= 0 ? [{ noun: target as Noun, at }] : [];
    });
    kind = {
      name,
      noun,
      limit: MAX_AGREEING,
      seed: 0,
      sqlOf({ part, unindexed }) {
        // Equality, not "is": indexes leave out null.
        const conditions = columns.map((column, at) => {
          const condition = `"${column}" ${pattern[at] === '-' ? 'is null' : `= ${part(at)}`}`;
          // Names are indexed with the company or account: many people are called the same.
          const isIndexed = at === 0 || columns[0] !== 'name_key' || PLACES.has(column);
          return isIndexed ? condition : unindexed(condition);
        });
        // The index of days begins with the status.
        if (noun === 'task') conditions.push("status in ('open', 'done', 'cancelled')");
        return fromTable(noun, conditions.join(' and '));
      },
      relatedIn: (key) => related.map((one) => [one.noun, key[one.at]]),
    };
    contentKinds().set(name, kind);
  }
  return kind;
}

/** Finds records by the value of one column, or of a custom field. */
export function fieldKind(noun: Noun, column: string, isCustom: boolean): LookupKind {
  const condition = isCustom ? `custom ->> '${column}'` : `"${column}"`;
  return {
    name: `field ${column}`,
    noun,
    seed: Object.keys(KINDS).length,
    sqlOf: ({ part }) => fromTable(noun, `${condition} = ${part(0)}`),
    keysOf: ({ columns }) =>
      keyOf(
        isCustom
          ? (JSON.parse((columns.custom as string | undefined) ?? '{}') as Record<string, Bound>)[column]
          : columns[column],
      ),
  };
}

/** Finds records by a custom field of which no two have the same value. */
export interface UniqueKind extends LookupKind {
  /** The key in the columns of a record; null for none. */
  keyIn(columns: RawRow): LookupKey | null;
}

/** `place` tells the field from others of the noun. */
export function uniqueKind(noun: Noun, { name, type }: Field, place: number): UniqueKind {
  const { paths, ignoresCase } = indexedValue(name, type);
  const keyIn = ({ custom }: RawRow) =>
    uniqueKey(
      (JSON.parse(typeof custom === 'string' ? custom : '{}') as Record<string, unknown>)[name],
      ignoresCase,
    );
  return {
    name: `unique ${name}`,
    noun,
    seed: Object.keys(KINDS).length + 1 + place,
    sqlOf: ({ part, jsonValue }) =>
      fromTable(noun, `${jsonValue('custom', paths[0] as string, ignoresCase)} = ${part(0)}`),
    keyIn,
    keysOf: ({ columns }) => {
      const key = keyIn(columns);
      return key ? [textOf(key)] : NO_KEYS;
    },
  };
}

/** The key of a value as it is stored; null for none. An index that ignores case knows that of ASCII. */
function uniqueKey(value: unknown, ignoresCase: boolean): LookupKey | null {
  if (typeof value === 'string') return [ignoresCase ? value.replace(/[A-Z]+/g, toLower) : value];
  return typeof value === 'number' ? [value] : null;
}

function toLower(text: string): string {
  return text.toLowerCase();
}
