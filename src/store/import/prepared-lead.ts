import type { Field, Row } from '../../domain/field.ts';
import type { RawRow } from '../engine.ts';
import { phonesWanted } from '../write/addresses.ts';
import { derive } from '../write/derived.ts';
import { nameless } from '../write/record.ts';
import type { PhoneNumber, ReadPhone, Values } from '../write/values.ts';
import { givenOf } from './given.ts';
import type { Key } from './key.ts';
import { keysOf } from './lead-keys.ts';

/** Fields that take more than a look: numbers and times of our own, and what a conversion left. */
export const CAREFUL: ReadonlySet<string> = new Set([
  'id',
  'created_at',
  'updated_at',
  'converted_at',
  'account_id',
  'contact_id',
  'opp_id',
]);

/** What a row says of a lead. */
export interface SaidLead {
  /** Its owner by name. */
  readonly values: Row;
  readonly phones: readonly PhoneNumber[];
}

/** A lead as a row has it, as far as it is known without the database. */
export interface PreparedLead extends SaidLead {
  readonly derived: RawRow;
  /** All it is known by. */
  readonly keys: readonly Key[];
}

/** What rows are prepared by. */
interface PreparerRules {
  /** Fields that the file has columns for. */
  readonly fed: readonly Field[];
  /** The program external ids are from. */
  readonly system: string;
  readonly readPhone: ReadPhone;
}

/** Prepares rows for `QuickLeads`; rows of other programs, not of our own exports. */
export class LeadPreparer {
  readonly #system: string;
  readonly #readPhone: ReadPhone;
  /** Fields of the file that take more than a look. */
  readonly #careful: readonly string[];

  constructor({ fed, system, readPhone }: PreparerRules) {
    this.#system = system;
    this.#readPhone = readPhone;
    this.#careful = fed.filter(({ name }) => CAREFUL.has(name)).map(({ name }) => name);
  }

  /** Null for a row that takes more than a look, or that nothing names a lead in. */
  prepare(row: Row): PreparedLead | null {
    const said = this.said(row);
    return said && this.lead(said.values, said.phones);
  }

  /** The same as far as the row says it: enough where that is a lead which is there. */
  said(row: Row): SaidLead | null {
    const values = this.given(row);
    return values && { values, phones: this.phones(values) };
  }

  /** What a row says; null when that takes more than a look. */
  given(row: Row): Row | null {
    return this.isPlain(row) ? givenOf(row, { noun: 'lead', own: false, system: this.#system }) : null;
  }

  isPlain(row: Row): boolean {
    return this.#careful.every((name) => row[name] === null || row[name] === undefined);
  }

  phones(values: Values): readonly PhoneNumber[] {
    return phonesWanted([], values).map(this.#readPhone);
  }

  /** Null where nothing names the lead. */
  lead(values: Row, phones: readonly PhoneNumber[]): PreparedLead | null {
    const derived = derive('lead', values as RawRow, nameless(values));
    return derived && { values, derived, phones, keys: keysOf(values, derived, phones) };
  }
}
