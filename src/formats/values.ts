import { readHolds } from '../domain/case-hold.ts';
import { isZone, unknownZone } from '../domain/dates/zones.ts';
import { parseDuration } from '../domain/duration.ts';
import { CrmError, helpOf, isCrmError, usage } from '../domain/errors.ts';
import type { Field, FieldType, Value } from '../domain/field.ts';
import { requireInRange } from '../domain/field-range.ts';
import { unguardFormula } from '../domain/formula.ts';
import { parseMoney, readCurrency } from '../domain/money.ts';
import { PICTURES } from '../domain/pictures.ts';
import { profileText, readProfile } from '../domain/profile.ts';
import { RememberedTexts } from '../domain/remembered-texts.ts';
import { isBlankDate } from './blank-dates.ts';
import { type DateReader, makeDateReader } from './dates.ts';
import { jsonElements, splitParts } from './list-cell.ts';
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
  /** Words of the program that wrote the file: `field:their value=our value`. */
  readonly valueMaps: readonly string[];
  /** The same from `--map-value`: of texts as they stand in the file, before they are put into any other form. */
  readonly mapValue?: readonly string[] | undefined;
  /** Whether our own export wrote the file: lists are joined only by `;`, and `\\;` is part of an element. */
  readonly exported?: boolean | undefined;
  /** Whether words such as `null` and `N/A` stand for blanks: by default in all files but our own exports. */
  readonly hasNullWords?: boolean | undefined;
  /** Whether decimals that a currency does not have are rounded; else such an amount is rejected. */
  readonly rounds?: boolean | undefined;
  /** Whether the file is for spreadsheet programs: an apostrophe before a formula is removed. */
  readonly guarded?: boolean | undefined;
}

/** Reads texts of a file as field values. */
export interface ValueReader {
  /** Whether our own export wrote the file: a cell holds one value unless it is a list. */
  readonly exported: boolean;
  /** The currency of amounts without one: a code, or in `cell.currency` also a sign or a name. */
  readonly currency: string;
  /**
   * The value of a text, null if it is blank (or `null`, `N/A`, except for text fields). Throws a usage error with the
   * text as it stands in the file.
   */
  read(field: Field, text: string, cell?: CellContext): Value;
  /** Whether a text that is not blank means a blank in a field: `N/A`. */
  isBlankWord(field: Field, text: string): boolean;
  /** Whether `--map-value` translates a text of the file, which must then stay as it is. */
  isMapped(field: Field, text: string): boolean;
  /** Whether `--map-value` names a field. */
  hasMap(field: Field): boolean;
  /** Whether a text of a field can only mean itself, unless it has a NUL byte: most cells of a file are such. */
  isOnlyText(field: Field): boolean;
}

/** What is known of a text beside its field. */
export interface CellContext {
  /** The currency of the row or the column, for amounts: a code, sign or name. */
  readonly currency?: string | undefined;
  /** The text as it stands in the file, where it was put into another form before. */
  readonly original?: string | undefined;
}

const NO_CONTEXT: CellContext = {};

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
/** Those of them whose texts are many: a map would keep each as a unique string, which takes longer than to read it. */
const VARIED_TYPES: ReadonlySet<FieldType> = new Set(['datetime', 'money', 'number']);

/** Words and marks for no value, where none of them is a name. */
const NULL_WORD = /^(?:[([<]?null[)\]>]?|#?n\/a|[-\u2010-\u2015\u2212]{1,3})$/i;
const MAX_NULL_WORD_CHARS = 6;
/** What programs write for no number, day or answer. */
const NO_NUMBER = /^(?:NaN|NaT|None|nil|undefined|\\N)$/;
const NUMBERS: ReadonlySet<FieldType> = new Set([
  'bool',
  'date',
  'datetime',
  'duration',
  'integer',
  'money',
  'number',
]);
/** Numbers of other records that name none: zeros, as databases write them for a missing reference, and -1, the program itself. */
const NO_REFERENCE = /^(?:-1|0(?:[0-]*|0{14}AAA))$/;

/** Whether the number of another record names none. */
export function isNoReference(text: string): boolean {
  return NO_REFERENCE.test(text);
}

/** Makes a reader. Usage errors: an invalid date format or value map. */
export async function makeReader(options: ReaderOptions): Promise<ValueReader> {
  const dates = await makeDateReader(options.now, options.dateFormat);
  const translate = readValueMaps(options.valueMaps, options.fields);
  const mapped = readValueMaps(options.mapValue ?? [], options.fields);
  const { exported = false, guarded = false, hasNullWords = !exported } = options;
  const caches = new Map<Field, Map<string, Value>>();

  const word = (field: Field, text: string): string =>
    mapped.find(field, text) ?? translate.find(field, text) ?? text;

  const isBlank = (field: Field, text: string): boolean => {
    if (text === '') return true;
    if (!hasNullWords || (field.type === 'text' && !isCurrency(field) && !isReference(field))) return false;
    if (isReference(field) && isNoReference(text)) return true;
    if (field.type === 'text' ? !isCurrency(field) : field.choices?.includes(text)) return false;
    return (
      (text.length <= MAX_NULL_WORD_CHARS && NULL_WORD.test(text)) ||
      (NUMBERS.has(field.type) && (NO_NUMBER.test(text) || isNoDate(field, text)))
    );
  };

  /** A choice without pictures around it, `🔥 Hot`, unless it is known with them. */
  const choiceWord = (field: Field, text: string): string => {
    const ours = word(field, text);
    if (ours !== text || field.takesNew || field.choices?.includes(text)) return ours;
    const bare = text.replace(PICTURES, '').trim();
    return bare === '' ? text : word(field, bare);
  };

  const readText = (field: Field, text: string, cell: CellContext): Value => {
    const bare = (guarded ? unguardFormula(text.trim()) : text).trim();
    const translated = (
      (cell.original === undefined ? undefined : mapped.find(field, cell.original.trim())) ??
      (exported || field.type !== 'choice' ? word(field, bare) : choiceWord(field, bare))
    ).trim();
    if (translated.includes('\0')) throw usage(`${JSON.stringify(translated)} has a NUL byte`);
    if (isBlank(field, translated)) return null;
    if (field.type === 'list') return readList(translated, field, exported, (part) => word(field, part));
    const currency =
      cell.currency === undefined ? options.currency : readCurrency(cell.currency, options.currency);
    return readOne(field, translated, { currency, dates, rounds: options.rounds });
  };

  const isOnlyText = (field: Field): boolean =>
    field.type === 'text' &&
    !guarded &&
    !isCurrency(field) &&
    (exported || (field.form !== 'time zone' && field.form !== 'profile')) &&
    !isReference(field) &&
    !mapped.has(field) &&
    !translate.has(field);

  const read = (field: Field, text: string, cell: CellContext): Value => {
    if (isOnlyText(field) && !text.includes('\0')) return text.trim() || null;
    try {
      return readText(field, text, cell);
    } catch (error) {
      throw withOriginal(error, text.trim(), cell.original?.trim());
    }
  };

  const lastTexts = new Map<Field, RememberedTexts<Value>>();
  const lastOf = (field: Field): RememberedTexts<Value> => {
    const known = lastTexts.get(field) ?? new RememberedTexts((text) => read(field, text, NO_CONTEXT));
    lastTexts.set(field, known);
    return known;
  };

  return {
    exported,
    currency: options.currency,
    isMapped: (field, text) => mapped.find(field, text.trim()) !== undefined,
    hasMap: mapped.has,
    isOnlyText,
    isBlankWord: (field, text) => text !== '' && word(field, text) === text && isBlank(field, text),
    read(field, text, cell = NO_CONTEXT) {
      if (!CACHED_TYPES.has(field.type)) return read(field, text, cell);
      if (cell === NO_CONTEXT && VARIED_TYPES.has(field.type)) return lastOf(field).of(text);
      const known = caches.get(field) ?? new Map<string, Value>();
      if (known.size === 0) caches.set(field, known);
      // What other columns made of a text counts, and what it was: words can be mapped by either.
      const shown = cell.original === undefined ? text : `${cell.original}\0${text}`;
      const key = field.type === 'money' ? `${cell.currency ?? ''} ${shown}` : shown;
      let value = known.get(key);
      if (value === undefined) {
        value = read(field, text, cell);
        if (known.size >= MAX_CACHED_VALUES) known.clear();
        known.set(key, value);
      }
      return value;
    },
  };
}

/** Whether a field holds the currency of its record. */
export function isCurrency({ name, custom }: Field): boolean {
  return name === 'currency' && !custom;
}

/** Whether a field names another record, by its name or number. */
function isReference({ target, name, access }: Field): boolean {
  if (target === 'stage' || target === 'pipeline') return false;
  return target !== undefined || (access === 'import' && name !== 'external_id' && /_ids?$/.test(name));
}

function isNoDate({ type }: Field, text: string): boolean {
  return (type === 'date' || type === 'datetime') && isBlankDate(text);
}

/** The error with the text of the file instead of the form it was put into. */
function withOriginal(error: unknown, text: string, original: string | undefined): unknown {
  if (original === undefined || original === text || !isCrmError(error)) return error;
  return new CrmError(error.kind, error.message.replaceAll(`"${text}"`, `"${original}"`), helpOf(error));
}

interface ReadingRules {
  readonly currency: string;
  readonly dates: DateReader;
  readonly rounds: boolean | undefined;
}

function readOne(field: Field, text: string, { currency, dates, rounds }: ReadingRules): Value {
  switch (field.type) {
    case 'choice':
      return readChoice(text, field);
    case 'email':
      return readEmail(text);
    case 'url':
      return (field.form === 'linkedin' ? readProfile(text, 'linkedin') : null) ?? readUrl(text);
    case 'bool':
      return readBool(text);
    case 'integer':
      return requireInRange(field, readInteger(text));
    case 'number':
      return readNumber(text);
    case 'money':
      return parseMoney(text, currency, { rounds: rounds === true });
    case 'date':
      return dates.day(text);
    case 'datetime':
      return dates.time(text);
    case 'duration':
      return parseDuration(text);
    default:
      if (field.form === 'profile') return profileText(text);
      if (field.form === 'time zone' && !isZone(text)) throw unknownZone(text);
      if (field.form === 'holds' && readHolds(text) === null)
        throw usage(`"${text}" is not when clocks stood still`, 'Write it as from/to, both in UTC.');
      return isCurrency(field) ? readCurrency(text, currency) : text;
  }
}

function readList(
  text: string,
  field: Field,
  exported: boolean,
  translate: (part: string) => string,
): readonly string[] | null {
  if (exported) {
    const elements = jsonElements(text) ?? splitElements(text);
    return field.choices ? elements.map((part) => readChoice(part, field)) : elements;
  }
  const parts = splitParts(text, true)
    .map((part) => translate(part.trim()).trim())
    .filter((part) => part !== '');
  const read = (part: string) => (field.element === 'email' ? readEmail(part) : readChoice(part, field));
  const values = [...new Set(parts.map(read))];
  return values.length > 0 ? values : null;
}

/** The elements of a list as written by `plainText`. */
function splitElements(text: string): string[] {
  const elements = text.match(/(?:\\.|[^;\\])+/gs) ?? [];
  return elements.map((element) => element.replace(/\\(.)/gs, '$1'));
}
