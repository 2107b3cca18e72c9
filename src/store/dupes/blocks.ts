import { emailDomain } from '../../domain/matching.ts';
import {
  MIN_PERSON_SIMILARITY,
  MIN_TITLE_SIMILARITY,
  type NameComparer,
} from '../../domain/name-similarity.ts';
import type { Bound, Engine, RawRow } from '../engine.ts';

/** Kinds of records that are compared with each other: leads and contacts are both people. */
export type Kind = 'people' | 'accounts' | 'opps';

/** A record in a block: all those that share something and so are worth comparing. */
export interface Member {
  readonly noun: 'lead' | 'contact' | 'account' | 'opp';
  readonly id: number;
  readonly nameKey: string;
  /** Whether the name is a person's. */
  readonly isPerson: boolean;
  readonly company: string | null;
}

/** What a block is made by. Its query gives a row for each member, in the order of the key. */
interface Block {
  readonly query: (engine: Engine) => Promise<{ sql: string; params: readonly Bound[] }>;
  /** Whether two members are worth a closer look. */
  readonly fits: (one: Member, other: Member, names: NameComparer) => boolean;
}

const LEAD = `'lead' as noun, l.id, l.name_key, l.company_key as company,
  (l.first_name is not null or l.last_name is not null) as person`;
const CONTACT = `'contact' as noun, c.id, c.name_key, a.name_key as company,
  (c.first_name is not null or c.last_name is not null) as person`;
const OF_LEADS = 'join lead l on l.id = e.lead_id where l.converted_at is null';
const OF_CONTACTS =
  'join contact c on c.id = e.contact_id left join account a on a.id = c.account_id where 1';
const LEADS = 'from lead l where l.converted_at is null';
const CONTACTS = 'from contact c left join account a on a.id = c.account_id where 1';
const ACCOUNT = `'account' as noun, a.id, a.name_key, null as company, 0 as person`;
const OF_ACCOUNTS = 'join account a on a.id = e.account_id where 1';

/** Those of a table that hold what others hold too. */
const several = (table: 'email' | 'phone', column: string) =>
  `${column} in (select ${column} from ${table} where ${column} is not null group by ${column} having count(*) > 1)`;

const DOMAIN = "substr(address_key, instr(address_key, '@') + 1)";

const same = (kind: 'people' | 'accounts', table: 'email' | 'phone'): Block['query'] => {
  const key = table === 'email' ? 'address_key' : 'e164';
  const parts =
    kind === 'people'
      ? [`${LEAD} from ${table} e ${OF_LEADS}`, `${CONTACT} from ${table} e ${OF_CONTACTS}`]
      : [`${ACCOUNT} from ${table} e ${OF_ACCOUNTS}`];
  return async () => ({
    sql: parts
      .map((part) => `select e.${key} as key, ${part} and ${several(table, key)}`)
      .join(' union all '),
    params: [],
  });
};

/** By the domains of addresses at work and of websites; those that give anybody an address say nothing. */
const domain =
  (kind: 'people' | 'accounts'): Block['query'] =>
  async (engine) => {
    const domains = await engine.all(
      `select distinct domain from (
         select ${DOMAIN} as domain from email group by domain having count(*) > 1
         union all select website_host from lead where website_host is not null
         union all select website_host from account where website_host is not null)`,
      [],
    );
    const atWork = domains
      .map((row) => String(row.domain))
      .filter((host) => emailDomain(`x@${host}`) !== null);
    const within = 'in (select value from json_each(?))';
    const parts =
      kind === 'people'
        ? [
            `select ${DOMAIN} as key, ${LEAD} from email e ${OF_LEADS} and ${DOMAIN} ${within}`,
            `select l.website_host as key, ${LEAD} ${LEADS} and l.website_host ${within}`,
            `select ${DOMAIN} as key, ${CONTACT} from email e ${OF_CONTACTS} and ${DOMAIN} ${within}`,
            `select a.website_host as key, ${CONTACT} ${CONTACTS} and a.website_host ${within}`,
          ]
        : [
            `select ${DOMAIN} as key, ${ACCOUNT} from email e ${OF_ACCOUNTS} and ${DOMAIN} ${within}`,
            `select a.website_host as key, ${ACCOUNT} from account a where a.website_host ${within}`,
          ];
    const json = JSON.stringify(atWork);
    return { sql: parts.join(' union all '), params: parts.map(() => json) };
  };

const plain =
  (...parts: readonly string[]): Block['query'] =>
  async () => ({ sql: parts.map((part) => `select ${part}`).join(' union all '), params: [] });

const always = () => true;
const alikePeople: Block['fits'] = (one, other, names) =>
  one.isPerson && other.isPerson
    ? names.people(one.nameKey, other.nameKey) >= MIN_PERSON_SIMILARITY
    : !one.isPerson && !other.isPerson;
const alikeTitles: Block['fits'] = (one, other, names) =>
  names.titles(one.nameKey, other.nameKey) >= MIN_TITLE_SIMILARITY;

export const BLOCKS: Readonly<Record<Kind, readonly Block[]>> = {
  people: [
    { query: same('people', 'email'), fits: always },
    { query: same('people', 'phone'), fits: always },
    { query: domain('people'), fits: (one, other, names) => one.isPerson && alikePeople(one, other, names) },
    {
      query: plain(
        `l.company_key as key, ${LEAD} ${LEADS} and l.company_key is not null`,
        `a.name_key as key, ${CONTACT} ${CONTACTS} and a.id is not null`,
      ),
      fits: alikePeople,
    },
    {
      query: plain(`l.name_key as key, ${LEAD} ${LEADS}`, `c.name_key as key, ${CONTACT} ${CONTACTS}`),
      fits: (one, other, names) =>
        one.isPerson &&
        other.isPerson &&
        (one.company === null ||
          other.company === null ||
          names.titles(one.company, other.company) >= MIN_TITLE_SIMILARITY),
    },
  ],
  accounts: [
    { query: same('accounts', 'email'), fits: always },
    { query: same('accounts', 'phone'), fits: always },
    { query: domain('accounts'), fits: always },
    {
      query: plain(`substr(a.name_key, 1, instr(a.name_key || ' ', ' ')) as key, ${ACCOUNT} from account a`),
      fits: alikeTitles,
    },
  ],
  // Deals come again: only those that are open at once may be one.
  opps: [
    {
      query: plain(
        `coalesce(o.account_id, 0) || ' ' || o.pipeline_id as key, 'opp' as noun, o.id, o.name_key,
         null as company, 0 as person from opp o join stage s on s.id = o.stage_id where s.kind = 'open'`,
      ),
      fits: alikeTitles,
    },
  ],
};

/** The blocks of a query, one by one. */
export async function* membersOf(engine: Engine, { query }: Block): AsyncGenerator<Member[]> {
  const { sql, params } = await query(engine);
  let key: Bound = null;
  let members: Member[] = [];
  for await (const row of engine.iterate(`select * from (${sql}) order by key, name_key, id`, params)) {
    if (row.key !== key) {
      if (members.length > 1) yield members;
      [key, members] = [row.key ?? null, []];
    }
    members.push(toMember(row));
  }
  if (members.length > 1) yield members;
}

function toMember(row: RawRow): Member {
  return {
    noun: row.noun as Member['noun'],
    id: row.id as number,
    nameKey: row.name_key as string,
    isPerson: row.person === 1,
    company: row.company as string | null,
  };
}
