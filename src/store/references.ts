import { ambiguous, type CrmError, notFound, usage } from '../domain/errors.ts';
import type { Noun } from '../domain/field.ts';
import { companyKey, emailKey, personKey, websiteHost } from '../domain/matching.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { Db, Engine } from './engine.ts';
import { mergedAwayError } from './merge/merged-away-error.ts';
import { mistypedPrefix } from './mistyped-prefix.ts';
import { SEARCH_CODE } from './projections/search-index.ts';
import { type Sql, sql } from './sql.ts';
import type { WriteEnv } from './write/values.ts';

/** A record as a reference finds it: its number and what to call it. */
export interface Named {
  readonly noun: Noun;
  readonly id: number;
  readonly title: string;
}

/** How many records a message lists when a reference fits several. */
const LISTED = 8;

/**
 * The one record a person means by `text`: a number, `lead:42`, e-mail, phone, website (accounts), name, or a name and
 * its number (`Jane Doe #42`).
 * Throws `not-found` with the nearest records, `ambiguous` with those it fits, `usage` for a prefix of
 * another noun.
 */
export async function findRecord(engine: Engine, noun: Noun, text: string, env: WriteEnv): Promise<Named> {
  const found = await candidates(engine, noun, text, env);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only) throw fitsSeveral(noun, text, found);
  throw (await mergedAwayError(engine, noun, text)) ?? (await nothingFits(engine, noun, text));
}

/** The record a prefixed reference such as `opp:7` means, or, without a prefix, that of the first noun that has it. */
export async function findAny(
  engine: Engine,
  nouns: readonly Noun[],
  text: string,
  env: WriteEnv,
): Promise<Named> {
  const prefixed = prefixOf(engine.db.nouns, text);
  if (prefixed) return findRecord(engine, prefixed, text, env);
  if (/^#?\d+$/.test(text.trim())) {
    const noun = nouns[0] as Noun;
    return findRecord(engine, noun, text, env);
  }
  // A whole name counts for more than the beginning of another: "Acme" is the account, not its deal "Acme renewal".
  let found: Named[] = [];
  for (const noun of nouns) found.push(...(await exactly(engine, noun, text, env)));
  if (found.length === 0)
    for (const noun of nouns)
      found.push(...(await titled(engine.db, noun, await byBeginning(engine, noun, text))));
  if (found.length > 1) found = await withoutConverted(engine.db, found);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only) throw fitsSeveral('record', text, found);
  throw notFound(
    `no ${alternatives(nouns)} matches "${text}"`,
    ...mistypedPrefix(text, nouns),
    `Look for it: crm search "${text}"`,
  );
}

/** `lead, contact or account`. */
function alternatives(nouns: readonly Noun[]): string {
  return [nouns.slice(0, -1).join(', '), nouns.at(-1)].filter(Boolean).join(' or ');
}

/** All records a reference may mean: the exact ones, or those it is the beginning of. */
async function candidates(engine: Engine, noun: Noun, text: string, env: WriteEnv): Promise<Named[]> {
  const exact = await exactly(engine, noun, text, env);
  if (exact.length > 0 || isNumbered(engine.db.nouns, text)) return exact;
  return titled(engine.db, noun, await byBeginning(engine, noun, text.trim()));
}

/** The records whose number, address, whole name or name with number a reference is. Throws `usage` for a prefix of another noun. */
export async function exactly(engine: Engine, noun: Noun, text: string, env: WriteEnv): Promise<Named[]> {
  const ref = text.trim();
  if (ref === '') throw usage(`a reference to a ${noun} is empty`);
  const [, prefix, digits] = /^(?:([a-z]+):)?#?(\d{1,15})$/.exec(ref) ?? [];
  if (digits !== undefined && (prefix === undefined || engine.db.nouns.find(prefix))) {
    if (prefix && prefix !== noun)
      throw usage(`"${ref}" is not a ${noun}`, `Give a ${noun}: ${noun}:${digits}`);
    const byNumber = await titled(engine.db, noun, [Number(digits)]);
    if (byNumber.length > 0 || prefix || digits.length < 6) return byNumber;
  }
  const byNumber = await byNameAndNumber(engine.db, noun, ref);
  if (byNumber.length > 0)
    return titled(engine.db, noun, [...byNumber, ...(await byName(engine.db, noun, ref))]);
  for (const ids of [await byAddress(engine.db, noun, ref, env), await byName(engine.db, noun, ref)]) {
    if (ids.length > 0) return titled(engine.db, noun, ids);
  }
  return [];
}

/** The record of `Jane Doe #42` or `Jane Doe lead:42`, which is how a name that several have is completed. */
async function byNameAndNumber(db: Db, noun: Noun, ref: string): Promise<number[]> {
  const [, name = '', prefix = noun, digits] = /^(.*\S)\s+(?:#|([a-z]+):)(\d{1,15})$/s.exec(ref) ?? [];
  if (digits === undefined || prefix !== noun || noun === 'activity') return [];
  const row = await sql<{ name: string; company: string | null }>`
    select ${noun === 'task' ? sql`subject` : sql`name`} as name, ${noun === 'lead' ? sql`company` : sql`null`} as company
    from ${sql.ref(noun)} where id = ${Number(digits)}`.first(db);
  const isNamed =
    row &&
    (personKey(row.name) === personKey(name) || companyKey(row.company ?? row.name) === companyKey(name));
  return isNamed ? [Number(digits)] : [];
}

/** Text that can be nothing but the number of a record: phone numbers are longer. */
function isNumbered(nouns: Nouns, text: string): boolean {
  return prefixOf(nouns, text) !== null || /^#?\d{1,5}$/.test(text.trim());
}

/** Of a lead and what it became, only the latter: nothing is done with a converted lead any more. */
async function withoutConverted(db: Db, found: readonly Named[]): Promise<Named[]> {
  const leads = found.filter((one) => one.noun === 'lead').map((one) => one.id);
  const rows = await sql<{ id: number }>`
    select id from lead where converted_at is not null and id in (select value from json_each(${JSON.stringify(leads)}))`.all(
    db,
  );
  const converted = new Set(rows.map((row) => row.id));
  const left = found.filter((one) => one.noun !== 'lead' || !converted.has(one.id));
  return left.length > 0 ? left : [...found];
}

/** What records are called, in the order of their numbers. Numbers without a record are left out. */
export async function titled(db: Db, noun: Noun, ids: readonly number[]): Promise<Named[]> {
  const title = TITLES[noun];
  const rows = await sql<{ id: number; title: string }>`
    select id, ${title} as title from ${sql.ref(noun)} where id in (select value from json_each(${JSON.stringify(ids)}))
    order by id`.all(db);
  // A message stays on its line whatever a name holds.
  return rows.map((row) => ({ noun, id: row.id, title: row.title.replace(/\s*[\r\n]+\s*/g, ' ') }));
}

/** What each noun is called in a message. */
const TITLES = {
  lead: sql`name || case when company is not null and company <> name then ' · ' || company else '' end`,
  account: sql`name`,
  contact: sql`name || coalesce(' · ' || (select a.name from account a where a.id = contact.account_id), '')`,
  opp: sql`name`,
  task: sql`subject`,
  activity: sql`type || coalesce(': ' || coalesce(subject, substr(body, 1, 60)), '')`,
} as const;

async function byAddress(db: Db, noun: Noun, ref: string, env: WriteEnv): Promise<number[]> {
  if (noun !== 'lead' && noun !== 'contact' && noun !== 'account') return [];
  const column = sql.ref(`${noun}_id`);
  if (ref.includes('@')) {
    return idsOf(
      db,
      sql`select distinct ${column} as id from email where address_key = ${emailKey(ref)} and ${column} is not null`,
    );
  }
  if (isPhoneLike(ref)) {
    const { e164 } = await env.readPhone(ref);
    if (e164 === null) return [];
    return idsOf(
      db,
      sql`select distinct ${column} as id from phone where e164 = ${e164} and ${column} is not null`,
    );
  }
  const host = noun !== 'contact' && ref.includes('.') ? websiteHost(ref) : null;
  if (host === null) return [];
  return idsOf(db, sql`select id from ${sql.ref(noun)} where website_host = ${host}`);
}

/** Numbers a query reads: as many as are listed, and one more to tell that there are more. */
async function idsOf(db: Db, query: Sql): Promise<number[]> {
  const rows = await sql<{ id: number }>`${query} limit ${LISTED + 1}`.all(db);
  return rows.map((row) => row.id);
}

async function byName(db: Db, noun: Noun, ref: string): Promise<number[]> {
  if (noun === 'activity') return [];
  if (noun === 'task') {
    const rows = await sql<{
      id: number;
      status: string;
    }>`select id, status from task where subject = ${ref} collate nocase order by status = 'open' desc, id limit ${LISTED + 1}`.all(
      db,
    );
    // One that recurs has left many of its name behind: the open one is meant.
    const open = rows.filter((row) => row.status === 'open');
    return (open.length > 0 ? open : rows).map((row) => row.id);
  }
  const key = noun === 'account' ? companyKey(ref) : personKey(ref);
  const or = noun === 'lead' ? sql` or company_key = ${companyKey(ref)}` : sql``;
  const rows = await sql<{ id: number }>`
    select id from ${sql.ref(noun)} where name_key = ${key}${or} limit ${LISTED + 1}`.all(db);
  return rows.map((row) => row.id);
}

/** Records whose title has words that begin with the words of the reference. */
async function byBeginning(engine: Engine, noun: Noun, ref: string): Promise<number[]> {
  const words = personKey(ref)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const match = `title : (${words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ')})`;
  const rows = await engine.all(
    `select rowid / 8 as id from search_text where search_text match ? and rowid % 8 = ? order by rank limit ?`,
    [match, SEARCH_CODE[noun], LISTED + 1],
  );
  return rows.map((row) => row.id as number);
}

async function nothingFits(engine: Engine, noun: Noun, text: string): Promise<CrmError> {
  const near = await nearBy(engine, noun, text);
  const see = `See all: crm ${noun} list`;
  const [first] = near;
  return notFound(
    `no ${noun} matches "${text}"`,
    first ? `Did you mean  ${noun} ${first.id}  ${first.title}?   ${see}` : see,
  );
}

/** A record whose title shares the beginning of a word with what was asked for. */
async function nearBy(engine: Engine, noun: Noun, text: string): Promise<Named[]> {
  const stems = personKey(text)
    .split(' ')
    .filter((word) => word.length >= 3)
    .map((word) => `"${word.slice(0, Math.max(3, word.length - 2)).replaceAll('"', '""')}"*`);
  if (stems.length === 0) return [];
  const rows = await engine.all(
    `select rowid / 8 as id from search_text where search_text match ? and rowid % 8 = ? order by rank limit 1`,
    [`title : (${stems.join(' OR ')})`, SEARCH_CODE[noun]],
  );
  return titled(
    engine.db,
    noun,
    rows.map((row) => row.id as number),
  );
}

function fitsSeveral(noun: string, text: string, found: readonly Named[]): CrmError {
  const listed = found.slice(0, LISTED).map((one) => `  ${one.noun}:${one.id}  ${one.title}`);
  if (found.length > LISTED) listed.push('  …');
  return ambiguous(
    `"${text}" fits ${found.length > LISTED ? `more than ${LISTED}` : found.length} ${noun}s; name one by its number`,
    ...listed,
  );
}

function prefixOf(nouns: Nouns, text: string): Noun | null {
  const [, prefix] = /^([a-z]+):#?\d+$/.exec(text.trim()) ?? [];
  return nouns.find(prefix)?.noun ?? null;
}

/** Whether a reference can be the number of a phone. */
export function isPhoneLike(text: string): boolean {
  return /^\+?[\d\s().\-/]+$/.test(text) && text.replace(/\D/g, '').length >= 6;
}
