import type { Noun, Value } from '../../domain/field.ts';
import {
  type FormerIdentity,
  identitiesOf,
  isMergeable,
  type Mergeable,
  mergedInto,
} from '../merge/former-identities.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { WriteEnv } from '../write/values.ts';
import type { MatchCriteria } from './match.ts';

/** Finds what became of records that were merged into others, for rows that still speak of them. */
export class MergedRecordLookup {
  readonly #tx: Tx;
  readonly #noun: Noun;
  readonly #env: WriteEnv;
  /** Whether there ever was one: most databases need not be asked row by row. */
  #any: boolean | undefined;

  constructor(tx: Tx, noun: Noun, env: WriteEnv) {
    this.#tx = tx;
    this.#noun = noun;
    this.#env = env;
  }

  /** A record is known by another name from now on. */
  renamed(): void {
    this.#any = true;
  }

  /** By the number or external id of the one that was merged away. */
  byNumber(sought: MatchCriteria): Promise<RawRow[]> {
    return this.#by(sought, (key) => key.kind === 'number' || key.kind === 'external id');
  }

  /** By its name, with company or account; a person without one whose e-mail is another's is somebody else. */
  async byName(sought: MatchCriteria): Promise<RawRow[]> {
    const { values, derived, newAccount } = sought;
    const place = this.#noun === 'lead' ? derived?.company_key : values.account_id;
    const isPerson = this.#noun === 'lead' || this.#noun === 'contact';
    const isAnybody = isPerson && (place ?? null) === null && typeof values.email === 'string';
    if (newAccount || isAnybody) return [];
    const rows = await this.#by(sought, (key) => key.kind === 'name');
    if (this.#noun === 'lead' || this.#noun === 'account') return rows;
    const there: RawRow[] = [];
    for (const row of rows) if (await this.#isAt(row, values.account_id)) there.push(row);
    return there;
  }

  /** Whether a row that means a record says by what was another's that it is about that one. */
  async isAbout(sought: MatchCriteria, row: RawRow): Promise<boolean> {
    const { values, externalSource } = sought;
    if (values.id === row.id) return false;
    const own = values.external_id === row.external_id && externalSource === row.external_source;
    if (typeof values.external_id === 'string' && own) return false;
    const rows = await this.#by(sought, () => true);
    return rows.some(({ id }) => id === row.id);
  }

  async #by(sought: MatchCriteria, which: (key: FormerIdentity) => boolean): Promise<RawRow[]> {
    const noun = this.#noun;
    if (!isMergeable(noun) || !(await this.#ever(noun))) return [];
    const keys = (await this.#keys(noun, sought)).filter(which);
    const rows: RawRow[] = [];
    for (const id of await mergedInto(this.#tx, noun, keys)) {
      const row = await this.#tx.read(noun, id);
      if (row) rows.push(row);
    }
    return rows;
  }

  async #ever(noun: Mergeable): Promise<boolean> {
    this.#any ??=
      (
        await sql<{
          id: number;
        }>`select id from former where ${sql.ref(`${noun}_id`)} is not null limit 1`.all(this.#tx)
      ).length > 0;
    return this.#any;
  }

  /** Of several addresses the first one is that of the row's own record. */
  async #keys(
    noun: Mergeable,
    { values, derived, externalSource }: MatchCriteria,
  ): Promise<FormerIdentity[]> {
    const { id, created_at, external_id, email, phone } = values;
    const e164 = typeof phone === 'string' ? (await this.#env.readPhone(phone)).e164 : null;
    const known = {
      ...derived,
      ...toRawRow({ id, created_at, external_id }),
      external_source: externalSource,
    };
    return identitiesOf(noun, known, typeof email === 'string' ? [email] : [], e164 === null ? [] : [e164]);
  }

  async #isAt(row: RawRow, accountId: Value | undefined): Promise<boolean> {
    if (row.account_id === (accountId ?? null)) return true;
    if (this.#noun !== 'contact' || typeof accountId !== 'number') return false;
    const found = await sql<{
      '1': number;
    }>`select 1 from contact_account where contact_id = ${row.id as number} and account_id = ${accountId}`.all(
      this.#tx,
    );
    return found.length > 0;
  }
}

function toRawRow(values: Readonly<Record<string, Value | undefined>>): RawRow {
  const row: RawRow = {};
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' || typeof value === 'number') row[name] = value;
  return row;
}
