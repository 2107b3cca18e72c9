import type { Noun } from '../domain/field.ts';
import { type Sql, sql } from './sql.ts';

/** SQL: the accounts whose website is at one of some domains, or that have it beside their website. */
export function accountsAt(domains: readonly string[]): Sql<{ id: number }> {
  return sql<{ id: number }>`
    select id from account where website_host in (${sql.join(domains)})
    union select account_id as id from account_domain where domain in (${sql.join(domains)})`;
}

/** SQL: the records of a noun with websites that are at a domain. */
export const recordsAt = (noun: Noun, domain: string): Sql<{ id: number }> =>
  noun === 'account'
    ? accountsAt([domain])
    : sql<{ id: number }>`select id from ${sql.ref(noun)} where website_host = ${domain}`;
