import { currenciesFor } from '../domain/currency-names.ts';
import type { Noun } from '../domain/field.ts';
import { headerKey } from './field-names.ts';

/** `Amount (EUR)`, `Amount [in US Dollar]`. */
const IN_BRACKETS = /^(?<name>.*\S)\s*[([{]\s*(?:in\s+)?(?<mark>[^()[\]{}]+?)\s*[)\]}]\s*$/i;
/** `Amount in US Dollars`, `Montant en EUR`. */
const AFTER_IN = /^(?<name>.*\S)[\s_]+(?:in|en|em)[\s_]+(?<mark>\S.*)$/i;
/** `Amount USD`, `amount_usd`, `Betrag €`, `USD Amount`. A word such as `all` is a code only in capitals. */
const LAST_WORD =
  /^(?<name>.*[^\s_,\-\u2013])[\s_,\-\u2013]+(?<mark>[A-Z]{3}|(?<=_)(?!all|top|try)[a-z]{3}|[^\s\w]{1,3})$/;
const FIRST_WORD = /^(?<mark>[A-Z]{3}|[^\s\w]{1,3})[\s_]+(?<name>\S.*)$/;

/**
 * The currency (a code, sign or name) in a header of amounts, and the header without it, if that `isMoney`: `Amount` and
 * `EUR` for `Amount (EUR)`. Null for other headers.
 */
export function readPricedHeader(
  header: string,
  isMoney: (name: string) => boolean,
): { readonly name: string; readonly currency: string } | null {
  for (const pattern of [IN_BRACKETS, AFTER_IN, LAST_WORD, FIRST_WORD]) {
    const { name = '', mark = '' } = pattern.exec(header.trim())?.groups ?? {};
    if (mark !== '' && isMoney(name) && currenciesFor(mark).length > 0) return { name, currency: mark };
  }
  return null;
}

/** What says that a column holds not units, but thousands or millions of them. */
const SCALE =
  /(?:^|[^a-z\d])(?:'?0{3,}s?|thousands?|tsd|tausend|mille|milliers|miles|migliaia|k|k[€$£]|[€$£]k|t[€$£]|millions?|mil|mio|mn|mm|mrd|mld|bn|billions?|milliarden|milliards?)(?=$|[^a-z\d])/i;

/** Whether the end of a header says so: `Revenue (in 000s USD)`, `Umsatz in Mio. EUR`. */
export function isScaled(header: string): boolean {
  const [, unit] = /(?:[([{]|\s(?:in|en|em)\s)(.*)$/i.exec(header) ?? [];
  return unit !== undefined && SCALE.test(unit);
}

/** The last part of a path that only says which value of an object names it. The name of an address is no address. */
const NAMING_PART =
  /^(?!(?:address|location)\.(?:name|label)$)(?<name>.+)\.(?:name|full_?name|display_?name|label|value|text)$/i;
/** Objects in which a record keeps fields of its own. */
const GROUPS =
  /^(?:properties|attributes|fields|data|record|details|custom_?(?:fields|attributes)?)\.(?<name>.+)$/i;
/** A part of an address. */
const PLACE = /^(?:address|location)\.(?<name>(?!(?:name|label|value|text|type|id)$).+)$/i;

/**
 * The header that a path to a value in an object stands for: `company` for `company.name`, `city` for `address.city`;
 * null for other headers.
 */
export function withoutObject(header: string): string | null {
  const inner = (GROUPS.exec(header) ?? PLACE.exec(header))?.groups?.name;
  const path = inner ?? header;
  return NAMING_PART.exec(path)?.groups?.name ?? inner ?? null;
}

/** What people call the records of a noun in headers, as keys. */
const NAMES_IN_HEADERS: Readonly<Record<string, readonly string[]>> = {
  opp: ['deal', 'opportunity', 'opp', 'potential'],
  lead: ['lead', 'prospect'],
  contact: ['contact', 'person'],
  account: ['account', 'organization', 'organisation', 'company'],
  task: ['task'],
  activity: ['activity'],
};

/** The header without the name of its own noun in front: `Deal - Currency`, `Deal Currency`; null if it has none. */
export function withoutNoun(header: string, noun: Noun): string | null {
  const [, first = '', rest = ''] =
    /^\s*([^\s\-\u2013:.]+)(?:\s*[-\u2013:.]\s*|\s+)(\S.*)$/.exec(header) ?? [];
  return NAMES_IN_HEADERS[noun]?.includes(headerKey(first)) ? rest : null;
}
