import { kindNamed, labelledText } from '../../domain/address-label.ts';
import { type Property, splitUnescaped, unescapeText } from './content-lines.ts';

/** The values of a card under names that imports know; unknown properties keep their own name. */
export type CardObject = Record<string, string>;

/** Properties about the card itself, duplicates of others, and pictures and keys. */
const IGNORED_PROPERTIES =
  /^(?:VERSION|PRODID|REV|KIND|SORT-STRING|SOURCE|MAILER|PROFILE|NAME|LABEL|AGENT|PHOTO|LOGO|SOUND|KEY|CLIENTPIDMAP|XML|X-AB(?:LABEL|ADR|SHOWAS|UID|RELATEDNAMES-LABEL)|X-ADDRESSBOOKSERVER-.*|X-IMAGE.*|X-PHONETIC.*|X-ACTIVITY.*|X-MS-OL.*)$/;

/** Combines the properties of one card. */
export function cardObject(properties: readonly Property[]): CardObject {
  const card = new Card();
  for (const property of sortByPreference(properties)) card.add(property);
  return card.finish();
}

/** Preferred values first. */
function sortByPreference(properties: readonly Property[]): Property[] {
  return properties
    .map((property, at) => ({ property, rank: preference(property), at }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ property }) => property);
}

function preference({ params }: Property): number {
  if (params.get('TYPE')?.includes('pref')) return 0;
  const pref = Number(params.get('PREF')?.[0]);
  return Number.isFinite(pref) ? pref : 101;
}

class Card {
  readonly #values = new Map<string, string[]>();
  #formatted = '';

  /** What each property adds, by name. */
  readonly #takers: Readonly<Record<string, (property: Property) => void>> = {
    FN: ({ value }) => {
      this.#formatted ||= unescapeText(value);
    },
    N: ({ value }) => this.#name(value),
    ORG: ({ value }) => this.#company(value),
    TITLE: (property) => this.#text('title', property),
    EMAIL: (property) => this.#email(property),
    TEL: (property) => this.#phone(property),
    ADR: ({ value }) => this.#address(value),
    URL: (property) => this.#web(property),
    'X-SOCIALPROFILE': (property) => this.#web(property),
    SOCIALPROFILE: (property) => this.#web(property),
    IMPP: ({ value }) => this.#append('social', unescapeText(value)),
    // An hour offset is not a zone: it changes in summer.
    TZ: (property) => this.#text(/\w\/\w/.test(property.value) ? 'timezone' : 'TZ', property),
    CATEGORIES: ({ value }) => {
      for (const tag of splitUnescaped(value, ',')) this.#append('tags', inOneCell(unescapeText(tag)));
    },
    NOTE: ({ value }) => this.#append('notes', unescapeText(value)),
    'X-CRM-DO-NOT-CALL': (property) => this.#text('do_not_call', property),
    'X-CRM-DO-NOT-EMAIL': (property) => this.#text('do_not_email', property),
  };

  add(property: Property): void {
    const { name, params, value } = property;
    const taker = Object.hasOwn(this.#takers, name) ? this.#takers[name] : undefined;
    if (taker) taker(property);
    else if (
      !IGNORED_PROPERTIES.test(name) &&
      !params.get('ENCODING')?.some((way) => /^b(?:ase64)?$/.test(way))
    )
      this.#append(name, unescapeText(value));
  }

  finish(): CardObject {
    const hasName = this.#values.has('first_name') || this.#values.has('last_name');
    const isCompany = this.#formatted === this.#values.get('company')?.[0];
    const isAddress = ['email', 'phone'].some((key) => this.#values.get(key)?.includes(this.#formatted));
    if (!hasName && !isCompany && !isAddress) this.#append('name', this.#formatted);
    return Object.fromEntries([...this.#values].map(([key, values]) => [key, joinForCell(key, values)]));
  }

  #name(value: string): void {
    const [family = '', given = '', additional = '', prefix = '', suffix = ''] = splitUnescaped(
      value,
      ';',
    ).map((part) => unescapeText(part));
    this.#setOnce('first_name', [given, additional].filter((part) => part !== '').join(' '), 'N');
    this.#setOnce('last_name', family, 'N');
    this.#append('name prefix', prefix);
    this.#append('name suffix', suffix);
  }

  #company(value: string): void {
    const [company = '', ...units] = splitUnescaped(value, ';').map((part) => unescapeText(part));
    this.#setOnce('company', company, 'ORG');
    this.#setOnce('department', units.filter((unit) => unit !== '').join(', '), 'ORG unit');
  }

  #phone({ params, value }: Property): void {
    const number = unescapeText(value)
      .replace(/^tel:/i, '')
      .replace(/;ext=(\d+).*$/i, ' ext. $1')
      .replace(/;[\w-]+=.*$/, '')
      .replace(/[;\n]/g, ', ');
    const types = params.get('TYPE') ?? [];
    // These numbers are not for calls.
    const other = ['fax', 'pager', 'modem'].find((type) => types.includes(type));
    this.#append(other ?? 'phone', number);
    if (other === undefined) this.#label('phone_labels', types, number);
  }

  #email({ params, value }: Property): void {
    const address = inOneCell(unescapeText(value));
    this.#append('email', address);
    this.#label('email_labels', params.get('TYPE') ?? [], address);
  }

  /** What the types of an address say of it. */
  #label(key: string, types: readonly string[], address: string): void {
    const kind = types.map(kindNamed).find((found) => found !== null) ?? null;
    const bad = types.includes('x-bad') ? true : null;
    if (address !== '' && (kind !== null || bad)) this.#append(key, labelledText({ kind, bad }, address));
  }

  #address(value: string): void {
    const parts = splitUnescaped(value, ';').map((part) => unescapeText(part));
    const [box = '', extended = '', street = '', city = '', region = '', code = '', country = ''] = parts;
    const lines = [street, extended, box].filter((part) => part !== '').join('\n');
    if (ADDRESS.some((key) => this.#values.has(key))) {
      const whole = [lines, city, region, code, country].filter((part) => part !== '').join(', ');
      this.#append('other address', whole);
      return;
    }
    for (const [at, part] of [lines, city, region, code, country].entries())
      this.#append(ADDRESS[at] as string, part);
  }

  #web({ name, params, value }: Property): void {
    const address = unescapeText(value);
    const isLinkedIn = params.get('TYPE')?.includes('linkedin') === true || LINKEDIN.test(address);
    const isSecond = isLinkedIn && this.#values.has('linkedin');
    const key = isLinkedIn && !isSecond ? 'linkedin' : name === 'URL' && !isSecond ? 'website' : 'social';
    // A person has several profiles.
    if (key === 'social') this.#append(key, address);
    else this.#setOnce(key, address, name);
  }

  #text(key: string, { name, value }: Property): void {
    this.#setOnce(key, unescapeText(value), name);
  }

  /** A second value of a single-valued field gets another name, so that it is not lost silently. */
  #setOnce(key: string, value: string, other: string): void {
    this.#append(
      this.#values.has(key) && !this.#values.get(key)?.includes(value) ? `other ${other}` : key,
      value,
    );
  }

  #append(key: string, value: string): void {
    if (value === '') return;
    const values = this.#values.get(key) ?? [];
    if (!values.includes(value)) this.#values.set(key, [...values, value]);
  }
}

const LINKEDIN = /^(?:https?:\/\/)?(?:[\w-]+\.)?linkedin\.com\//i;

/** Without the separators of several values in one cell. */
const inOneCell = (text: string) => text.replace(/[;\n]+/g, ', ');

const ADDRESS = ['street', 'city', 'region', 'postal_code', 'country'] as const;

/** Several values in one cell, as imports split them; a trailing separator keeps a comma in a single value. */
function joinForCell(key: string, values: readonly string[]): string {
  if (key === 'tags') return values.map((value) => `${value};`).join('');
  return values.join(/^(?:(?:email|phone)(?:_labels)?|social)$/.test(key) ? ';' : '\n');
}
