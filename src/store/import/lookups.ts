import { companyKey, emailKey, personKey, websiteHost } from '../../domain/matching.ts';
import { externalKey } from '../merge/former-identities.ts';
import type { Related } from './relation-fields.ts';

/** More candidates than this are not told apart. */
const MAX_CANDIDATES = 20;

/** What names of two records have in common that are the same name. */
export function nameKey(target: Related, name: string): string {
  return target === 'account' ? companyKey(name) : personKey(name);
}

/** Whether a text is an e-mail address rather than a name. */
export function isAddress(text: string): boolean {
  return /^\S+@\S+$/.test(text);
}

/** Statements that look for a text, the surest first. `system` is the program that external ids are from. */
export function lookups(target: Related, text: string, system: string): [sql: string, params: string[]][] {
  const account = target === 'account' ? '' : ', r.account_id';
  const select = `select r.id, r.name${account} from "${target}" r`;
  const found: [string, string[]][] = [];
  if (isAddress(text) && target !== 'opp') {
    found.push([
      `${select} where r.id in (select ${target}_id from email where address_key = ?) limit ${MAX_CANDIDATES}`,
      [emailKey(text)],
    ]);
  }
  found.push(
    [`${select} where r.name_key = ? limit ${MAX_CANDIDATES}`, [nameKey(target, text)]],
    [`${select} where r.external_source = ? and r.external_id = ?`, [system, text]],
  );
  const host = target === 'account' && text.includes('.') ? websiteHost(text) : null;
  if (host !== null) found.push([`${select} where r.website_host = ? limit ${MAX_CANDIDATES}`, [host]]);
  const merged = `select ${target}_id from former where (kind, value) in (('name', ?), ('external id', ?))`;
  found.push([
    `${select} where r.id in (${merged}) limit ${MAX_CANDIDATES}`,
    [nameKey(target, text), externalKey(system, text)],
  ]);
  return found;
}
