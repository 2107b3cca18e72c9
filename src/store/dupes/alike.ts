import { type ComparableRecord, scoreDuplicate } from '../../domain/duplicate-score.ts';
import type { Noun } from '../../domain/field.ts';
import { companyKey, emailDomain, emailKey, personKey, websiteHost } from '../../domain/matching.ts';
import type { NameComparer } from '../../domain/name-similarity.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { hasField } from '../../nouns/definition.ts';
import type { Engine } from '../engine.ts';
import { type RawRow, sql } from '../sql.ts';
import { readTitles } from '../titles.ts';
import type { Values } from '../write/values.ts';
import type { ComparedNoun } from './blocks.ts';
import { traitsOf } from './traits.ts';

/** A record that is likely the same as a new one, with the reasons. */
export interface LikelyDuplicate extends NamedRecord {
  readonly reason: string;
}

/** Minimum score, in percent, to report a record. */
const LIKELY_SCORE = 80;

/**
 * The record that is most likely the same as `values`, by name at the same company or domain; null if none is likely.
 * One indexed query, unless a name is similar.
 */
export async function findLikelyDuplicate(
  engine: Engine,
  noun: Noun,
  values: Values,
): Promise<LikelyDuplicate | null> {
  const traits = await newTraits(engine, noun, values);
  if (!traits) return null;
  const near = await nearBy(engine, traits);
  if (near.length === 0) return null;
  const { makeNameComparer } = await import('../../domain/name-similarity.ts');
  return likeliest(engine, traits, near, await makeNameComparer());
}

async function likeliest(
  engine: Engine,
  traits: ComparableRecord,
  near: readonly RawRow[],
  names: NameComparer,
): Promise<LikelyDuplicate | null> {
  let best: { noun: ComparedNoun; id: number; score: number; reason: string } | null = null;
  for (const [noun, rows] of Map.groupBy(near, (row) => row.noun as ComparedNoun)) {
    const ids = rows.map((row) => row.id as number);
    for (const [id, theirs] of await traitsOf(engine, noun, ids)) {
      const { score, reasons } = scoreDuplicate(theirs, traits, names);
      if (score >= LIKELY_SCORE && score > (best?.score ?? 0))
        best = { noun, id, score, reason: reasons.join(', ') };
    }
  }
  if (!best) return null;
  const [named] = await readTitles(engine, best.noun, [best.id]);
  return named ? { ...named, reason: best.reason } : null;
}

/** The comparison data of a new record; null without a name. */
async function newTraits(engine: Engine, noun: Noun, values: Values): Promise<ComparableRecord | null> {
  const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : null);
  const person = [text('first_name'), text('last_name')].filter(Boolean).join(' ');
  const emails = [values.email, values.other_emails].flat().filter((each) => typeof each === 'string');
  const host = websiteHost(text('website') ?? '');
  const common = {
    city: text('city')?.toLowerCase() ?? null,
    emails: emails.map(emailKey),
    phones: [],
    domains: [...emails.flatMap((email) => emailDomain(email) ?? []), ...(host === null ? [] : [host])],
    amount: null,
  };
  const definition = engine.nouns.get(noun);
  const comparedAs = definition.comparedAs;
  const name = text('name');
  if (comparedAs === 'accounts' && name !== null)
    return { ...common, comparedAs, nameKey: companyKey(name), isPerson: false, company: null };
  if (comparedAs !== 'people' || person === '') return null;
  const company = hasField(definition, 'company')
    ? text('company')
    : await accountNamed(engine, values.account);
  const key = company === null ? null : companyKey(company);
  return { ...common, comparedAs, nameKey: personKey(person), isPerson: true, company: key };
}

/** The name of a contact's account, which may be given by number. */
async function accountNamed(engine: Engine, account: Values[string] | undefined): Promise<string | null> {
  if (typeof account !== 'string') return null;
  const [, digits] = /^(?:account:)?#?(\d{1,15})$/.exec(account.trim()) ?? [];
  if (digits === undefined) return account;
  const [row] = await sql<{ name: string }>`select name from account where id = ${Number(digits)}`.all(
    engine,
  );
  return (row?.name as string | undefined) ?? null;
}

/** Maximum records of one company and initial that are compared. */
const MAX_COMPARED = 100;

/** Records worth comparing: people of the company with the same initial, or people with exactly that name. */
function nearBy(engine: Engine, { comparedAs, nameKey, company }: ComparableRecord): Promise<RawRow[]> {
  const isAccount = comparedAs === 'accounts';
  const [from, to] = startingWith((isAccount ? nameKey.split(' ')[0] : nameKey[0]) ?? '');
  if (isAccount)
    return sql<{
      noun: string;
      id: number;
    }>`select 'account' as noun, id from account where name_key >= ${from} and name_key < ${to} limit ${MAX_COMPARED}`.all(
      engine,
    );
  return sql<{ noun: string; id: number }>`select * from (select 'lead' as noun, id from lead
       where company_key = ${company} and name_key >= ${from} and name_key < ${to} and converted_at is null limit ${MAX_COMPARED}) as colleague
     union select * from (select 'contact', c.id from account a join contact c on c.account_id = a.id
       where a.name_key = ${company} and c.name_key >= ${from} and c.name_key < ${to} limit ${MAX_COMPARED}) as colleague
     union select * from (select 'lead', id from lead where name_key = ${nameKey} and converted_at is null limit ${MAX_COMPARED}) as namesake
     union select * from (select 'contact', id from contact where name_key = ${nameKey} limit ${MAX_COMPARED}) as namesake`.all(
    engine,
  );
}

function startingWith(text: string): [from: string, to: string] {
  return [text, `${text}\u{10ffff}`];
}
