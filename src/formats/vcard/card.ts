import { type Property, splitUnescaped, unescaped } from './content-lines.ts';

/** What a card says, by names that imports know; what they do not know by the property's own. */
export type CardObject = Record<string, string>;

/** Properties that say something of the card, say again what others do, or hold pictures and keys. */
const NOTHING_NEW =
  /^(?:VERSION|PRODID|REV|KIND|SORT-STRING|SOURCE|MAILER|PROFILE|NAME|LABEL|AGENT|PHOTO|LOGO|SOUND|KEY|CLIENTPIDMAP|XML|X-AB.*|X-PHONETIC.*|X-ACTIVITY.*|X-MS-OL.*)$/;

/** Puts the properties of one card together. */
export function cardObject(properties: readonly Property[]): CardObject {
  const card = new Card();
  for (const property of inOrder(properties)) card.take(property);
  return card.finish();
}

/** What is preferred first, whatever stands in front of it. */
function inOrder(properties: readonly Property[]): Property[] {
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

  /** What becomes of a property, by its name. */
  readonly #takers: Readonly<Record<string, (property: Property) => void>> = {
    FN: ({ value }) => {
      this.#formatted ||= unescaped(value);
    },
    N: ({ value }) => this.#name(value),
    ORG: ({ value }) => this.#company(value),
    TITLE: (property) => this.#text('title', property),
    EMAIL: ({ value }) => this.#add('email', inOneCell(unescaped(value))),
    TEL: (property) => this.#phone(property),
    ADR: ({ value }) => this.#address(value),
    URL: (property) => this.#web(property),
    'X-SOCIALPROFILE': (property) => this.#web(property),
    SOCIALPROFILE: (property) => this.#web(property),
    IMPP: (property) => this.#text('social', property),
    // An hour's offset is no zone: it is another in summer.
    TZ: (property) => this.#text(/\w\/\w/.test(property.value) ? 'timezone' : 'TZ', property),
    CATEGORIES: ({ value }) => {
      for (const tag of splitUnescaped(value, ',')) this.#add('tags', inOneCell(unescaped(tag)));
    },
    NOTE: ({ value }) => this.#add('notes', unescaped(value)),
    'X-CRM-DO-NOT-CALL': (property) => this.#text('do_not_call', property),
    'X-CRM-DO-NOT-EMAIL': (property) => this.#text('do_not_email', property),
  };

  take(property: Property): void {
    const { name, params, value } = property;
    const taker = Object.hasOwn(this.#takers, name) ? this.#takers[name] : undefined;
    if (taker) taker(property);
    else if (!NOTHING_NEW.test(name) && !params.get('ENCODING')?.some((way) => /^b(?:ase64)?$/.test(way)))
      this.#add(name, unescaped(value));
  }

  finish(): CardObject {
    const named = this.#values.has('first_name') || this.#values.has('last_name');
    const isCompany = this.#formatted === this.#values.get('company')?.[0];
    const isAddress = ['email', 'phone'].some((key) => this.#values.get(key)?.includes(this.#formatted));
    if (!named && !isCompany && !isAddress) this.#add('name', this.#formatted);
    return Object.fromEntries([...this.#values].map(([key, values]) => [key, joined(key, values)]));
  }

  #name(value: string): void {
    const [family = '', given = '', additional = '', prefix = '', suffix = ''] = splitUnescaped(
      value,
      ';',
    ).map((part) => unescaped(part));
    this.#once('first_name', [given, additional].filter((part) => part !== '').join(' '), 'N');
    this.#once('last_name', family, 'N');
    this.#add('name prefix', prefix);
    this.#add('name suffix', suffix);
  }

  #company(value: string): void {
    const [company = '', ...units] = splitUnescaped(value, ';').map((part) => unescaped(part));
    this.#once('company', company, 'ORG');
    this.#once('department', units.filter((unit) => unit !== '').join(', '), 'ORG unit');
  }

  #phone({ params, value }: Property): void {
    const number = unescaped(value)
      .replace(/^tel:/i, '')
      .replace(/;ext=(\d+).*$/i, ' ext. $1')
      .replace(/;[\w-]+=.*$/, '')
      .replace(/[;\n]/g, ', ');
    const types = params.get('TYPE') ?? [];
    // Nobody is called there.
    const other = ['fax', 'pager', 'modem'].find((type) => types.includes(type));
    this.#add(other ?? 'phone', number);
  }

  #address(value: string): void {
    const parts = splitUnescaped(value, ';').map((part) => unescaped(part));
    const [box = '', extended = '', street = '', city = '', region = '', code = '', country = ''] = parts;
    const lines = [street, extended, box].filter((part) => part !== '').join('\n');
    if (ADDRESS.some((key) => this.#values.has(key))) {
      const whole = [lines, city, region, code, country].filter((part) => part !== '').join(', ');
      this.#add('other address', whole);
      return;
    }
    for (const [at, part] of [lines, city, region, code, country].entries())
      this.#add(ADDRESS[at] as string, part);
  }

  #web({ name, params, value }: Property): void {
    const address = unescaped(value);
    const isLinkedIn = params.get('TYPE')?.includes('linkedin') === true || LINKEDIN.test(address);
    const key = isLinkedIn ? 'linkedin' : name === 'URL' ? 'website' : 'social';
    this.#once(key, address, name);
  }

  #text(key: string, { name, value }: Property): void {
    this.#once(key, unescaped(value), name);
  }

  /** A second value of what a record has one of goes by another name, so that it is not lost without a word. */
  #once(key: string, value: string, other: string): void {
    this.#add(
      this.#values.has(key) && !this.#values.get(key)?.includes(value) ? `other ${other}` : key,
      value,
    );
  }

  #add(key: string, value: string): void {
    if (value === '') return;
    const values = this.#values.get(key) ?? [];
    if (!values.includes(value)) this.#values.set(key, [...values, value]);
  }
}

const LINKEDIN = /^(?:https?:\/\/)?(?:[\w-]+\.)?linkedin\.com\//i;

/** Without what several values in one cell are split at. */
const inOneCell = (text: string) => text.replace(/[;\n]+/g, ', ');

const ADDRESS = ['street', 'city', 'region', 'postal_code', 'country'] as const;

/** Several values in one cell, as imports split them again: a list of one ends so that a comma in it is its own. */
function joined(key: string, values: readonly string[]): string {
  if (key === 'tags') return values.map((value) => `${value};`).join('');
  return values.join(key === 'email' || key === 'phone' ? ';' : '\n');
}
