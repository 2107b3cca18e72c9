import type { Money } from './money.ts';

/** The nouns that have records with fields: what can be listed, filtered, imported and exported. */
export type Noun = 'lead' | 'account' | 'contact' | 'opp' | 'task' | 'activity';

export const NOUNS: readonly Noun[] = ['lead', 'account', 'contact', 'opp', 'task', 'activity'];

/**
 * What a field holds. Stored and in-memory form in brackets.
 * text, choice, email, phone, url [string]; integer, number [number]; bool [boolean];
 * money [Money]; date [YYYY-MM-DD]; datetime [UTC ISO 8601 with milliseconds]; duration [seconds];
 * list [string[], written joined by ';']; ref [the record's name; its number is in a field of its own].
 */
export type FieldType =
  | 'text'
  | 'choice'
  | 'email'
  | 'phone'
  | 'url'
  | 'integer'
  | 'number'
  | 'bool'
  | 'money'
  | 'date'
  | 'datetime'
  | 'duration'
  | 'list'
  | 'ref';

/** One value of a record in memory. `null` is missing; an empty list is missing too. */
export type Value = string | number | boolean | Money | readonly string[] | null;

/** A record as lists and exports see it: field name to value. */
export type Row = Record<string, Value>;

/**
 * Who may set a field. `edit`: anyone, by option, import or prompt. `import`: only an import (what another
 * system or our own export recorded). `computed`: nobody, it follows from other records.
 */
type FieldAccess = 'edit' | 'import' | 'computed';

/** One field of a noun: drives columns, filters, imports, exports, help and documentation. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly label: string;
  readonly access: FieldAccess;
  /** What it is, in a few words, for `--columns ?` and the manual. */
  readonly help: string;
  /** For `choice` fields with a fixed list. */
  readonly choices?: readonly string[];
  /** For `list` and multi-valued fields: what one element is. */
  readonly element?: 'text' | 'email' | 'phone';
  /** For `ref`: what it points to. */
  readonly target?: Noun | 'user' | 'pipeline' | 'stage';
  /** Headers other programs use for it, lower case. The name and label always count. */
  readonly synonyms?: readonly string[];
  /** For `email`, `phone`: the list field that holds the further values. */
  readonly overflow?: string;
  /** For `date`: the datetime field that holds the time of day, where one was said. */
  readonly timed?: string;
  /** True for fields that `--set` declares: their values live in the record's custom JSON. */
  readonly custom?: true;
}

/** A noun: its names and its fields, in the order an export writes them. */
export interface NounSpec {
  readonly noun: Noun;
  readonly plural: string;
  readonly fields: readonly Field[];
  /** Columns a list shows on a terminal; elsewhere and in exports all fields are written. */
  readonly listColumns: readonly string[];
  /** How a list is sorted when nothing is said: `-` first for descending. */
  readonly defaultSort: string;
}
