import type { Noun } from '../../domain/field.ts';
import { companyKey, emailKey, personKey, websiteHost } from '../../domain/matching.ts';
import { externalKey } from '../merge/former-identities.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';

/** More candidates than this are not told apart. */
const MAX_CANDIDATES = 20;

/** What names of two records have in common that are the same name. */
export function nameKey(target: Noun, name: string): string {
  return target === 'account' ? companyKey(name) : personKey(name);
}

/** Whether a text is an e-mail address rather than a name. */
export function isAddress(text: string): boolean {
  return /^\S+@\S+$/.test(text);
}

/** A record that a text may name. */
type Found = RawRow & { readonly id: number; readonly name: string };

/** Statements that look for a text, the surest first. `system` is the program that external ids are from. */
export function lookups(target: Noun, text: string, system: string): Sql<Found>[] {
  const account = target === 'account' ? sql`` : sql`, r.account_id`;
  const select = sql`select r.id, r.name${account} from ${sql.ref(target)} r`;
  const found: Sql<Found>[] = [];
  const limit = sql`limit ${MAX_CANDIDATES}`;
  const byName = nameKey(target, text);
  if (isAddress(text) && target !== 'opp') {
    const people = sql`select ${sql.ref(`${target}_id`)} from email where address_key = ${emailKey(text)}`;
    found.push(sql<Found>`${select} where r.id in (${people}) ${limit}`);
  }
  found.push(
    sql<Found>`${select} where r.name_key = ${byName} ${limit}`,
    sql<Found>`${select} where r.external_source = ${system} and r.external_id = ${text}`,
  );
  const host = target === 'account' && text.includes('.') ? websiteHost(text) : null;
  if (host !== null) found.push(sql<Found>`${select} where r.website_host = ${host} ${limit}`);
  const merged = sql`
    select ${sql.ref(`${target}_id`)} from former
    where (kind, value) in (('name', ${byName}), ('external id', ${externalKey(system, text)}))`;
  found.push(sql<Found>`${select} where r.id in (${merged}) ${limit}`);
  return found;
}
