import { refused } from '../../domain/errors.ts';
import type { Field, Noun, Row, Value } from '../../domain/field.ts';
import { emailKey, isAddress, personKey, websiteHost } from '../../domain/matching.ts';
import { type NameParts, splitName } from '../../domain/person-name.ts';
import { namesAgree, type PersonName } from '../../domain/same-person.ts';
import { hasField, type NounDefinition, nameColumn } from '../../nouns/definition.ts';
import { externalKey } from '../merge/former-identities.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { ensureUser } from '../users.ts';
import { type ExternalRef, ExternalRefResolver } from './external-refs.ts';
import { type Lookup, lookup, lookupKinds } from './lookups.ts';
import { namesOfParent, shorterNames } from './names.ts';
import { isNamed, type RelationList, relationList } from './relation-fields.ts';
import type { WorkingRecord } from './working-record.ts';
import { NotReady, type WorkingSet } from './working-set.ts';

/** A relation without a record. */
export interface MissingRelation {
  readonly field: Field;
  readonly text: string;
  /** Its id in the source program. */
  readonly id: number | null;
  /** Its external id, if that names it. */
  readonly externalId: string | null;
  /** What a list says of it: a role. */
  readonly said?: string;
}

/** The relations of a row: ids by column, and those not found. */
export interface Links {
  readonly numbers: Record<string, Value>;
  readonly missing: readonly MissingRelation[];
}

/** The source of a file. */
export interface Origin {
  /** The program whose ids its records have. */
  readonly system: string;
  /** Ids of users by their ids in the program. */
  readonly userIds: ReadonlyMap<string, number>;
}

/** Of rows that say no relation: never changed. */
const NO_LINKS: Links = { numbers: {}, missing: [] };

/** Whose relations are resolved: those of a noun and of its custom fields. */
interface RelationRules {
  readonly spec: NounDefinition;
  readonly declared: readonly Field[];
  readonly origin: Origin;
}

/** What a user is called. */
interface UserNames {
  readonly id: number;
  readonly name: string;
  readonly full_name: string | null;
  readonly email: string | null;
}

/** Reads a name with an address behind it: `Jane Roe (jane@us.example)`, `Jane Roe <jane@us.example>`. */
function readNamedAddress(text: string): { readonly name: string; readonly email: string } | null {
  if (!text.includes('@')) return null;
  const [, name, email] = /^(.*\S)\s*[(<]([^()<>\s]+@[^()<>\s]+)[)>]$/.exec(text.trim()) ?? [];
  return name === undefined || email === undefined ? null : { name, email };
}

function nameParts({ first_name: first, last_name: last }: NameParts): PersonName {
  return { first, last };
}

/** The numbers of a list of relations. */
function listIn(numbers: Readonly<Record<string, Value>>, { name }: Field): readonly string[] {
  return (numbers[name] as readonly string[] | null | undefined) ?? [];
}

/**
 * The names in a cell of several records: as many as the cell of their ids has, or each with an address behind it. One for any
 * other text.
 */
function namesIn(text: string, ids: number): readonly string[] {
  if (!text.includes(';')) return [text];
  const parts = text.split(';').map((part) => part.trim());
  const isSeveral = parts.length === ids || parts.every((part) => readNamedAddress(part) !== null);
  return isSeveral ? parts : [text];
}

/** Resolves the relations of rows by number, name, e-mail, website or external id. */
export class Relations {
  readonly #tx: Tx;
  readonly #records: WorkingSet;
  readonly #system: string;
  readonly #users: Map<string, number>;
  readonly #onUser: (name: string) => void;
  readonly #foreign: ExternalRefResolver;
  /** Relations by name; account first, because it distinguishes people and deals of one name. */
  readonly #named: readonly (readonly [field: Field, column: string, list: RelationList | undefined])[];
  /** Relations by number only. */
  readonly #numbered: readonly (readonly [name: string, target: Noun])[];
  /** All names under which a row says a relation. */
  readonly #names: ReadonlySet<string>;

  private constructor(
    tx: Tx,
    records: WorkingSet,
    { spec, declared, origin: { system, userIds } }: RelationRules,
    users: Map<string, number>,
    onUser: (name: string) => void,
  ) {
    this.#onUser = onUser;
    this.#tx = tx;
    this.#records = records;
    this.#system = system;
    this.#users = users;
    this.#foreign = new ExternalRefResolver(
      records,
      system,
      userIds,
      new Set(spec.fields.map(({ name }) => name)),
    );
    this.#named = [...spec.fields, ...declared]
      .filter((field) => isNamed(field) || relationList(spec, field.name))
      .toSorted((a, b) => Number(b.target === 'account') - Number(a.target === 'account'))
      .map((field) => [field, `${field.name}_id`, relationList(spec, field.name)]);
    this.#numbered = tx.nouns.names
      .map((target) => [`${target}_id`, target] as const)
      .filter(([name, target]) => hasField(spec, name) && !hasField(spec, target));
    this.#names = new Set([
      ...this.#named.flatMap(([field, column, list]) => [field.name, column, list?.ids ?? column]),
      ...this.#numbered.map(([name]) => name),
    ]);
  }

  /** `onUser` hears of each user that is created. */
  static async open(
    tx: Tx,
    records: WorkingSet,
    rules: RelationRules,
    onUser: (name: string) => void,
  ): Promise<Relations> {
    const users = new Map<string, number>();
    for (const user of await sql<UserNames>`select id, name, full_name, email from "user" order by id desc`.all(
      tx,
    )) {
      for (const text of [user.email, user.full_name, user.name]) {
        if (typeof text === 'string') users.set(text.toLowerCase(), user.id);
      }
    }
    return new Relations(tx, records, rules, users, onUser);
  }

  /** The id of the user with that name, full name or e-mail; null if there is none. */
  user(text: string): number | null {
    const known = this.#users.get(text.toLowerCase());
    if (known !== undefined) return known;
    const named = readNamedAddress(text);
    return named
      ? (this.#users.get(named.email.toLowerCase()) ?? this.#users.get(named.name.toLowerCase()) ?? null)
      : null;
  }

  /**
   * External ids take precedence over names. Throws `refused` for an unknown number or id and for an ambiguous name.
   */
  find(row: Row, foreign: readonly ExternalRef[] = []): Links {
    if (foreign.length === 0 && !this.#isNamedIn(row)) return NO_LINKS;
    const { wanted } = this.#records;
    const found = this.#foreign.find(foreign);
    const numbers: Record<string, Value> = { ...found.numbers };
    const missing: MissingRelation[] = [];
    for (const [name, target] of this.#numbered) {
      const [absent] = found.unfound.get(target) ?? [];
      if (absent)
        throw refused(`no ${target} has the id "${absent.id}"`, { code: 'referenced-file-missing' });
      const id = row[name];
      if (typeof id !== 'number' || name in numbers) continue;
      const living = this.#called(target, id) ? id : this.#mergedInto(target, id);
      if (living !== null) numbers[name] = living;
      else if (this.#records.wanted === wanted) throw refused(`no ${target} ${id}`);
    }
    for (const [field, column, list] of this.#named) {
      const given = row[field.name];
      if (given === undefined && row[column] === undefined && found.unfound.size === 0) continue;
      const absent = found.unfound.get(field.name) ?? [];
      const isFound = field.name in numbers || column in numbers;
      if (isFound && absent.length === 0) continue;
      if (list) {
        if (!Array.isArray(given)) continue;
        const ids = (row[list.ids ?? ''] ?? []) as readonly string[];
        numbers[field.name] = this.#list(field, list, given as readonly string[], ids, numbers, missing);
        continue;
      }
      const names = typeof given === 'string' ? namesIn(given, absent[0]?.of ?? 0) : [];
      const [first = null] = absent;
      // The first of a cell counts, also if only the ids of others have records.
      const isAhead = first !== null && !first.isFurther && first.of > 1 && first.of === names.length;
      const main = isFound && !isAhead ? null : first;
      const further = this.#named.find(([{ name }]) => name === `other_${field.target}s`)?.[0];
      if (isFound && isAhead) {
        const second = numbers[column] as Value;
        delete numbers[column];
        if (further) numbers[further.name] = [String(second), ...listIn(numbers, further)];
        else this.#foreign.countPlaceless(field.name);
      }
      const at = main === null && isFound ? -1 : names.length > 1 && main ? main.at : 0;
      for (const [place, name] of names.entries()) {
        const lacking = absent.find((each) => each !== main && each.at === place && each.of === names.length);
        // One that its id has found is linked already.
        if (names.length < 2 || place === at || (isFound && !lacking)) continue;
        if (further) this.#linkFurther(further, name, lacking?.id ?? null, numbers, missing);
        else this.#foreign.countPlaceless(field.name);
      }
      const nameless = absent.find((each) => each.isFurther && each.of !== names.length);
      if (nameless) throw refused(`${nameless.header}: no ${field.target} has the id "${nameless.id}"`);
      if (at === -1) continue;
      const text = names[at] ?? names[0] ?? null;
      const number = typeof row[column] === 'number' ? (row[column] as number) : null;
      const externalId = main?.id ?? null;
      if (text === null && number === null && externalId === null) continue;
      const one = this.#one(field.target as Noun | 'user', text ?? externalId, number, numbers.account_id);
      const behind = one === null && text !== null ? this.#accountBehind(field, text, numbers) : null;
      if (one !== null || behind !== null) numbers[column] = one ?? behind;
      else if (text !== null || externalId !== null)
        missing.push({ field, text: text ?? (externalId as string), id: number, externalId });
      else if (this.#records.wanted === wanted) throw refused(`no ${field.target} ${number}`);
    }
    return { numbers, missing };
  }

  /** Whether a row says any relation: most have none. */
  #isNamedIn(row: Row): boolean {
    for (const name in row) if (this.#names.has(name)) return true;
    return false;
  }

  /** By relation, the number of additional records in rows that the noun has no field for. */
  get placeless(): ReadonlyMap<string, number> {
    return this.#foreign.placeless;
  }

  /** The record that a missing relation is made of. */
  newRecord(
    { field, text, id, externalId }: MissingRelation,
    numbers: Readonly<Record<string, Value>>,
  ): NewRelation {
    const noun = field.target as Noun | 'user';
    if (noun === 'user') throw new NotReady(() => this.#addUser(text));
    const origin = externalId === null ? {} : { external_id: externalId, external_source: this.#system };
    const definition = this.#tx.nouns.get(noun);
    const person = definition.isPerson ? readNamedAddress(text) : null;
    const isFree = id !== null && this.#called(noun, id) === null;
    const { account_id } = numbers;
    return {
      noun,
      values: {
        ...definition.fromName?.(person?.name ?? text),
        ...(person ? { email: person.email } : {}),
        ...origin,
        // A created person belongs to the account of the row.
        ...(definition.isPerson && account_id !== undefined ? { account_id } : {}),
        ...(isFree ? { id } : {}),
      },
    };
  }

  /** Adds the number of the record that a relation names to `numbers`. */
  link({ field, said }: MissingRelation, id: number, numbers: Record<string, Value>): void {
    if (field.type === 'list') {
      const others = (numbers[field.name] as readonly string[] | null) ?? [];
      numbers[field.name] = [...others, said === undefined ? `${id}` : `${id} (${said})`];
    } else numbers[`${field.name}_id`] = id;
  }

  async #addUser(text: string): Promise<void> {
    const { name, email } = readNamedAddress(text) ?? { name: text, email: null };
    const id = await ensureUser(this.#tx, name, email);
    for (const each of [text, name, email]) if (each !== null) this.#users.set(each.toLowerCase(), id);
    this.#onUser(name);
  }

  /** Links an additional record that a cell names. */
  #linkFurther(
    field: Field,
    text: string,
    externalId: string | null,
    numbers: Record<string, Value>,
    missing: MissingRelation[],
  ): void {
    const known = this.#byText(field.target as Noun, text, numbers.account_id);
    const others = listIn(numbers, field);
    if (known === null) missing.push({ field, text, id: null, externalId });
    else if (!others.includes(String(known))) numbers[field.name] = [...others, String(known)];
  }

  #list(
    field: Field,
    list: RelationList,
    entries: readonly string[],
    ids: readonly string[],
    numbers: Readonly<Record<string, Value>>,
    missing: MissingRelation[],
  ): string[] {
    const { noun: target } = list.target;
    const byText = (text: string) =>
      target === 'user' ? this.user(text) : this.#byText(target, text, numbers.account_id);
    const found: string[] = [];
    for (const [at, entry] of entries.entries()) {
      const known =
        target !== 'user' && ids.length === entries.length ? this.#called(target, Number(ids[at])) : null;
      if (
        known !== null &&
        (entry === known || (entry.startsWith(known) && /^ \(.*\)$/s.test(entry.slice(known.length))))
      ) {
        found.push(`${ids[at]}${entry.slice(known.length)}`);
        continue;
      }
      const whole = byText(entry);
      if (whole !== null) {
        found.push(String(whole));
        continue;
      }
      // Parentheses can be part of the name, or contain a role.
      const [, name, said] = /^(.*\S)\s*\(([^()]+)\)$/.exec(entry) ?? [];
      if (name === undefined || said === undefined || list.read(said) === null)
        missing.push({ field, text: entry, id: null, externalId: null });
      else {
        const part = byText(name);
        if (part !== null) found.push(`${part} (${said})`);
        else missing.push({ field, text: name, id: null, externalId: null, said });
      }
    }
    return found;
  }

  #one(
    target: Noun | 'user',
    text: string | null,
    id: number | null,
    accountId: Value | undefined,
  ): number | null {
    if (target === 'user') return this.user(text as string);
    if (id !== null) {
      const record = this.#records.record(target, id);
      // Calls and notes may have no subject: their number is all there is.
      if (record && text === null) return id;
      const name = record && this.#nameOf(record);
      if (
        name &&
        text !== null &&
        (name === text || this.#nameKey(target, name) === this.#nameKey(target, text))
      )
        return id;
    }
    if (text !== null) return this.#byText(target, text, accountId);
    return id === null ? null : this.#mergedInto(target, id);
  }

  /** The account of a linked person, if the text names both as some programs do: `Acme, Jane Doe`. */
  #accountBehind(field: Field, text: string, { contact_id }: Readonly<Record<string, Value>>): number | null {
    if (field.target !== 'account' || typeof contact_id !== 'number') return null;
    const person = this.#records.record('contact', contact_id);
    const accountId = person?.row.account_id;
    const name = typeof accountId === 'number' ? this.#called('account', accountId) : null;
    return person && name !== null && text === `${name}, ${this.#nameOf(person)}`
      ? (accountId as number)
      : null;
  }

  #byText(target: Noun, text: string, accountId: Value | undefined): number | null {
    const { wanted } = this.#records;
    const person = hasField(this.#tx.nouns.get(target), 'email') ? readNamedAddress(text) : null;
    for (const step of this.#lookups(target, text)) {
      const found: WorkingRecord[] = [];
      for (const each of step)
        for (const record of this.#records.find(each))
          if (!found.includes(record) && (!person || this.#isCalledSo(record, person))) found.push(record);
      const [first, second] = found;
      if (first && !second) return first.id;
      if (first) {
        const below = found.filter(({ row }) => this.#isBelow(target, row.parent_id, text));
        if (this.#records.wanted > wanted) return null;
        return below.length === 1
          ? (below[0] as WorkingRecord).id
          : this.#narrowed(target, text, found, accountId);
      }
      // What a surer way finds is to be read first.
      if (this.#records.wanted > wanted) return null;
    }
    return this.#byLabel(target, text);
  }

  /** The record that a text names by its id in another program and its name, where both agree: `1000021 - Acme`. */
  #byLabel(target: Noun, text: string): number | null {
    const [, id, name] = /^(\S*\d\S*)\s+[-–]\s+(\S.*)$/.exec(text) ?? [];
    const definition = this.#tx.nouns.get(target);
    if (name === undefined || !definition.names.some(({ key }) => key?.column === 'name_key')) return null;
    const named = this.#records.find(lookup(lookupKinds(target).name, this.#nameKey(target, name)));
    const [only, ...others] = named.filter(({ row }) => row.external_id === id);
    return only && others.length === 0 ? only.id : null;
  }

  /** What is looked up for a text, the surest first. */
  *#lookups(target: Noun, text: string): Generator<readonly Lookup[]> {
    const kinds = lookupKinds(target);
    const definition = this.#tx.nouns.get(target);
    const person = hasField(definition, 'email') ? readNamedAddress(text) : null;
    if (person) yield [lookup(kinds['e-mail'], emailKey(person.email))];
    if (isAddress(text) && hasField(definition, 'email')) yield [lookup(kinds['e-mail'], emailKey(text))];
    const key = this.#nameKey(target, person?.name ?? text);
    const { names } = definition;
    if (names.some(({ column }) => column === 'code')) yield [lookup(kinds.code, text)];
    if (names.some((each) => each.key?.column === 'name_key')) yield [lookup(kinds.name, key)];
    if (names.some(({ column }) => column === 'serial'))
      yield [lookup(kinds.serial, text), lookup(kinds['very name'], text)];
    yield [lookup(kinds['external id'], text, this.#system)];
    const host = hasField(definition, 'domains') && text.includes('.') ? websiteHost(text) : null;
    if (host !== null) yield [lookup(kinds.website, host), lookup(kinds.domain, host)];
    if (this.#records.hasFormer(target))
      yield [
        lookup(kinds.former, 'name', key),
        lookup(kinds.former, 'external id', externalKey(this.#system, text)),
      ];
    if (target === 'account' && this.#system === 'netsuite')
      for (const name of shorterNames(text)) yield [lookup(kinds.name, this.#nameKey(target, name))];
  }

  #narrowed(
    target: Noun,
    text: string,
    records: readonly WorkingRecord[],
    accountId: Value | undefined,
  ): number {
    for (const fits of [
      (record: WorkingRecord) => this.#nameOf(record) === text,
      ({ row }: WorkingRecord) => row.account_id !== undefined && row.account_id === accountId,
    ]) {
      const [only, ...others] = records.filter(fits);
      if (only && others.length === 0) return only.id;
    }
    const ids = records.slice(0, 3).map(({ id }) => `${id}`);
    throw refused(
      `"${text}" matches several ${target}s: ${ids.join(', ')}${records.length > ids.length ? ' and more' : ''}`,
    );
  }

  /** Whether the text names the record of that number before its own name. */
  #isBelow(target: Noun, parentId: unknown, text: string): boolean {
    const parent = typeof parentId === 'number' ? this.#called(target, parentId) : null;
    return parent !== null && namesOfParent(text).some((name) => name === parent);
  }

  /** What names of records of a noun are compared by. */
  #nameKey(target: Noun, name: string): string {
    const { names } = this.#tx.nouns.get(target);
    return (names.find(({ key }) => key)?.key?.of ?? personKey)(name);
  }

  /** Whether a record has the name, and the address if it has any. */
  #isCalledSo(
    record: WorkingRecord,
    { name, email }: { readonly name: string; readonly email: string },
  ): boolean {
    const [given, there] = [name, this.#nameOf(record) ?? ''].map(splitName).map(nameParts) as [
      PersonName,
      PersonName,
    ];
    const { emails } = record;
    return (
      namesAgree(given, there) &&
      (emails.length === 0 || emails.some(({ address_key }) => address_key === emailKey(email)))
    );
  }

  #called(target: Noun, id: number): string | null {
    const record = this.#records.record(target, id);
    return record && this.#nameOf(record);
  }

  #nameOf({ noun, row }: WorkingRecord): string | null {
    const definition = this.#tx.nouns.get(noun);
    const column = definition.names[0]?.column ?? nameColumn(definition);
    return (row[column] as string | null | undefined) ?? null;
  }

  #mergedInto(target: Noun, id: number): number | null {
    if (!this.#records.hasFormer(target)) return null;
    return this.#records.ids(lookup(lookupKinds(target)['former number'], id))[0] ?? null;
  }
}

/** A record that a row names and that is not there. */
interface NewRelation {
  readonly noun: Noun;
  readonly values: Row;
}
