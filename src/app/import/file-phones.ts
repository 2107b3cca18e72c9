import type { Field, Row } from '../../domain/field.ts';
import { preferCommonCountry } from '../../domain/phones/common-country.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import type { PhoneReader } from '../../domain/phones/reader.ts';
import { RememberedTexts } from '../../domain/remembered-texts.ts';
import type { Feed } from '../../formats/mapping.ts';
import { peek } from '../../formats/peek.ts';
import type { TableRow } from '../../formats/rows.ts';
import { ownPhoneFields } from '../../store/write/own-phones.ts';
import { phoneCountry } from '../../store/write/phones.ts';

/** Rows whose numbers tell the country of those without a calling code. */
const ROWS_INSPECTED = 10_000;
const MAX_LINES_NOTED = 10;
/** Of so many countries the last numbers are remembered: a file may hold any text as one. */
const MAX_COUNTRIES_REMEMBERED = 32;

/** What is told of the phones of a file. */
export interface PhoneNotes {
  /** The calling code of numbers without one, if most numbers have it; null if it was not needed. */
  readonly callingCode: string | null;
  /** Numbers that were not understood and are kept as typed. */
  readonly unread: number;
  /** The first of their lines, and the number of lines in all. */
  readonly lines: readonly number[];
  readonly lineCount: number;
  /** Which of them stand in fields that the team added, by name. */
  readonly ownFields: readonly string[];
  /** Whether none is among the phones of records. */
  readonly isAllOwn: boolean;
}

/**
 * Reads the phones of a file: those without a calling code are of the country of their row, else of the one that most
 * international numbers in its first rows have, else of the config's.
 */
export class FilePhones {
  readonly #home: PhoneReader;
  /** The country of rows without one; null for none. */
  readonly #defaultCountry: string | null;
  #reader: PhoneReader;
  /** The calling code that most numbers have, if it is another than that of the config. */
  #callingCode: string | null = null;
  #usesCallingCode = false;
  /** Whether any text was not understood. */
  #hasUnread = false;
  #unread = 0;
  #ownUnread = 0;
  readonly #lines = new Set<number>();
  /** Own fields with phones, and those among them with numbers that were not understood. */
  readonly #ownFields: readonly string[];
  readonly #unreadFields = new Set<string>();
  /** What was read last, by the country of numbers without a calling code. */
  readonly #readIn = new Map<string | null, RememberedTexts<readonly Phone[]>>();

  constructor(reader: PhoneReader, defaultCountry: string | null, fields: readonly Field[]) {
    this.#ownFields = ownPhoneFields(fields.filter(({ custom }) => custom)).map(({ name }) => name);
    this.#home = reader;
    this.#reader = reader;
    this.#defaultCountry = defaultCountry;
  }

  /** Looks for the country of the file in its first rows; returns all of them. */
  async inspect(
    batches: AsyncIterable<readonly TableRow[]>,
    feeds: readonly Feed[],
  ): Promise<AsyncIterable<readonly TableRow[]>> {
    const indexes = feeds
      .filter(({ field }) => field.type === 'phone' || field.element === 'phone')
      .flatMap((feed) => feed.indexes);
    if (indexes.length === 0) return batches;
    const { head, all } = await peek(batches, ROWS_INSPECTED, (rows) => rows.length);
    const inspected = head.flat().slice(0, ROWS_INSPECTED);
    const texts = inspected.flatMap(({ cells }) => indexes.map((index) => cells[index] ?? ''));
    const { reader, callingCode } = preferCommonCountry(this.#home, texts);
    this.#reader = reader;
    this.#callingCode = callingCode;
    this.#readIn.clear();
    return all;
  }

  /** The numbers of a text. A row asks for its own several times: to be matched, stored and told. */
  readonly readAll = (text: string, country?: string | null): readonly Phone[] => {
    const named = country ?? this.#defaultCountry;
    let read = this.#readIn.get(named);
    if (!read) {
      if (this.#readIn.size === MAX_COUNTRIES_REMEMBERED) return this.#read(text, named);
      read = new RememberedTexts((one) => this.#read(one, named));
      this.#readIn.set(named, read);
    }
    return read.of(text);
  };

  #read(text: string, named: string | null): readonly Phone[] {
    const phones = this.#reader.readAll(text, named);
    if (named === null && this.#callingCode !== null && !text.includes('+')) this.#usesCallingCode = true;
    this.#hasUnread ||= phones.some(({ e164 }) => e164 === null);
    return phones;
  }

  /** The first number of a text. */
  read(text: string, country?: string | null): Phone {
    return this.#reader.read(text, country ?? this.#defaultCountry);
  }

  /** Notes what of a row was not understood and is stored as typed; `other` is the country of its record if it names none. */
  note(line: number, row: Row, other: string | null): void {
    if (!this.#hasUnread) return;
    const values = other === null ? row : { ...row, country: other };
    const { phone, other_phones: others } = values;
    if (typeof phone === 'string') this.#noteUnread(line, phone, values);
    if (Array.isArray(others)) for (const text of others as string[]) this.#noteUnread(line, text, values);
    for (const field of this.#ownFields) {
      const text = values[field];
      const count = typeof text === 'string' ? this.#noteUnread(line, text, values) : 0;
      this.#ownUnread += count;
      if (count > 0) this.#unreadFields.add(field);
    }
  }

  /** Returns how many numbers of a text were not understood. */
  #noteUnread(line: number, text: string, values: Row): number {
    const unread = this.readAll(text, phoneCountry(values, null)).filter(({ e164 }) => e164 === null).length;
    this.#unread += unread;
    if (unread > 0) this.#lines.add(line);
    return unread;
  }

  /** What is to be told after all rows. */
  notes(): PhoneNotes {
    return {
      callingCode: this.#usesCallingCode ? this.#callingCode : null,
      unread: this.#unread,
      lines: [...this.#lines].slice(0, MAX_LINES_NOTED),
      lineCount: this.#lines.size,
      ownFields: [...this.#unreadFields],
      isAllOwn: this.#ownUnread === this.#unread,
    };
  }
}
