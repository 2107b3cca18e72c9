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
/** The lowest number of a format of the workbook's own. */
const OWN_FORMAT = 100;
const DATE_PART = /^(?:ss?|m{1,5}|hh?|d{1,4}|am|pm|ap?|a{3,5}|p|yy?|yyyy|ee?|eeee)$/;

/** A sign or code beside the digits: `[$€-407]`, `"CHF"`, `€`. */
const CURRENCY_MARK = /\[\$([^\]-]+)(?:-[^\]]*)?\]|"([^"]+)"|(\p{Sc})/gu;

/** Reads which styles of cells show a number as a date or time, and which as an amount of a currency. */
export class StylesReader implements XmlReader {
  /** Whether a style is one of dates, by its number. */
  readonly areDates: boolean[] = [];
  /** The sign or code that a style shows beside a number, by its number; undefined for none. */
  readonly currencies: (string | undefined)[] = [];
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
      this.areDates.push(this.#isDate(format));
      this.currencies.push(currencyOf(this.#templates.get(Number(format)) ?? ''));
    }
  }

  close(name: string): void {
    if (name === this.#list) this.#list = '';
  }

  #isDate(format: string | undefined): boolean {
    if (format === undefined) return false;
    const id = Number(format);
    if (BUILT_IN_DATES.some(([first, last]) => id >= first && id <= last)) return true;
    return id >= OWN_FORMAT && isDateTemplate(this.#templates.get(id) ?? '');
  }
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
