import { refused } from '../../domain/errors.ts';
import type { Field, Noun, Row, Value } from '../../domain/field.ts';
import { splitName } from '../../domain/person-name.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { mergedIntoId } from '../merge/former-identities.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { ensureUser } from '../users.ts';
import { insertRecord } from '../write/record.ts';
import type { WriteEnv } from '../write/values.ts';
import { type ExternalRef, ExternalRefResolver } from './external-refs.ts';
import { isAddress, lookups, nameKey } from './lookups.ts';
import { isNamed, LIST_ID_COLUMNS, LIST_RELATIONS } from './relation-fields.ts';

/** A relation whose record is not there. */
export interface Missing {
  readonly field: Field;
  readonly text: string;
  /** The number it had where the file comes from. */
  readonly id: number | null;
  /** The id it has in another program, where that is what names it. */
  readonly externalId: string | null;
}

/** The relations of a row: numbers in the columns that hold them, and what could not be found. */
export interface Links {
  readonly numbers: Record<string, Value>;
  readonly missing: readonly Missing[];
}

/** Where a file comes from. */
export interface Origin {
  /** The program whose ids its records have. */
  readonly system: string;
  /** Numbers of users by their ids there. */
  readonly userIds: ReadonlyMap<string, number>;
}

/** Finds what the relations of rows are called: by number, name, e-mail, website or external id. */
export class Relations {
  readonly #tx: Tx;
  readonly #env: WriteEnv;
  readonly #system: string;
  readonly #users: Map<string, number>;
  readonly #foreign: ExternalRefResolver;
  /** Relations with a name; an account first, as it tells people and deals of one name apart. */
  readonly #named: readonly Field[];
  /** Relations that are a number only. */
  readonly #numbered: readonly (readonly [name: string, target: Noun])[];

  private constructor(
    tx: Tx,
    spec: NounDefinition,
    env: WriteEnv,
    { system, userIds }: Origin,
    users: Map<string, number>,
  ) {
    this.#tx = tx;
    this.#env = env;
    this.#system = system;
    this.#users = users;
    this.#foreign = new ExternalRefResolver(
      tx,
      system,
      userIds,
      new Set(spec.fields.map(({ name }) => name)),
    );
    this.#named = spec.fields
      .filter((field) => isNamed(field) || field.name in LIST_RELATIONS)
      .toSorted((a, b) => Number(b.target === 'account') - Number(a.target === 'account'));
    this.#numbered = (['account', 'contact', 'opp'] as const)
      .map((target) => [`${target}_id`, target] as const)
      .filter(([name, target]) => has(spec, name) && !has(spec, target));
  }

  static async open(tx: Tx, spec: NounDefinition, env: WriteEnv, origin: Origin): Promise<Relations> {
    const users = new Map<string, number>();
    for (const user of await sql<{
      id: number;
      name: string;
      full_name: string | null;
      email: string | null;
    }>`select id, name, full_name, email from "user" order by id desc`.all(tx)) {
      for (const text of [user.email, user.full_name, user.name]) {
        if (typeof text === 'string') users.set(text.toLowerCase(), user.id as number);
      }
    }
    return new Relations(tx, spec, env, origin, users);
  }

  /** The number of the user of that name, full name or e-mail; null when there is none. */
  user(text: string): number | null {
    return this.#users.get(text.toLowerCase()) ?? null;
  }

  /**
   * Ids of the program the file comes from count before names. Throws `refused` for a number or an id that no record
   * has and for a name that several have.
   */
  async find(row: Row, foreign: readonly ExternalRef[] = []): Promise<Links> {
    const found = await this.#foreign.find(foreign);
    const numbers: Record<string, Value> = { ...found.numbers };
    const missing: Missing[] = [];
    for (const [name, target] of this.#numbered) {
      const externalId = found.unfound.get(target);
      if (externalId !== undefined)
        throw refused(
          `no ${target} has the id "${externalId}"`,
          'Import the referenced files first, or all files at once: crm migrate <folder>',
        );
      const id = row[name];
      if (typeof id !== 'number' || name in numbers) continue;
      const living = (await this.#called(target, id)) ? id : await mergedIntoId(this.#tx, target, id);
      if (living === null) throw refused(`no ${target} ${id}`);
      numbers[name] = living;
    }
    for (const field of this.#named) {
      const given = row[field.name];
      if (field.name in numbers || `${field.name}_id` in numbers) continue;
      if (Array.isArray(given)) {
        const ids = (row[LIST_ID_COLUMNS[field.name] as string] ?? []) as readonly string[];
        numbers[field.name] = await this.#list(field, given as readonly string[], ids, numbers, missing);
        continue;
      }
      const column = `${field.name}_id`;
      const text = typeof given === 'string' ? given : null;
      const wanted = typeof row[column] === 'number' ? (row[column] as number) : null;
      const externalId = found.unfound.get(field.name) ?? null;
      if (text === null && wanted === null && externalId === null) continue;
      const one = await this.#one(
        field.target as Noun | 'user',
        text ?? externalId,
        wanted,
        numbers.account_id,
      );
      if (one !== null) numbers[column] = one;
      else if (text === null && externalId === null) throw refused(`no ${field.target} ${wanted}`);
      else missing.push({ field, text: text ?? (externalId as string), id: wanted, externalId });
    }
    return { numbers, missing };
  }

  /** By relation, how many further records rows name by their ids that the noun has no place for. */
  get placeless(): ReadonlyMap<string, number> {
    return this.#foreign.placeless;
  }

  /** Makes the record a relation names and adds its number to `numbers`. */
  async make({ field, text, id, externalId }: Missing, numbers: Record<string, Value>): Promise<void> {
    const target = (LIST_RELATIONS[field.name] ?? field.target) as Noun | 'user';
    const origin = externalId === null ? {} : { external_id: externalId, external_source: this.#system };
    const made = await this.#made(target, text, id, { ...origin, ...accountOf(target, numbers) });
    if (field.name in LIST_RELATIONS) {
      const others = (numbers[field.name] as readonly string[] | null) ?? [];
      numbers[field.name] = [...others, String(made)];
    } else numbers[`${field.name}_id`] = made;
  }

  async #made(
    target: Noun | 'user',
    text: string,
    id: number | null,
    beside: Readonly<Record<string, Value>>,
  ): Promise<number> {
    if (target === 'user') {
      const made = await ensureUser(this.#tx, text);
      this.#users.set(text.toLowerCase(), made);
      return made;
    }
    const free = id !== null && !(await this.#called(target, id)) ? { id } : {};
    const values =
      target === 'account' ? { name: text } : isAddress(text) ? { email: text } : splitName(text);
    return insertRecord(this.#tx, target, { ...values, ...beside, ...free }, this.#env);
  }

  async #list(
    field: Field,
    entries: readonly string[],
    ids: readonly string[],
    numbers: Readonly<Record<string, Value>>,
    missing: Missing[],
  ): Promise<string[]> {
    const target = LIST_RELATIONS[field.name] as Noun;
    const found: string[] = [];
    for (const [at, entry] of entries.entries()) {
      const known = ids.length === entries.length ? await this.#called(target, Number(ids[at])) : null;
      if (
        known !== null &&
        (entry === known || (entry.startsWith(known) && /^ \(.*\)$/s.test(entry.slice(known.length))))
      ) {
        found.push(`${ids[at]}${entry.slice(known.length)}`);
        continue;
      }
      const whole = await this.#byText(target, entry, numbers.account_id);
      // Parentheses may be part of the name, or hold a role.
      const [, name, role] = /^(.*\S)\s*(\([^()]+\))$/.exec(entry) ?? [];
      const part =
        whole === null && name !== undefined ? await this.#byText(target, name, numbers.account_id) : null;
      if (whole !== null) found.push(String(whole));
      else if (part !== null) found.push(`${part} ${role}`);
      else missing.push({ field, text: entry, id: null, externalId: null });
    }
    return found;
  }

  async #one(
    target: Noun | 'user',
    text: string | null,
    id: number | null,
    accountId: Value | undefined,
  ): Promise<number | null> {
    if (target === 'user') return this.user(text as string);
    if (id !== null) {
      const name = await this.#called(target, id);
      if (name && (text === null || name === text || nameKey(target, name) === nameKey(target, text)))
        return id;
    }
    if (text !== null) return this.#byText(target, text, accountId);
    return id === null ? null : mergedIntoId(this.#tx, target, id);
  }

  async #byText(target: Noun, text: string, accountId: Value | undefined): Promise<number | null> {
    for (const lookup of lookups(target, text, this.#system)) {
      const rows = await lookup.all(this.#tx);
      const [first, second] = rows;
      if (first && !second) return first.id;
      if (first) return this.#narrowed(target, text, rows, accountId);
    }
    return null;
  }

  #narrowed(
    target: Noun,
    text: string,
    rows: readonly (RawRow & { id: number })[],
    accountId: Value | undefined,
  ): number {
    for (const fits of [
      (row: RawRow) => row.name === text,
      (row: RawRow) => row.account_id !== undefined && row.account_id === accountId,
    ]) {
      const [only, ...others] = rows.filter(fits);
      if (only && others.length === 0) return only.id;
    }
    const ids = rows.slice(0, 3).map((row) => `${row.id}`);
    throw refused(
      `"${text}" matches several ${target}s: ${ids.join(', ')}${rows.length > ids.length ? ' and more' : ''}`,
    );
  }

  async #called(target: Noun, id: number): Promise<string | null> {
    const [row] = await sql<{ name: string }>`select name from ${sql.ref(target)} where id = ${id}`.all(
      this.#tx,
    );
    return row?.name ?? null;
  }
}

/** A person that is made belongs to the account of the row. */
function accountOf(
  target: Noun | 'user',
  { account_id }: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return target === 'account' || account_id === undefined ? {} : { account_id };
}

function has(spec: NounDefinition, name: string): boolean {
  return spec.fields.some((field) => field.name === name);
}
