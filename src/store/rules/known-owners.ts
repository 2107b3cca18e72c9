import type { Noun } from '../../domain/field.ts';
import { emailDomain } from '../../domain/matching.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import { type Db, sql } from '../sql.ts';

/** Somebody to whom a record belongs already, in a way. */
export interface KnownOwner {
  readonly owner: number;
  /** By what: `has account 7`, `has lead 12 of the same person`. */
  readonly reason: string;
}

/** Who has the accounts of records, and who has the same people. */
export interface KnownOwners {
  readonly byAccount: ReadonlyMap<number, KnownOwner>;
  /** Records of the same people by number, the latest first. */
  readonly samePerson: ReadonlyMap<number, readonly SamePerson[]>;
}

/** Another record of the same person. */
interface SamePerson {
  readonly noun: Noun;
  readonly id: number;
  readonly owner: number | null;
}

/** Looks up who has the accounts and people of records already. */
export async function readKnownOwners(
  db: Db,
  definition: NounDefinition,
  ids: readonly number[],
): Promise<KnownOwners> {
  return {
    byAccount: new Map(
      (definition.noun === 'lead'
        ? await accountsOfLeads(db, ids)
        : hasField(definition, 'account')
          ? await accountsOf(db, definition.noun, ids)
          : []
      ).map(({ of, account, owner }) => [of, { owner, reason: `has account ${account}` }]),
    ),
    samePerson: group(
      definition.isPerson
        ? await samePeople(db, definition.noun, ids)
        : hasField(definition, 'contact')
          ? await sameContacts(db, definition.noun, ids)
          : [],
    ),
  };
}

interface AccountOwner {
  readonly of: number;
  readonly account: number;
  readonly owner: number;
}

function accountsOf(db: Db, noun: Noun, ids: readonly number[]): Promise<AccountOwner[]> {
  return sql<AccountOwner>`
    select record.id as "of", account.id as account, account.owner_id as owner
    from ${sql.ref(noun)} as record join account on account.id = record.account_id
    where record.id ${sql.among(ids)} and account.owner_id is not null`.all(db);
}

/** The accounts of leads: by website or e-mail domain, else the only one with the name of the company. */
async function accountsOfLeads(db: Db, ids: readonly number[]): Promise<AccountOwner[]> {
  const { any } = await sql<{ any: number | null }>`select max(id) as "any" from account`.one(db);
  if (any === null) return [];
  const named = await sql<AccountOwner & { others: number }>`
    select lead.id as "of", min(account.id) as account, min(account.owner_id) as owner, count(*) - 1 as others
    from lead join account on account.name_key = lead.company_key
    where lead.id ${sql.among(ids)} and lead.company_key is not null and account.owner_id is not null
    group by lead.id`.all(db);
  const found = new Map(named.filter(({ others }) => others === 0).map((each) => [each.of, each]));
  const addresses = await sql<{ of: number; address: string }>`
    select lead_id as "of", address_key as address from email where lead_id ${sql.among(ids)}`.all(db);
  const hosts = await sql<{ of: number; host: string }>`
    select id as "of", website_host as host from lead
    where id ${sql.among(ids)} and website_host is not null`.all(db);
  const domains = [
    ...addresses.map(({ of, address }) => ({ of, domain: emailDomain(address) })),
    ...hosts.map(({ of, host }) => ({ of, domain: host })),
  ];
  const accounts = await accountsAtAny(db, [...new Set(domains.flatMap(({ domain }) => domain ?? []))]);
  for (const { of, domain } of domains) {
    const at = domain === null ? undefined : accounts.get(domain);
    if (at) found.set(of, { ...at, of, others: 0 });
  }
  return [...found.values()];
}

/** The accounts with an owner at some domains, if only one is there. */
async function accountsAtAny(
  db: Db,
  domains: readonly string[],
): Promise<ReadonlyMap<string, Omit<AccountOwner, 'of'>>> {
  const rows = await sql<{ domain: string; account: number; owner: number }>`
    select website_host as domain, id as account, owner_id as owner from account
    where website_host ${sql.among(domains)} and owner_id is not null
    union select domain, account.id as account, owner_id as owner
    from account_domain join account on account.id = account_domain.account_id
    where domain ${sql.among(domains)} and owner_id is not null`.all(db);
  const found = new Map<string, Omit<AccountOwner, 'of'>>();
  const several = new Set<string>();
  for (const { domain, ...account } of rows)
    if (found.has(domain)) several.add(domain);
    else found.set(domain, account);
  for (const domain of several) found.delete(domain);
  return found;
}

type SamePersonRow = SamePerson & { readonly of: number };

/** Leads and contacts with an e-mail of records, or a phone and the name: contacts first. */
function samePeople(db: Db, noun: Noun, ids: readonly number[]): Promise<SamePersonRow[]> {
  const link = sql.ref(`${noun}_id`);
  const found = sql`
    select mine.${link} as "of", case when contact.id is null then 'lead' else 'contact' end as noun,
      coalesce(contact.id, lead.id) as id, coalesce(contact.owner_id, lead.owner_id) as owner`;
  const others = sql`
    left join contact on contact.id = its.contact_id
    left join lead on lead.id = its.lead_id and lead.contact_id is null`;
  const isOther = sql`
    mine.${link} ${sql.among(ids)} and its.${link} is distinct from mine.${link}
    and coalesce(contact.id, lead.id) is not null`;
  return sql<SamePersonRow>`
    ${found} from email mine join email its on its.address_key = mine.address_key ${others} where ${isOther}
    union
    ${found} from phone mine join phone its on its.e164 = mine.e164
    join ${sql.ref(noun)} as record on record.id = mine.${link} ${others}
    where ${isOther} and coalesce(contact.name_key, lead.name_key) = record.name_key
    order by 1, 2, 3 desc nulls last`.all(db);
}

/** Other records of the contacts of records. */
function sameContacts(db: Db, noun: Noun, ids: readonly number[]): Promise<SamePersonRow[]> {
  return sql<SamePersonRow>`
    select record.id as "of", ${noun} as noun, other.id, other.owner_id as owner
    from ${sql.ref(noun)} as record
    join ${sql.ref(noun)} as other on other.contact_id = record.contact_id and other.id <> record.id
    where record.id ${sql.among(ids)} order by 1, 3 desc nulls last`.all(db);
}

function group(rows: readonly SamePersonRow[]): ReadonlyMap<number, readonly SamePerson[]> {
  const groups = new Map<number, SamePerson[]>();
  for (const { of, ...other } of rows) {
    const others = groups.get(of);
    if (others) others.push(other);
    else groups.set(of, [other]);
  }
  return groups;
}
