import type { Noun, Value } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import type { IdSet } from '../id-set.ts';
import { type Bound, type RawRow, type Sql, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { Values, WriteEnv } from '../write/values.ts';
import type { LeadFinder } from './lead-finder.ts';
import { MergedRecordLookup } from './merged-record-lookup.ts';

/** How a record was found. */
type By = 'number' | 'external id' | 'e-mail' | 'phone' | 'website' | 'name' | 'content' | 'merged';

/** What a row is looked up by. */
export interface MatchCriteria {
  /** Values of the row, relations as numbers. */
  readonly values: Values;
  /** The columns that follow from them: `name_key` and the like; null when nothing names the record. */
  readonly derived: RawRow | null;
  readonly externalSource: string;
  /** Whether the row's account is yet to be made: nothing of that account can be there. */
  readonly newAccount: boolean;
}

/** More candidates than this are not told apart. */
const MAX_CANDIDATES = 20;

/** Finds the records a row may mean. */
export class Matcher {
  readonly #tx: Tx;
  readonly #noun: Noun;
  readonly #env: WriteEnv;
  /** Whether the file is our own export: its rows are as many records. */
  readonly #own: boolean;
  /** Numbers of the records that rows of this file made or meant. */
  readonly #seen: IdSet;
  readonly #mergedAway: MergedRecordLookup;
  /** What finds leads better, where there is anything. */
  readonly #leads: () => LeadFinder | undefined;

  constructor(
    tx: Tx,
    noun: Noun,
    env: WriteEnv,
    own: boolean,
    seen: IdSet,
    leads: () => LeadFinder | undefined,
  ) {
    this.#leads = leads;
    this.#tx = tx;
    this.#noun = noun;
    this.#env = env;
    this.#own = own;
    this.#seen = seen;
    this.#mergedAway = new MergedRecordLookup(tx, noun, env);
  }

  /**
   * The records (as the table has them) that the surest way finds: our own number, external id, e-mail, phone or
   * website, name with company or account; what happened or is due, by its content. A record that was merged away
   * stands for the one it went into. Several only when even the name does not tell them apart.
   */
  async find(sought: MatchCriteria): Promise<RawRow[]> {
    for await (const [by, rows] of this.#candidates(sought)) {
      const found: RawRow[] = [];
      for (const row of rows) if (await this.#isMatch(sought, row, by)) found.push(row);
      if (found.length === 0) continue;
      const named = found.filter((row) => row.name_key === sought.derived?.name_key);
      const told = named.length > 0 ? named : found;
      const there = told.filter((row) => this.#isThere(sought, row));
      return (there.length > 0 ? there : told).toSorted((a, b) => Number(a.id) - Number(b.id));
    }
    return [];
  }

  /** A record was given another name: rows may mean it by the one it had. */
  renamed(): void {
    this.#mergedAway.renamed();
  }

  /** Whether a row is about a record that was merged into this one, which fills blanks and no more. */
  isAboutMergedAway(sought: MatchCriteria, row: RawRow): Promise<boolean> {
    return this.#mergedAway.isAbout(sought, row);
  }

  async *#candidates(sought: MatchCriteria): AsyncGenerator<[By, RawRow[]]> {
    const { values, externalSource } = sought;
    if (typeof values.id === 'number') yield ['number', await this.#where(sql`id = ${values.id}`)];
    if (typeof values.external_id === 'string') {
      yield ['external id', await this.#byExternalId(externalSource, values.external_id)];
    }
    yield ['merged', await this.#mergedAway.byNumber(sought)];
    yield* this.#unnumbered(sought);
    yield ['merged', await this.#mergedAway.byName(sought)];
  }

  async *#unnumbered({ values, derived, newAccount }: MatchCriteria): AsyncGenerator<[By, RawRow[]]> {
    switch (this.#noun) {
      case 'lead':
      case 'contact':
        for (const email of texts(values.email, values.other_emails))
          yield ['e-mail', await this.#byEmail(emailKey(email))];
        for (const phone of texts(values.phone, values.other_phones)) {
          const { e164 } = await this.#env.readPhone(phone);
          if (e164 !== null) yield ['phone', await this.#byPhone(e164)];
        }
        if (derived && !newAccount) yield ['name', await this.#byName(derived, values)];
        return;
      case 'account':
        if (derived) yield* this.#accounts(derived);
        return;
      case 'opp':
        if (derived && !newAccount) yield ['name', await this.#byName(derived, values)];
        return;
      case 'task':
      case 'activity':
        if (derived && !newAccount) yield ['content', await this.#byContent(values)];
    }
  }

  /** The name tells subsidiaries of one site apart; where nobody has it, an account of the site has a new one. */
  async *#accounts({ name_key, website_host }: RawRow): AsyncGenerator<[By, RawRow[]]> {
    const named = await this.#where(sql`name_key = ${name_key ?? null}`);
    const there = website_host ? await this.#where(sql`website_host = ${website_host}`) : [];
    yield ['website', there.filter((row) => row.name_key === name_key)];
    yield ['name', named];
    yield ['website', there];
  }

  #byExternalId(source: string, id: string): Promise<RawRow[]> {
    const leads = this.#leads();
    if (leads) return this.#records(leads.byExternalId(source, id));
    return this.#where(sql`external_source = ${source} and external_id = ${id}`);
  }

  #byEmail(address: string): Promise<RawRow[]> {
    const leads = this.#leads();
    return leads ? this.#records(leads.byEmail(address)) : this.#carrying('email', 'address_key', address);
  }

  #byPhone(e164: string): Promise<RawRow[]> {
    const leads = this.#leads();
    return leads ? this.#records(leads.byPhone(e164)) : this.#carrying('phone', 'e164', e164);
  }

  #byName(derived: RawRow, values: Values): Promise<RawRow[]> {
    const leads = this.#leads();
    if (leads) return this.#records(leads.byName(derived.name_key, derived.company_key));
    const [column, value] =
      this.#noun === 'lead' ? ['company_key', derived.company_key] : ['account_id', bound(values.account_id)];
    // By the index of names: any number of records have no company or account.
    const isThere = sql`${sql.ref(column as string)} is not distinct from ${value ?? null}`;
    return this.#where(sql`name_key = ${derived.name_key ?? null} and ${sql.unindexed(isThere)}`);
  }

  /** The same said or done about the same at the same time; without a subject, in the same words. */
  #byContent(values: Values): Promise<RawRow[]> {
    const links = ['lead_id', 'contact_id', 'account_id', 'opp_id'] as const;
    const about = [...(this.#noun === 'task' ? ['subject', 'due_date'] : ['type', 'subject']), ...links];
    if (this.#noun === 'activity' && typeof values.at === 'string') about.unshift('at');
    if (this.#noun === 'activity' && typeof values.subject !== 'string') about.push('body');
    // Equality, not "is": indexes leave out what is null. Every status is named as the index of days begins with it.
    const conditions = about.map((column) => {
      const value = bound(values[column]);
      return value === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`;
    });
    if (this.#noun === 'task') conditions.push(sql`status in ('open', 'done', 'cancelled')`);
    return this.#where(sql.join(conditions, ' and '));
  }

  /** Whether a person is at the company that the row names: two of one name may share an address or a number. */
  #isThere({ values, derived }: MatchCriteria, row: RawRow): boolean {
    if (this.#noun === 'lead') return row.company_key === derived?.company_key;
    return this.#noun === 'contact' && row.account_id === (values.account_id ?? null);
  }

  /** Whether a candidate can be the record of the row, for all else that is known of both. */
  async #isMatch({ values, derived, externalSource }: MatchCriteria, row: RawRow, by: By): Promise<boolean> {
    if (by === 'number') {
      return typeof values.created_at === 'string'
        ? values.created_at === row.created_at
        : derived !== null && 'name_key' in derived && derived.name_key === row.name_key;
    }
    if (by === 'external id' || by === 'merged') return true;
    const id = row.id as number;
    if (this.#own && this.#seen.has(id)) return false;
    if (hasOtherExternalId(values, externalSource, row)) return false;
    if (by === 'phone') return !isColleague(values, derived, row);
    // A site that subsidiaries share.
    if (by === 'website') return !this.#seen.has(id) || derived?.name_key === row.name_key;
    if (by === 'name' && isPersonNoun(this.#noun)) return this.#isSamePerson(values, row);
    return true;
  }

  /** Two people of one name, without a company to tell them by, are one unless their e-mails differ. */
  async #isSamePerson(values: Values, row: RawRow): Promise<boolean> {
    if (typeof values.email !== 'string') return true;
    if ((this.#noun === 'lead' ? row.company_key : row.account_id) !== null) return true;
    const others = await sql<{
      id: number;
    }>`select id from email where ${sql.ref(`${this.#noun}_id`)} = ${row.id as number} limit 1`.all(this.#tx);
    return others.length === 0;
  }

  #where(condition: Sql): Promise<RawRow[]> {
    return this.#rows(
      sql<{ id: number }>`select id from ${sql.ref(this.#noun)} where ${condition} limit ${MAX_CANDIDATES}`,
    );
  }

  #carrying(table: 'email' | 'phone', column: string, key: string): Promise<RawRow[]> {
    const owner = sql.ref(`${this.#noun}_id`);
    return this.#rows(sql<{ id: number }>`
      select ${owner} as id from ${sql.ref(table)}
      where ${sql.ref(column)} = ${key} and ${owner} is not null limit ${MAX_CANDIDATES}`);
  }

  /** Most rows are new: numbers are asked for first, which an index answers as long as it need not sort them. */
  async #rows(query: Sql<{ id: number }>): Promise<RawRow[]> {
    const found = await query.all(this.#tx);
    return this.#records(new Set(found.map((row) => row.id)));
  }

  async #records(ids: Iterable<number>): Promise<RawRow[]> {
    const rows: RawRow[] = [];
    for (const id of ids) {
      const row = await this.#tx.read(this.#noun, id);
      if (row) rows.push(row);
    }
    return rows;
  }
}

/** Whether a record has another id in the program that the row is from. */
export function hasOtherExternalId(values: Values, externalSource: string, row: RawRow): boolean {
  return (
    typeof values.external_id === 'string' &&
    row.external_id !== null &&
    row.external_source === externalSource &&
    row.external_id !== values.external_id
  );
}

/** Whether a row and a record are two people that share a number. */
export function isColleague(values: Values, derived: RawRow | null, row: RawRow): boolean {
  return isPerson(values) && isPerson(row) && derived?.name_key !== row.name_key;
}

function texts(...values: (Value | undefined)[]): string[] {
  return values.flat().filter((value): value is string => typeof value === 'string');
}

function bound(value: Value | undefined): Bound {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function isPerson(row: Values | RawRow): boolean {
  return Boolean(row.first_name ?? row.last_name);
}

function isPersonNoun(noun: Noun): boolean {
  return noun === 'lead' || noun === 'contact';
}
