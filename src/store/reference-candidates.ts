import type { Noun } from '../domain/field.ts';
import { personKey } from '../domain/matching.ts';
import { isPhoneLike } from '../domain/phone-like.ts';
import { type NamedRecord, refText } from '../domain/record-ref.ts';
import type { NameColumn, NounDefinition } from '../nouns/definition.ts';
import type { Engine } from './engine.ts';
import { exactly } from './references.ts';
import { type Db, type Sql, sql } from './sql.ts';
import type { WriteEnv } from './write/values.ts';

/** A reference that commands accept, with data of its record. */
interface ReferenceCandidate {
  readonly value: string;
  readonly description: string;
}

/** Maximum names and records offered. */
const MAX_CANDIDATES = 40;

/** Records scanned of a noun without a name index. */
const TEXTS_SCANNED = 2000;

/** A record with a matching name column. */
interface Match {
  readonly noun: Noun;
  readonly id: number;
  readonly name: string;
  readonly other: string | null;
}

/**
 * References to records whose name begins with `typed`: the name if it is unique, else the name with the number. At
 * most some 40, found by index; if there are more, the last one is included, so that the common prefix of all is not
 * too long.
 */
export async function recordsBeginning(
  engine: Engine,
  nouns: readonly Noun[],
  typed: string,
  env: WriteEnv,
): Promise<ReferenceCandidate[]> {
  const matches: Match[] = [];
  for (const noun of nouns) matches.push(...(await matchesOf(engine, noun, typed)));
  const found = new Map<string, ReferenceCandidate>();
  const named = await countNames(engine, nouns, matches);
  for (const match of matches) {
    const value = clearReference(nouns, match, named) ?? (await referenceTo(engine, nouns, match, env));
    const other = match.other && match.other !== match.name ? ` · ${match.other}` : '';
    const description = `${match.noun} ${match.id}${other}`;
    if (!found.has(value)) found.set(value, { value, description });
  }
  return [...found.values()];
}

/** A text that can only be a name: no number, address or reference with a noun. */
const PLAIN_NAME = /^\p{L}[\p{L}\p{M}\p{N} .'&\u2019\u2013-]*$/u;

/** As many names has one record at most. */
const MOST_NAMES = 2;

/** How many names of records are a text. */
type NameCounts = ReadonlyMap<string, number>;

/**
 * How many names of records are those of these, alone and with the number behind; null where a name is looked up
 * otherwise than by its key. All are counted at once: a look-up for each would take longer than everything else.
 */
async function countNames(
  engine: Engine,
  nouns: readonly Noun[],
  matches: readonly Match[],
): Promise<NameCounts | null> {
  const texts = matches.flatMap((match) => {
    const text = onOneLine(match.name);
    return [text, `${text} ${numberOf(nouns, match)}`];
  });
  const counts = new Map(texts.map((text) => [text, 0]));
  for (const noun of nouns) {
    for (const { key, preferred } of engine.nouns.get(noun).names) {
      if (!key || preferred !== undefined) return null;
      const column = sql.ref(key.column);
      const keys = new Map([...counts.keys()].map((text) => [text, key.of(text)]));
      const rows = await sql<{ k: string; n: number }>`
        select ${column} as k, count(*) as n from ${sql.ref(noun)}
        where ${column} ${sql.among([...new Set(keys.values())])} group by ${column}`.all(engine);
      const found = new Map(rows.map(({ k, n }) => [k, n]));
      for (const [text, k] of keys) counts.set(text, (counts.get(text) ?? 0) + (found.get(k) ?? 0));
    }
  }
  return counts;
}

/** The name of a record that is no other's, else with its number; null where that has to be looked up. */
function clearReference(nouns: readonly Noun[], match: Match, counts: NameCounts | null): string | null {
  const text = onOneLine(match.name);
  if (counts === null || !PLAIN_NAME.test(text)) return null;
  const count = counts.get(text) ?? 0;
  if (count === 1) return text;
  const numbered = `${text} ${numberOf(nouns, match)}`;
  // One record may have a name twice, as a person and as a company.
  return count > MOST_NAMES && counts.get(numbered) === 0 ? numbered : null;
}

function numberOf(nouns: readonly Noun[], { noun, id }: Pick<Match, 'noun' | 'id'>): string {
  return nouns.length === 1 ? `#${id}` : refText({ noun, id });
}

/** The shortest text that identifies this record: its name, name and number, or number. */
async function referenceTo(
  engine: Engine,
  nouns: readonly Noun[],
  { noun, id, name }: Match,
  env: WriteEnv,
): Promise<string> {
  const number = numberOf(nouns, { noun, id });
  const text = onOneLine(name);
  // Text that would be read as an option, a number or stdin is not offered.
  if (text === '' || text.startsWith('-')) return number.replace('#', '');
  for (const reference of isPhoneLike(text) ? [`${text} ${number}`] : [text, `${text} ${number}`])
    if (await isOnly(engine, nouns, reference, { noun, id }, env)) return reference;
  return number.replace('#', '');
}

async function isOnly(
  engine: Engine,
  nouns: readonly Noun[],
  text: string,
  wanted: Pick<NamedRecord, 'noun' | 'id'>,
  env: WriteEnv,
): Promise<boolean> {
  const meant: NamedRecord[] = [];
  for (const noun of nouns) {
    // A prefix of another noun is an error here, not a reference to this record.
    const found = await exactly(engine, noun, text, env).catch(() => []);
    meant.push(...found);
  }
  const [only, ...others] = meant;
  return only !== undefined && others.length === 0 && only.noun === wanted.noun && only.id === wanted.id;
}

/** A name as it can be typed: only visible characters. Name keys ignore the difference. */
function onOneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

async function matchesOf(db: Db, noun: Noun, typed: string): Promise<Match[]> {
  const definition = db.nouns.get(noun);
  const [first] = definition.names;
  if (!first) return firstRecords(db, definition, typed);
  return first.key ? namesBeginning(db, definition, typed) : textsBeginning(db, definition, first, typed);
}

async function namesBeginning(db: Db, { noun, names }: NounDefinition, typed: string): Promise<Match[]> {
  const matches: Match[] = [];
  const seen = new Set<number>();
  for (const { column, key: keyColumn, hint } of names) {
    if (!keyColumn) continue;
    const table = sql.ref(noun);
    const key = sql.ref(`${noun}.${keyColumn.column}`);
    const columns = sql`${table}.id as id, ${sql.ref(`${noun}.${column}`)} as name, ${sql.raw(hint)} as other`;
    const add = (rows: readonly Omit<Match, 'noun'>[]) => {
      for (const row of rows) {
        if (seen.has(row.id)) continue;
        seen.add(row.id);
        matches.push({ noun, ...row });
      }
    };
    // `Jane Doe #4` is a name that several share, with the beginning of a number.
    const [, base, digits] = /^(.*\S)\s+(?:#|[a-z]\w*:)(\d*)$/su.exec(typed) ?? [];
    if (base !== undefined)
      add(
        await rowsOf(
          db,
          columns,
          table,
          sql`${key} = ${keyColumn.of(base)} and ${numbered(noun, digits ?? '')}`,
        ),
      );
    const keys = await keysBeginning(db, table, key, keyRange(typed));
    for (const [at, found] of keys.entries()) {
      // The last one is always included; see above.
      const isFull = matches.length >= MAX_CANDIDATES;
      if (isFull && at < keys.length - 1) continue;
      add(await rowsOf(db, columns, table, sql`${key} = ${found}`, isFull ? 1 : MAX_CANDIDATES));
    }
  }
  return matches;
}

/** Records with one of these names, with the first and last number as text; of one, whichever. */
async function rowsOf(
  db: Db,
  columns: Sql,
  table: Sql,
  where: Sql,
  most = MAX_CANDIDATES,
): Promise<Omit<Match, 'noun'>[]> {
  const query = sql`select ${columns} from ${table} where ${where}`;
  if (most === 1) return sql<Omit<Match, 'noun'>>`${query} limit 1`.all(db);
  const rows = await sql<Omit<Match, 'noun'>>`${query} limit ${MAX_CANDIDATES + 1}`.all(db);
  if (rows.length <= MAX_CANDIDATES) return rows;
  const text = sql`cast(${table}.id as text)`;
  const first = await sql<Omit<Match, 'noun'>>`${query} order by ${text} limit ${MAX_CANDIDATES - 1}`.all(db);
  const last = await sql<Omit<Match, 'noun'>>`${query} order by ${text} desc limit 1`.all(db);
  return [...first, ...last];
}

const numbered = (noun: string, digits: string): Sql =>
  digits === ''
    ? sql`true`
    : sql`cast(${sql.ref(`${noun}.id`)} as text) between ${digits} and ${`${digits}:`}`;

/** A range of keys, `before` exclusive; all if nothing is typed. */
interface KeyRange {
  readonly from: string;
  readonly before: string;
  /** A complete name, which a number may follow. */
  readonly whole?: string;
}

/** Sorts after every key: no character is larger. */
const LAST = '\u{10ffff}';

function keyRange(typed: string): KeyRange {
  const key = personKey(typed);
  // A space ends the word: "Jan " is not the beginning of "Jane".
  if (key !== '' && /\s$/.test(typed)) return { from: `${key} `, before: `${key} ${LAST}`, whole: key };
  return { from: key, before: `${key}${LAST}` };
}

/** Distinct keys in a range: the first ones, and the last one if there are more. One look-up each. */
async function keysBeginning(db: Db, table: Sql, key: Sql, range: KeyRange): Promise<string[]> {
  const { from, before, whole } = range;
  const least = (condition: Sql) =>
    sql`(select min(${key}) from ${table} where ${condition} and ${key} < ${before})`;
  const rows = await sql<{ k: string }>`
    with recursive keys(k) as (
      select ${least(sql`${key} >= ${from}`)}
      union all
      select ${least(sql`${key} > keys.k`)} from keys where keys.k is not null limit ${MAX_CANDIDATES + 1}
    ) select k from keys where k is not null`.all(db);
  const keys = rows.map(({ k }) => k);
  if (whole !== undefined) keys.unshift(whole);
  if (rows.length <= MAX_CANDIDATES) return keys;
  const last = await sql<{ k: string | null }>`
    select max(${key}) as k from ${table} where ${key} >= ${from} and ${key} < ${before}`.first(db);
  return last?.k ? [...keys.slice(0, MAX_CANDIDATES - 1), last.k] : keys;
}

/** Records of a noun without a name index: preferred ones among the first of a list. */
async function textsBeginning(
  db: Db,
  { noun, defaultSort }: NounDefinition,
  { column, hint, preferred }: NameColumn,
  typed: string,
): Promise<Match[]> {
  const rows = await sql<{ id: number; name: string; other: string | null }>`
    select id, name, other from
      (select id, ${sql.ref(column)} as name, ${sql.raw(hint)} as other from ${sql.ref(noun)}
       where ${sql.raw(preferred ?? 'true')} order by ${order(defaultSort)} limit ${TEXTS_SCANNED}) as latest`.all(
    db,
  );
  const key = personKey(typed);
  return rows
    .filter(({ name }) => personKey(name).startsWith(key))
    .slice(0, MAX_CANDIDATES)
    .map((row) => ({ noun, ...row }));
}

/** The first records of a list, for a noun whose records have only numbers. */
async function firstRecords(
  db: Db,
  { noun, title, defaultSort }: NounDefinition,
  typed: string,
): Promise<Match[]> {
  if (typed !== '') return [];
  const rows = await sql<{ id: number; other: string }>`
    select id, ${sql.raw(title)} as other from ${sql.ref(noun)}
    order by ${order(defaultSort)} limit ${MAX_CANDIDATES}`.all(db);
  return rows.map((row) => ({ noun, name: '', ...row }));
}

/** A default sort as SQL: `-at` is the latest first. */
const order = (sort: string): Sql =>
  sort.startsWith('-') ? sql`${sql.ref(sort.slice(1))} desc` : sql.ref(sort);
