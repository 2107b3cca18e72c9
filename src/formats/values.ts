import { parseDuration } from '../domain/duration.ts';
import { usage } from '../domain/errors.ts';
import type { Field, FieldType, Value } from '../domain/field.ts';
import { unguardFormula } from '../domain/formula.ts';
import { parseMoney } from '../domain/money.ts';
import { type DateReader, makeDateReader } from './dates.ts';
import { readBool, readChoice, readEmail, readInteger, readNumber, readUrl } from './scalars.ts';
import { readValueMaps } from './value-map-option.ts';

export interface ReaderOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** ISO 4217 code for amounts without a currency. */
  readonly currency: string;
  readonly fields: readonly Field[];
  /** Date format of the file, as a date-fns pattern: `M/d/yyyy`. */
  readonly dateFormat?: string | undefined;
  /** `field:their value=our value`. */
  readonly valueMaps: readonly string[];
  /** Whether our own export wrote the file: lists are joined only by `;`, and `\\;` is part of an element. */
  readonly exported?: boolean | undefined;
  /** Whether the file is for spreadsheet programs: an apostrophe before a formula is removed. */
  readonly guarded?: boolean | undefined;
}

/** Reads texts of a file as field values. */
export interface ValueReader {
  /** Whether our own export wrote the file: a cell holds one value unless it is a list. */
  readonly exported: boolean;
  /**
   * The value of a text, null if it is blank (or `null`, `N/A`, except for text fields). `currency` is the row's, for
   * amounts. Throws a usage error with the value.
   */
  read(field: Field, text: string, currency?: string): Value;
}

/** Types worth caching: their texts repeat and are slow to read. */
const CACHED_TYPES: ReadonlySet<FieldType> = new Set([
  'choice',
  'date',
  'datetime',
  'duration',
  'list',
  'money',
  'number',
]);
const MAX_CACHED_VALUES = 5000;

const NULL_WORD = /^(?:null|#?n\/a)$/i;

/** Makes a reader. Usage errors: an invalid date format or value map. */
export async function makeReader(options: ReaderOptions): Promise<ValueReader> {
  const dates = await makeDateReader(options.now, options.dateFormat);
  const translate = readValueMaps(options.valueMaps, options.fields);
  const { exported = false, guarded = false } = options;
  const caches = new Map<Field, Map<string, Value>>();

  const read = (field: Field, text: string, currency: string): Value => {
    const bare = guarded ? unguardFormula(text.trim()) : text;
    const translated = translate(field, bare.trim()).trim();
    if (translated.includes('\0')) throw usage(`${JSON.stringify(translated)} has a NUL byte`);
    if (translated === '' || (!exported && field.type !== 'text' && NULL_WORD.test(translated))) return null;
    return field.type === 'list'
      ? readList(translated, field.element, exported)
      : readOne(field, translated, currency, dates);
  };

  return {
    exported,
    read(field, text, currency = options.currency) {
      if (!CACHED_TYPES.has(field.type)) return read(field, text, currency);
      const known = caches.get(field) ?? new Map<string, Value>();
      if (known.size === 0) caches.set(field, known);
      const key = field.type === 'money' ? `${currency} ${text}` : text;
      let value = known.get(key);
      if (value === undefined) {
        value = read(field, text, currency);
        if (known.size >= MAX_CACHED_VALUES) known.clear();
        known.set(key, value);
      }
      return value;
    },
  };
}

function readOne(field: Field, text: string, currency: string, dates: DateReader): Value {
  switch (field.type) {
    case 'choice':
      return readChoice(text, field.choices);
    case 'email':
      return readEmail(text);
    case 'url':
      return readUrl(text);
    case 'bool':
      return readBool(text);
    case 'integer':
      return readInteger(text);
    case 'number':
      return readNumber(text);
    case 'money':
      return parseMoney(text, currency);
    case 'date':
      return dates.day(text);
    case 'datetime':
      return dates.time(text);
    case 'duration':
      return parseDuration(text);
    default:
      return text;
  }
}

function readList(text: string, element: Field['element'], exported: boolean): readonly string[] | null {
  if (exported) return splitElements(text);
  const parts = text
    .split(/[;\n]/.test(text) ? /[;\n]/ : ',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const values = [...new Set(element === 'email' ? parts.map(readEmail) : parts)];
  return values.length > 0 ? values : null;
}

/** The elements of a list as written by `plainText`. */
function splitElements(text: string): string[] {
  const elements = text.match(/(?:\\.|[^;\\])+/gs) ?? [];
  return elements.map((element) => element.replace(/\\(.)/gs, '$1'));
}
