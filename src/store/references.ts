import { ambiguous, type CrmError, notFound, usage } from '../domain/errors.ts';
import type { Noun } from '../domain/field.ts';
import { companyKey, emailKey, personKey, websiteHost } from '../domain/matching.ts';
import { isPhoneLike } from '../domain/phone-like.ts';
import { readProfile } from '../domain/profile.ts';
import { type NamedRecord, refText } from '../domain/record-ref.ts';
import { findNearest } from '../domain/suggest.ts';
import { hasField } from '../nouns/definition.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { recordsAt } from './account-domains.ts';
import type { Engine, TextQuery } from './engine.ts';
import { mergedAwayError } from './merge/merged-away-error.ts';
import { contactsWithProfile } from './profiles.ts';
import { type Db, type Sql, sql } from './sql.ts';
import { readTitles } from './titles.ts';
import type { WriteEnv } from './write/values.ts';

/** Records listed for an ambiguous reference. */
const MAX_LISTED = 8;

/**
 * The record for a reference: a number, `lead:42`, e-mail, phone, website (accounts), name, or a name with its number
 * (`Jane Doe #42`).
 * Throws `not-found` with the nearest records, `ambiguous` with the matching ones, `usage` for the prefix of another
 * noun.
 */
export async function findRecord(
  engine: Engine,
  noun: Noun,
  text: string,
  env: WriteEnv,
): Promise<NamedRecord> {
  const found = await candidates(engine, noun, text, env);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only) throw fitsSeveral(noun, text, found);
  throw (await mergedAwayError(engine, noun, text)) ?? (await nothingFits(engine, noun, text));
}

/** The record for a reference such as `opp:7` or, without a prefix, the first noun with a match. */
export async function findAny(
  engine: Engine,
  nouns: readonly Noun[],
  text: string,
  env: WriteEnv,
): Promise<NamedRecord> {
  const prefixed = prefixOf(engine.nouns, text);
  if (prefixed && !nouns.includes(prefixed))
    throw usage(`"${text}" cannot be used here`, `Name a record of one of these: ${nouns.join(', ')}`);
  if (prefixed) return findRecord(engine, prefixed, text, env);
  if (/^#?\d+$/.test(text.trim())) {
    const noun = nouns[0] as Noun;
    return findRecord(engine, noun, text, env);
  }
  // A whole name takes precedence over a prefix: "Acme" is the account, not its deal "Acme renewal".
  let found: NamedRecord[] = [];
  for (const noun of nouns) found.push(...(await exactly(engine, noun, text, env)));
  if (found.length === 0)
    for (const noun of nouns)
      found.push(...(await readTitles(engine, noun, await byBeginning(engine, noun, text))));
  if (found.length > 1) found = await withoutConverted(engine, found);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only) throw fitsSeveral('record', text, found);
  throw notFound(`no ${alternatives(nouns)} matches "${text}"`, {
    code: 'unknown-record',
    text,
    near: mistypedPrefix(text, nouns),
  });
}

/** `lead, contact or account`. */
function alternatives(nouns: readonly Noun[]): string {
  return [nouns.slice(0, -1).join(', '), nouns.at(-1)].filter(Boolean).join(' or ');
}

/** All records that a reference may mean: exact matches, else prefix matches. */
async function candidates(engine: Engine, noun: Noun, text: string, env: WriteEnv): Promise<NamedRecord[]> {
  const exact = await exactly(engine, noun, text, env);
  if (exact.length > 0 || isNumbered(engine.nouns, text)) return exact;
  return readTitles(engine, noun, await byBeginning(engine, noun, text.trim()));
}

/**
 * The records that match a reference exactly, by number, address, whole name or name with number. Throws `usage` for
 * the prefix of another noun.
 */
export async function exactly(
  engine: Engine,
  noun: Noun,
  text: string,
  env: WriteEnv,
): Promise<NamedRecord[]> {
  const ref = text.trim();
  if (ref === '') throw usage(`a reference to a ${noun} is blank`);
  const [, prefix, digits] = /^(?:([a-z]\w*):)?#?(\d{1,15})$/.exec(ref) ?? [];
  if (digits !== undefined && (prefix === undefined || engine.nouns.find(prefix))) {
    if (prefix && prefix !== noun)
      throw usage(`"${ref}" is not a ${noun}`, `Give a ${noun}: ${noun}:${digits}`);
    const byNumber = await readTitles(engine, noun, [Number(digits)]);
    if (byNumber.length > 0 || prefix || digits.length < 6) return byNumber;
  }
  const byNumber = await byNameAndNumber(engine, noun, ref);
  if (byNumber.length > 0)
    return readTitles(engine, noun, [...byNumber, ...(await byName(engine, noun, ref))]);
  for (const ids of [await byAddress(engine, noun, ref, env), await byName(engine, noun, ref)]) {
    if (ids.length > 0) return readTitles(engine, noun, ids);
  }
  return [];
}

/** The record for `Jane Doe #42` or `Jane Doe lead:42`, the completion of a shared name. */
async function byNameAndNumber(db: Db, noun: Noun, ref: string): Promise<number[]> {
  const [, name = '', prefix = noun, digits] = /^(.*\S)\s+(?:#|([a-z]\w*):)(\d{1,15})$/s.exec(ref) ?? [];
  const { names } = db.nouns.get(noun);
  if (digits === undefined || prefix !== noun || names.length === 0) return [];
  const columns = sql.join(names.map(({ column }) => sql.ref(column)));
  const row = await sql<Record<string, string | null>>`
    select ${columns} from ${sql.ref(noun)} where id = ${Number(digits)}`.first(db);
  const isNamed = Object.values(row ?? {}).some(
    (text) => text !== null && (personKey(text) === personKey(name) || companyKey(text) === companyKey(name)),
  );
  return isNamed ? [Number(digits)] : [];
}

/** Text that can only be a record number: phone numbers are longer. */
function isNumbered(nouns: Nouns, text: string): boolean {
  return prefixOf(nouns, text) !== null || /^#?\d{1,5}$/.test(text.trim());
}

/** Leaves out converted leads if their new records match too. */
async function withoutConverted(db: Db, found: readonly NamedRecord[]): Promise<NamedRecord[]> {
  const leads = found.filter((one) => one.noun === 'lead').map((one) => one.id);
  const rows = await sql<{ id: number }>`
    select id from lead where converted_at is not null and id ${sql.among(leads)}`.all(db);
  const converted = new Set(rows.map((row) => row.id));
  const left = found.filter((one) => one.noun !== 'lead' || !converted.has(one.id));
  return left.length > 0 ? left : [...found];
}

async function byAddress(db: Db, noun: Noun, ref: string, env: WriteEnv): Promise<number[]> {
  const definition = db.nouns.get(noun);
  const column = sql.ref(`${noun}_id`);
  const profile = definition.match.keys.includes('profile') ? readProfile(ref) : null;
  if (profile !== null) return (await contactsWithProfile(db, profile)).map(({ id }) => id);
  if (ref.includes('@')) {
    if (!hasField(definition, 'email')) return [];
    return idsOf(
      db,
      sql`select distinct ${column} as id from email where address_key = ${emailKey(ref)} and ${column} is not null`,
    );
  }
  if (isPhoneLike(ref)) {
    if (!hasField(definition, 'phone')) return [];
    const { e164, extension } = await env.readPhone(ref);
    const having = (fits: Sql) =>
      idsOf(db, sql`select distinct ${column} as id from phone where ${fits} and ${column} is not null`);
    if (e164 === null) return having(sql`e164 is null and typed = ${ref}`);
    const called = extension === null ? [] : await having(sql`e164 = ${e164} and extension = ${extension}`);
    return called.length > 0 ? called : having(sql`e164 = ${e164}`);
  }
  const host = hasField(definition, 'website') && ref.includes('.') ? websiteHost(ref) : null;
  return host === null ? [] : idsOf(db, recordsAt(noun, host));
}

/** Numbers from a query: as many as are listed, and one more to show that there are more. */
async function idsOf(db: Db, query: Sql): Promise<number[]> {
  const rows = await sql<{ id: number }>`${query} limit ${MAX_LISTED + 1}`.all(db);
  return rows.map((row) => row.id);
}

async function byName(db: Db, noun: Noun, ref: string): Promise<number[]> {
  const { names } = db.nouns.get(noun);
  if (names.length === 0) return [];
  const matches = names.map(({ column, key }) =>
    key
      ? sql`${sql.ref(key.column)} = ${key.of(ref)}`
      : sql`${(dialect) => dialect.ignoreCase(sql.ref(column))} = ${ref}`,
  );
  const preferred = names[0]?.preferred;
  const rows = await sql<{ id: number; preferred: number }>`
    select id, ${sql.raw(preferred ?? '0')} as preferred from ${sql.ref(noun)} where ${sql.join(matches, ' or ')}
    ${preferred === undefined ? sql`` : sql`order by 2 desc, id`} limit ${MAX_LISTED + 1}`.all(db);
  const first = rows.filter((row) => row.preferred === 1);
  return (first.length > 0 ? first : rows).map((row) => row.id);
}

/** Records whose title has words that begin with the words of the reference. */
async function byBeginning(engine: Engine, noun: Noun, ref: string): Promise<number[]> {
  const words = personKey(ref)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return inTitles(engine, noun, { terms: words.map((word) => [word]) }, MAX_LISTED + 1);
}

async function inTitles(engine: Engine, noun: Noun, query: TextQuery, limit: number): Promise<number[]> {
  const found = await engine.search.find({ ...query, inTitle: true }, [noun], limit);
  return found.map(({ id }) => id);
}

async function nothingFits(engine: Engine, noun: Noun, text: string): Promise<CrmError> {
  const near = await nearBy(engine, noun, text);
  const [first = null] = near;
  return notFound(`no ${noun} matches "${text}"`, { code: 'no-record', noun, near: first });
}

/** A record whose title shares the beginning of a word with the reference. */
async function nearBy(engine: Engine, noun: Noun, text: string): Promise<NamedRecord[]> {
  const stems = personKey(text)
    .split(' ')
    .filter((word) => word.length >= 3)
    .map((word) => word.slice(0, Math.max(3, word.length - 2)));
  if (stems.length === 0) return [];
  const ids = await inTitles(engine, noun, { terms: [stems] }, 1);
  return readTitles(engine, noun, ids);
}

function fitsSeveral(noun: string, text: string, found: readonly NamedRecord[]): CrmError {
  const listed = found.slice(0, MAX_LISTED).map((one) => `  ${refText(one)}  ${one.title}`);
  if (found.length > MAX_LISTED) listed.push('  …');
  return ambiguous(
    `"${text}" matches ${found.length > MAX_LISTED ? `more than ${MAX_LISTED}` : found.length} ${noun}s; use a number`,
    ...listed,
  );
}

function prefixOf(nouns: Nouns, text: string): Noun | null {
  const [, prefix] = /^([a-z]\w*):#?\d+$/.exec(text.trim()) ?? [];
  return nouns.find(prefix)?.noun ?? null;
}

/** The nearest prefix: `account:7` for `acc:7`; null if none is near. */
function mistypedPrefix(text: string, nouns: readonly Noun[]): string | null {
  const [, prefix = '', digits] = /^([a-z]\w*):#?(\d+)$/.exec(text.trim()) ?? [];
  const [near] = findNearest(prefix, nouns);
  return near ? `${near}:${digits}` : null;
}
