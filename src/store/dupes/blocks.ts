import type { ComparedKind } from '../../domain/duplicate-score.ts';
import { emailDomain } from '../../domain/matching.ts';
import {
  MIN_PERSON_SIMILARITY,
  MIN_TITLE_SIMILARITY,
  type NameComparer,
} from '../../domain/name-similarity.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import type { NamePlace } from './namesakes.ts';

/** Nouns that have a query of what is compared. */
export type ComparedNoun = 'lead' | 'contact' | 'account' | 'opp';

/** A record in a block: all records of a block share something and are worth comparing. */
export interface Member {
  readonly noun: ComparedNoun;
  readonly id: number;
  readonly nameKey: string;
  /** Whether the name is a person's. */
  readonly isPerson: boolean;
  readonly company: string | null;
}

/** How a block is formed. Its query returns a row per member, in key order. */
export interface Block {
  readonly query: (db: Db) => Promise<Sql>;
  /** Whether two members are worth a detailed comparison. */
  readonly fits: (one: Member, other: Member, names: NameComparer) => boolean;
  /** The highest score of pairs that are in no other block; undefined if it is not known. */
  readonly most?: number;
  /** Whether its members share an address or number. */
  readonly isAddressed?: boolean;
}

const LEAD = sql`'lead' as noun, l.id, l.name_key, l.company_key as company,
  (l.first_name is not null or l.last_name is not null) as person`;
const CONTACT = sql`'contact' as noun, c.id, c.name_key, a.name_key as company,
  (c.first_name is not null or c.last_name is not null) as person`;
const OF_LEADS = sql`join lead l on l.id = e.lead_id where l.converted_at is null`;
const OF_CONTACTS = sql`
  join contact c on c.id = e.contact_id left join account a on a.id = c.account_id where true`;
const LEADS = sql`from lead l where l.converted_at is null`;
const CONTACTS = sql`from contact c left join account a on a.id = c.account_id where true`;
const ACCOUNT = sql`'account' as noun, a.id, a.name_key, null as company, false as person`;
const OPEN_DEALS = sql`'opp' as noun, o.id, o.name_key, null as company, false as person
  from opp o join stage s on s.id = o.stage_id where s.kind = 'open'`;
const OF_ACCOUNTS = sql`join account a on a.id = e.account_id where true`;

const DOMAIN = sql`substr(address_key, instr(address_key, '@') + 1)`;

/** By a shared address or number. */
const same =
  (kind: AddressedKind, table: AddressTable): Block['query'] =>
  (db) =>
    plain(...having(kind, table, sql`${KEYS[table]} in (${sharedKeys(kind, table)})`))(db);

/** The kinds of records that have addresses and numbers. */
export type AddressedKind = 'people' | 'accounts';

export type AddressTable = 'email' | 'phone';

/** What two records share that have the same address or number. */
export const KEYS: Readonly<Record<AddressTable, Sql<string>>> = {
  email: sql<string>`address_key`,
  phone: sql<string>`e164`,
};

/** SQL: the addresses or numbers that several records of a kind have. Other kinds have few rows among those of people. */
export function sharedKeys(kind: AddressedKind, table: AddressTable): Sql<{ key: string }> {
  const key = KEYS[table];
  const isOfKind = kind === 'accounts' ? sql`account_id is not null` : sql`true`;
  return sql<{ key: string }>`select ${key} as key from ${sql.ref(table)}
    where ${key} is not null and ${isOfKind} group by ${key} having count(*) > 1`;
}

function having(kind: AddressedKind, table: AddressTable, which: Sql): Sql[] {
  const from = sql.ref(table);
  const parts =
    kind === 'people'
      ? [sql`${LEAD} from ${from} e ${OF_LEADS}`, sql`${CONTACT} from ${from} e ${OF_CONTACTS}`]
      : [sql`${ACCOUNT} from ${from} e ${OF_ACCOUNTS}`];
  return parts.map((part) => sql`e.${KEYS[table]} as key, ${part} and ${which}`);
}

/** The blocks of records that share one of these addresses or numbers. */
export function sharing(kind: AddressedKind, table: AddressTable, keys: readonly string[]): Block[] {
  if (keys.length === 0) return [];
  const query = plain(...having(kind, table, sql`e.${KEYS[table]} ${sql.among(keys)}`));
  return [{ query, fits: always, isAddressed: true }];
}

/** The blocks of records that have one of these names at its place. */
export function namesakes(kind: ComparedKind, shared: readonly NamePlace[]): Block[] {
  if (shared.length === 0) return [];
  const names = sql.among([...new Set(shared.map(({ name }) => name))]);
  const keys = sql.among(shared.map(({ place, name }) => `${place} | ${name}`));
  const at = (place: Sql, name: Sql, members: Sql) =>
    sql`${place} || ' | ' || ${name} as key, ${members} and ${name} ${names} and ${place} || ' | ' || ${name} ${keys}`;
  const parts: Readonly<Record<ComparedKind, readonly Sql[]>> = {
    people: [
      at(sql`l.company_key`, sql`l.name_key`, sql`${LEAD} ${LEADS}`),
      at(sql`a.name_key`, sql`c.name_key`, sql`${CONTACT} ${CONTACTS}`),
    ],
    accounts: [at(sql`''`, sql`a.name_key`, sql`${ACCOUNT} from account a where true`)],
    deals: [at(sql`cast(o.account_id as text)`, sql`o.name_key`, OPEN_DEALS)],
  };
  return [{ query: plain(...parts[kind]), fits: always }];
}

/** By the domains of work addresses and websites; free e-mail providers say nothing. */
const domain =
  (kind: 'people' | 'accounts'): Block['query'] =>
  async (db) => {
    const domains =
      kind === 'people'
        ? sql<{ domain: string }>`select distinct domain from (
           select ${DOMAIN} as domain from email group by domain having count(*) > 1
           union all select website_host from lead where website_host is not null
           union all select website_host from account where website_host is not null) as host`
        : sql<{ domain: string }>`select distinct domain from (
           select ${DOMAIN} as domain from email where account_id is not null
           union all select website_host from account where website_host is not null) as host`;
    const within = sql.among(
      (await domains.all(db)).map((row) => row.domain).filter((host) => emailDomain(`x@${host}`) !== null),
    );
    const query =
      kind === 'people'
        ? plain(
            sql`${DOMAIN} as key, ${LEAD} from email e ${OF_LEADS} and ${DOMAIN} ${within}`,
            sql`l.website_host as key, ${LEAD} ${LEADS} and l.website_host ${within}`,
            sql`${DOMAIN} as key, ${CONTACT} from email e ${OF_CONTACTS} and ${DOMAIN} ${within}`,
            sql`a.website_host as key, ${CONTACT} ${CONTACTS} and a.website_host ${within}`,
          )
        : plain(
            sql`${DOMAIN} as key, ${ACCOUNT} from email e ${OF_ACCOUNTS} and ${DOMAIN} ${within}`,
            sql`a.website_host as key, ${ACCOUNT} from account a where a.website_host ${within}`,
          );
    return query(db);
  };

const plain =
  (...parts: readonly Sql[]): Block['query'] =>
  async () =>
    sql.join(
      parts.map((part) => sql`select ${part}`),
      ' union all ',
    );

const always = () => true;
const alikePeople: Block['fits'] = (one, other, names) =>
  one.isPerson && other.isPerson
    ? names.people(one.nameKey, other.nameKey) >= MIN_PERSON_SIMILARITY
    : !one.isPerson && !other.isPerson;
const alikeTitles: Block['fits'] = (one, other, names) =>
  names.titles(one.nameKey, other.nameKey) >= MIN_TITLE_SIMILARITY;

export const BLOCKS: Readonly<Record<ComparedKind, readonly Block[]>> = {
  people: [
    { query: same('people', 'email'), fits: always, isAddressed: true },
    { query: same('people', 'phone'), fits: always, isAddressed: true },
    { query: domain('people'), fits: (one, other, names) => one.isPerson && alikePeople(one, other, names) },
    {
      query: plain(
        sql`l.company_key as key, ${LEAD} ${LEADS} and l.company_key is not null`,
        sql`a.name_key as key, ${CONTACT} ${CONTACTS} and a.id is not null`,
      ),
      fits: alikePeople,
    },
    {
      query: plain(sql`l.name_key as key, ${LEAD} ${LEADS}`, sql`c.name_key as key, ${CONTACT} ${CONTACTS}`),
      fits: (one, other, names) =>
        one.isPerson &&
        other.isPerson &&
        (one.company === null ||
          other.company === null ||
          names.titles(one.company, other.company) >= MIN_TITLE_SIMILARITY),
    },
  ],
  accounts: [
    { query: same('accounts', 'email'), fits: always, isAddressed: true },
    { query: same('accounts', 'phone'), fits: always, isAddressed: true },
    { query: domain('accounts'), fits: always },
    { query: plain(sql`a.name_key as key, ${ACCOUNT} from account a`), fits: always },
    {
      query: plain(
        sql`substr(a.name_key, 1, instr(a.name_key || ' ', ' ')) as key, ${ACCOUNT} from account a`,
      ),
      fits: alikeTitles,
      most: 75,
    },
  ],
  // Deals recur: only deals that are open at the same time may be duplicates.
  deals: [
    {
      query: plain(sql`coalesce(o.account_id, 0) || ' ' || o.pipeline_id as key, ${OPEN_DEALS}`),
      fits: alikeTitles,
    },
  ],
};

/** In larger blocks, each record is compared only with so many after it, in name order. */
const MAX_BLOCK_COMPARED_WHOLE = 40;
const NEIGHBOURS_COMPARED = 12;

/** A record of a block, and those before it that it is compared with. */
interface Neighbours {
  readonly key: string | null;
  readonly member: Member;
  readonly before: readonly Member[];
}

/**
 * The records of blocks with those they are compared with. A block may be as large as its table: only so many of its
 * records are held as are compared with the next.
 */
export async function* neighboursOf(db: Db, query: Block['query']): AsyncGenerator<Neighbours> {
  const rows = sql<MemberRow>`select * from (${await query(db)}) as member order by key, name_key, id`;
  let key: string | null = null;
  let last: Member[] = [];
  // Compared once it is known whether the block is small.
  let first: Member[] = [];
  const start = function* (): Generator<Neighbours> {
    const reach = first.length <= MAX_BLOCK_COMPARED_WHOLE ? first.length : NEIGHBOURS_COMPARED;
    if (first.length > 1)
      for (const [at, member] of first.entries())
        yield { key, member, before: first.slice(Math.max(0, at - reach), at) };
    last = first.slice(-NEIGHBOURS_COMPARED);
    first = [];
  };
  let isLarge = false;
  for await (const row of db.iterate(rows)) {
    if (row.key !== key) {
      if (!isLarge) yield* start();
      [key, first, isLarge] = [row.key, [], false];
    }
    const member = toMember(row);
    if (isLarge) {
      yield { key, member, before: last };
      last = [...last.slice(1 - NEIGHBOURS_COMPARED), member];
      continue;
    }
    first.push(member);
    if (first.length <= MAX_BLOCK_COMPARED_WHOLE) continue;
    yield* start();
    isLarge = true;
  }
  if (!isLarge) yield* start();
}

interface MemberRow {
  readonly key: string | null;
  readonly noun: string;
  readonly id: number;
  readonly name_key: string;
  readonly company: string | null;
  readonly person: number;
}

function toMember(row: MemberRow): Member {
  return {
    noun: row.noun as ComparedNoun,
    id: row.id,
    nameKey: row.name_key,
    isPerson: row.person === 1,
    company: row.company,
  };
}
