import type { ComparableRecord, ComparedKind } from '../../domain/duplicate-score.ts';
import { emailDomain } from '../../domain/matching.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import type { ComparedNoun } from './blocks.ts';

const emails = (noun: string) =>
  sql`(select ${(dialect) => dialect.jsonList(sql`address_key`)} from email where ${sql.ref(`${noun}_id`)} = r.id) as emails`;
const phones = (noun: string) =>
  sql`(select ${(dialect) => dialect.jsonList(sql`e164 || coalesce('x' || extension, '')`)} from phone where ${sql.ref(`${noun}_id`)} = r.id and e164 is not null) as phones`;
const PERSON = sql`(r.first_name is not null or r.last_name is not null) as person`;
const NO_ADDRESSES = sql`'[]' as emails, '[]' as phones`;

interface TraitRow {
  readonly id: number;
  readonly name_key: string;
  readonly person: number;
  readonly company: string | null;
  readonly city: string | null;
  readonly host: string | null;
  readonly amount: string | null;
  readonly emails: string;
  readonly phones: string;
}

const SELECT: Readonly<Record<ComparedNoun, Sql<TraitRow>>> = {
  lead: sql`select r.id, case when r.first_name is null and r.last_name is null
      then coalesce(r.company_key, r.name_key) else r.name_key end as name_key,
    ${PERSON}, r.company_key as company, lower(r.city) as city, r.website_host as host, null as amount,
    ${emails('lead')}, ${phones('lead')} from lead r`,
  contact: sql`select r.id, r.name_key, ${PERSON}, a.name_key as company, lower(r.city) as city, a.website_host as host,
    null as amount, ${emails('contact')}, ${phones('contact')}
    from contact r left join account a on a.id = r.account_id`,
  account: sql`select r.id, r.name_key, 0 as person, null as company, lower(r.city) as city, r.website_host as host,
    null as amount, ${emails('account')}, ${phones('account')} from account r`,
  opp: sql`select r.id, r.name_key, 0 as person, cast(r.account_id as text) as company, null as city, null as host,
    r.amount_minor || ' ' || r.currency as amount, ${NO_ADDRESSES} from opp r`,
};

/** The comparison data of these records, by number. */
export async function traitsOf(
  engine: Engine,
  noun: ComparedNoun,
  ids: readonly number[],
): Promise<Map<number, ComparableRecord>> {
  const rows = await sql<TraitRow>`${SELECT[noun]} where r.id ${sql.among(ids)}`.all(engine);
  const { comparedAs } = engine.nouns.get(noun);
  return new Map(rows.map((row) => [row.id, toTraits(comparedAs as ComparedKind, row)]));
}

function toTraits(comparedAs: ComparedKind, row: TraitRow): ComparableRecord {
  const addresses = JSON.parse(row.emails) as string[];
  const { host } = row;
  return {
    comparedAs,
    nameKey: row.name_key,
    isPerson: row.person === 1,
    company: row.company,
    city: row.city,
    emails: addresses,
    phones: JSON.parse(row.phones) as string[],
    domains: [
      ...addresses.flatMap((address) => emailDomain(address) ?? []),
      ...(host === null ? [] : [host]),
    ],
    amount: row.amount,
  };
}
