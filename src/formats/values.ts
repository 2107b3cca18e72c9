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
  /** ISO 4217 code of amounts that name none. */
  readonly currency: string;
  readonly fields: readonly Field[];
  /** How the file writes dates, as date-fns spells it: `M/d/yyyy`. */
  readonly dateFormat?: string | undefined;
  /** `field:their value=our value`. */
  readonly valueMaps: readonly string[];
  /** Whether our own export wrote the file: a list is joined by `;` and nothing else, `\\;` is part of an element. */
  readonly exported?: boolean | undefined;
  /** Whether the file is for spreadsheet programs: an apostrophe before what would be a formula is not part of it. */
  readonly guarded?: boolean | undefined;
}

/** Reads the texts of a file as values of fields. */
export interface ValueReader {
  /** Whether our own export wrote the file: a cell that is not a list holds one value. */
  readonly exported: boolean;
  /**
   * The value a text stands for, null when it is blank (or `null`, `N/A`, where that is not text of its own).
   * `currency` is that of the row, for amounts. Throws a usage error that names the value.
   */
  read(field: Field, text: string, currency?: string): Value;
}

/** Types whose texts repeat and take time to read; others are as fast to read as to remember. */
const REMEMBERED: ReadonlySet<FieldType> = new Set([
  'choice',
  'date',
  'datetime',
  'duration',
  'list',
  'money',
  'number',
]);
const MOST_REMEMBERED = 5000;

const NOTHING = /^(?:null|#?n\/a)$/i;

/** Makes a reader. Usage errors: a date format or a value map that cannot be used. */
export async function makeReader(options: ReaderOptions): Promise<ValueReader> {
  const dates = await makeDateReader(options.now, options.dateFormat);
  const translate = readValueMaps(options.valueMaps, options.fields);
  const { exported = false, guarded = false } = options;
  const remembered = new Map<Field, Map<string, Value>>();

  const read = (field: Field, text: string, currency: string): Value => {
    const bare = guarded ? unguardFormula(text.trim()) : text;
    const translated = translate(field, bare.trim()).trim();
    if (translated.includes('\0')) throw usage(`${JSON.stringify(translated)} holds a NUL byte`);
    if (translated === '' || (!exported && field.type !== 'text' && NOTHING.test(translated))) return null;
    return field.type === 'list'
      ? readList(translated, field.element, exported)
      : readOne(field, translated, currency, dates);
  };

  return {
    exported,
    read(field, text, currency = options.currency) {
      if (!REMEMBERED.has(field.type)) return read(field, text, currency);
      const known = remembered.get(field) ?? new Map<string, Value>();
      if (known.size === 0) remembered.set(field, known);
      const key = field.type === 'money' ? `${currency} ${text}` : text;
      let value = known.get(key);
      if (value === undefined) {
        value = read(field, text, currency);
        if (known.size >= MOST_REMEMBERED) known.clear();
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
  if (exported) return elementsOf(text);
  const parts = text
    .split(/[;\n]/.test(text) ? /[;\n]/ : ',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const values = [...new Set(element === 'email' ? parts.map(readEmail) : parts)];
  return values.length > 0 ? values : null;
}

/** The elements of a list as `plainText` writes it. */
function elementsOf(text: string): string[] {
  const elements = text.match(/(?:\\.|[^;\\])+/gs) ?? [];
  return elements.map((element) => element.replace(/\\(.)/gs, '$1'));
}
