import type { Noun, Row, Value } from '../../../src/domain/field.ts';

/**
 * The rules of an import into an empty database, one row after the other and as plainly as possible: an id decides; rows
 * whose cells all agree are one record; people are found by an address or a number if their names agree, accounts by
 * name and domain, else name and city; the later value of several rows counts. It shares no code with the engine.
 */
export interface ModelRecord {
  /** By field, without blanks. */
  readonly values: Record<string, Value>;
  readonly emails: Set<string>;
  readonly phones: Set<string>;
  readonly tags: Set<string>;
  /** The names of a person before they changed. */
  readonly formerNames: Set<string>;
}

export type ModelOutcome =
  | { readonly type: 'created' | 'kept'; readonly at: number }
  | { readonly type: 'rejected' };

/** Several records fit a row equally: the model does not say which one it is. */
export class ManyFit extends Error {}

/** What a number in a file is: the model knows a few. */
const E164: Readonly<Record<string, string>> = {
  '(212) 555-0136': '+12125550136',
  '+12125550136': '+12125550136',
  '212 555 0137': '+12125550137',
};
const LISTS: ReadonlySet<string> = new Set(['email', 'other_emails', 'phone', 'tags']);

export class ImportModel {
  readonly records: ModelRecord[] = [];
  readonly #noun: Noun;
  /** The record of each row without an id, by its cells. */
  readonly #byCells = new Map<string, ModelRecord>();

  constructor(noun: Noun) {
    this.#noun = noun;
  }

  import(row: Row): ModelOutcome {
    const cells = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Row;
    const hasId = typeof cells.external_id === 'string';
    const key = JSON.stringify(cells);
    let record = hasId
      ? this.records.find(({ values }) => values.external_id === cells.external_id)
      : undefined;
    if (record && this.#isSomebodyElse(record, cells)) return { type: 'rejected' };
    if (!hasId) record = this.#byCells.get(key);
    record ??= this.#findByValues(cells);
    const type = record ? 'kept' : 'created';
    if (!record) {
      record = { values: {}, emails: new Set(), phones: new Set(), tags: new Set(), formerNames: new Set() };
      this.records.push(record);
    }
    add(record, cells);
    if (!hasId) this.#byCells.set(key, record);
    return { type, at: this.records.indexOf(record) };
  }

  /** The name of the record of an id is another one, and so are its addresses or its domain. */
  #isSomebodyElse({ values, emails }: ModelRecord, cells: Row): boolean {
    if (this.#noun === 'account')
      return (
        nameKey(cells.name) !== nameKey(values.name) &&
        areDifferent(hostOf(cells.website), hostOf(values.website))
      );
    if (this.#noun !== 'lead' && this.#noun !== 'contact') return false;
    const theirs = emailsOf(cells);
    return (
      areDifferent(fullName(cells), fullName(values)) &&
      theirs.length > 0 &&
      emails.size > 0 &&
      !theirs.some((email) => emails.has(email))
    );
  }

  #findByValues(cells: Row): ModelRecord | undefined {
    for (const fits of this.#waysToFind(cells)) {
      const [found, ...others] = this.records.filter(
        (record) =>
          !areDifferent(textOf(cells.external_id), textOf(record.values.external_id)) && fits(record),
      );
      if (others.length > 0) throw new ManyFit();
      if (found) return found;
    }
    return undefined;
  }

  /** The surest first. */
  #waysToFind(cells: Row): ((record: ModelRecord) => boolean)[] {
    if (this.#noun === 'account') return [(record) => isSameCompany(cells, record.values)];
    if (this.#noun !== 'lead' && this.#noun !== 'contact') return [];
    const isKnownAs = (record: ModelRecord) =>
      namesAgree(cells, record.values) || record.formerNames.has(fullName(cells) ?? '');
    const marriedOrKnown = (record: ModelRecord) =>
      isKnownAs(record) || (!!cells.first_name && cells.first_name === record.values.first_name);
    return [
      ...emailsOf(cells).map(
        (email) => (record: ModelRecord) => record.emails.has(email) && marriedOrKnown(record),
      ),
      ...[textOf(cells.linkedin)].flatMap((profile) =>
        profile === null
          ? []
          : [(record: ModelRecord) => record.values.linkedin === profile && marriedOrKnown(record)],
      ),
      ...phonesOf(cells).map(
        (phone) => (record: ModelRecord) => record.phones.has(phone) && isKnownAs(record),
      ),
    ];
  }
}

function add({ values, emails, phones, tags, formerNames }: ModelRecord, cells: Row): void {
  const before = fullName(values);
  for (const [name, value] of Object.entries(cells)) if (!LISTS.has(name)) values[name] = value as Value;
  if (before !== null) formerNames.add(before);
  for (const email of emailsOf(cells)) emails.add(email);
  for (const phone of phonesOf(cells)) phones.add(phone);
  for (const tag of (cells.tags as string[] | undefined) ?? []) tags.add(tag);
}

/** First and last name each equal, missing on one side, or an initial. */
function namesAgree(one: Row, other: Row): boolean {
  const agree = (part: string) => {
    const [a, b] = [textOf(one[part]), textOf(other[part])];
    return a === null || b === null || a === b || isInitial(a, b) || isInitial(b, a);
  };
  return agree('first_name') && agree('last_name');
}

const isInitial = (text: string, name: string) => /^[A-Z]\.$/.test(text) && name[0] === text[0];

/** Of one name, with one domain or, where one of them has none, in one city. */
function isSameCompany(one: Row, other: Row): boolean {
  if (nameKey(one.name) !== nameKey(other.name)) return false;
  const [host, theirHost] = [hostOf(one.website), hostOf(other.website)];
  if (host !== null && theirHost !== null) return host === theirHost;
  const [city, theirCity] = [textOf(one.city), textOf(other.city)];
  return city !== null && theirCity !== null && city.toLowerCase() === theirCity.toLowerCase();
}

const textOf = (value: Value | undefined) => (typeof value === 'string' ? value : null);
const areDifferent = (one: string | null, other: string | null) =>
  one !== null && other !== null && one !== other;
const nameKey = (name: Value | undefined) => (textOf(name) ?? '').toLowerCase().replace(/ inc$/, '');
const hostOf = (website: Value | undefined) =>
  textOf(website)
    ?.replace(/^https:\/\//, '')
    .replace(/^www\./, '') ?? null;

function fullName({ first_name, last_name }: Row): string | null {
  const parts = [first_name, last_name].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join(' ').replace('.', '').toLowerCase();
}

function emailsOf({ email, other_emails: others }: Row): string[] {
  const all = [...(typeof email === 'string' ? [email] : []), ...((others as string[] | undefined) ?? [])];
  return all.map((text) => text.toLowerCase());
}

function phonesOf({ phone }: Row): string[] {
  return typeof phone === 'string' ? [E164[phone] as string] : [];
}
