import { currenciesFor } from '../../domain/currency-names.ts';
import { unescapeText } from './strings.ts';
import { readAttributes, type XmlReader } from './xml.ts';

/** Numbers of the formats of dates and times that every workbook has, in the ranges of all languages. */
const BUILT_IN_DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
  [71, 81],
] as const;
/** Those of them with hours or seconds. */
const BUILT_IN_CLOCKS = new Set([
  18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56, 75, 76, 77, 78, 79, 80,
]);
/** `[h]:mm:ss`. */
const BUILT_IN_ELAPSED = 46;
/** `0%` and `0.00%`. */
const BUILT_IN_PERCENTS = new Set([9, 10]);
/** The lowest number of a format of the workbook's own. */
const OWN_FORMAT = 100;
const DATE_PART = /^(?:ss?|m{1,5}|hh?|d{1,4}|am|pm|ap?|a{3,5}|p|yy?|yyyy|ee?|eeee)$/;

/** A sign or code beside the digits: `[$€-407]`, `"CHF"`, `€`. */
const CURRENCY_MARK = /\[\$([^\]-]+)(?:-[^\]]*)?\]|"([^"]+)"|(\p{Sc})/gu;

/** What a style shows of a number; undefined for the plain number. */
export type NumberFormat =
  /** A day, or a time with `hasClock`; with `isElapsed` hours that go on after 24. */
  | { readonly kind: 'time'; readonly hasClock: boolean; readonly isElapsed: boolean }
  | { readonly kind: 'percent' }
  /** An amount with a sign or code of a currency beside it. */
  | { readonly kind: 'currency'; readonly mark: string }
  /** Digits in fixed places: zip codes, phone and part numbers. `places` has a `0` or `#` for each. */
  | { readonly kind: 'digits'; readonly places: string };

/** Reads what styles of cells show of a number. */
export class StylesReader implements XmlReader {
  /** By the number of the style. */
  readonly formats: (NumberFormat | undefined)[] = [];
  readonly #templates = new Map<number, string>();
  /** Formats of the styles that others are based on. */
  readonly #bases: (string | undefined)[] = [];
  #list = '';

  open(name: string, text: string): void {
    if (name === 'cellStyleXfs' || name === 'cellXfs') this.#list = name;
    if (name !== 'numFmt' && name !== 'xf') return;
    const attributes = readAttributes(text);
    if (name === 'numFmt') this.#templates.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    else if (this.#list === 'cellStyleXfs') this.#bases.push(attributes.numFmtId);
    else if (this.#list === 'cellXfs') {
      const format = attributes.numFmtId ?? this.#bases[Number(attributes.xfId)];
      this.formats.push(format === undefined ? undefined : this.#formatOf(Number(format)));
    }
  }

  close(name: string): void {
    if (name === this.#list) this.#list = '';
  }

  #formatOf(id: number): NumberFormat | undefined {
    if (BUILT_IN_DATES.some(([first, last]) => id >= first && id <= last))
      return { kind: 'time', hasClock: BUILT_IN_CLOCKS.has(id), isElapsed: id === BUILT_IN_ELAPSED };
    if (BUILT_IN_PERCENTS.has(id)) return { kind: 'percent' };
    const template = this.#templates.get(id) ?? '';
    if (id >= OWN_FORMAT && isDateTemplate(template)) {
      const text = withoutTexts(template);
      return { kind: 'time', hasClock: /[hs]/i.test(text), isElapsed: /\[h+\]/i.test(text) };
    }
    const mark = currencyOf(template);
    if (mark !== undefined) return { kind: 'currency', mark };
    if (withoutTexts(template).includes('%')) return { kind: 'percent' };
    const places = placesOf(template);
    return places === undefined ? undefined : { kind: 'digits', places };
  }
}

/** A format without the text that it shows beside a number, and without colours and languages. */
function withoutTexts(template: string): string {
  return template.replaceAll(/\\.|"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ' ');
}

/**
 * The places of a format that shows a whole number as a code: `00000`, `000-00-0000`, `+0`. Undefined for one that shows
 * it as an amount, with whatever unit.
 */
function placesOf(template: string): string | undefined {
  const [section = ''] = template.split(';');
  const places = section
    .replaceAll(/\\(.)|"([^"]*)"/g, (_, char, text) => char ?? text)
    .replaceAll(/[_*]./g, '')
    .trim();
  return /^(?:0{2,}|\+0+|[\p{L}\s]*[+(]?0{2,}(?:[ ()/-]+0+)+|[\p{L}]+[- ]?0{2,})$/u.test(places)
    ? places
    : undefined;
}

/** The currency in a format of numbers such as `#,##0.00 [$€-407]`. */
function currencyOf(template: string): string | undefined {
  // What begins with a hyphen is a language: `[$-409]`.
  const text = unescapeText(template).replaceAll(/\[\$-[^\]]*\]/g, '');
  if (!/[0#]/.test(text)) return undefined;
  return [...text.matchAll(CURRENCY_MARK)]
    .map(([, bracketed, quoted, sign]) => (bracketed ?? quoted ?? sign ?? '').trim())
    .find((mark) => mark !== '' && currenciesFor(mark).length > 0);
}

/** Whether a format such as `[$-409]d-mmm-yy;@` has a section of nothing but parts of dates. */
function isDateTemplate(template: string): boolean {
  const sections = template.toLowerCase().replace(/;@$/, '').replaceAll(/\\./g, ' ').split(';');
  return sections.some((section) => {
    const parts = section
      .replaceAll(/"[^"]*"/g, ' ')
      .replaceAll(/(\[?[smhd]{1,2}\]?)[.,]00?0?/g, '$1')
      .replaceAll(/\[([smhd]{1,2})\]/g, '$1')
      .replaceAll(/\[[^\]]*\]/g, '')
      .split(/[^a-z0#?%]+/)
      .filter((part) => part !== '');
    return parts.length > 0 && parts.every((part) => DATE_PART.test(part));
  });
}
