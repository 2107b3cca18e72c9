import type { Money } from './money.ts';
import type { PicklistName } from './picklists.ts';

/** Nouns that the program comes with. */
type BuiltInNoun =
  | 'lead'
  | 'account'
  | 'contact'
  | 'opp'
  | 'line'
  | 'quote'
  | 'campaign'
  | 'case'
  | 'product'
  | 'pricebook'
  | 'price'
  | 'purchase'
  | 'contract'
  | 'asset'
  | 'expense'
  | 'doc'
  | 'task'
  | 'meeting'
  | 'activity';

/** Nouns that the program comes with whose records are people. */
export type PersonNoun = 'lead' | 'contact';

declare const NAME: unique symbol;

/**
 * Name of a noun, which is that of its table. Its records have fields: they can be listed, filtered, imported and
 * exported. Other nouns than those that the program comes with have a name from their definition alone.
 */
export type Noun = BuiltInNoun | (string & { readonly [NAME]: true });

/**
 * Type of a field, with its stored and in-memory form in brackets.
 * text, choice, email, phone, url [string]; integer, number [number]; bool [boolean];
 * money [Money]; date [YYYY-MM-DD]; datetime [UTC ISO 8601 with milliseconds]; duration [seconds];
 * list [string[], joined by ';' in text]; ref [name of the record; its number has a field of its own].
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

/** A field value in memory. `null` means missing, and so does an empty list. */
export type Value = string | number | boolean | Money | readonly string[] | null;

/** A record in lists and exports: field name to value. */
export type Row = Record<string, Value>;

/**
 * Who may set a field. `edit`: anyone, by option, import or prompt. `import`: only an import (data from another
 * system or from our own export). `computed`: nobody, it follows from other records.
 */
type FieldAccess = 'edit' | 'import' | 'computed';

/** A field of a noun: defines columns, filters, imports, exports, help and documentation. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly label: string;
  readonly access: FieldAccess;
  /** A few words for `--columns ?` and the manual. */
  readonly help: string;
  /** For `choice` fields with a fixed list. */
  readonly choices?: readonly string[];
  /** For `choice` fields whose list the team keeps. */
  readonly teamChoices?: 'cadences' | 'slas';
  /** The list of values that the team keeps; `choices` are those of the database where they are read. */
  readonly picklist?: PicklistName;
  /** Current names of values by the keys of their former names, where `choices` are read. */
  readonly formerChoices?: ReadonlyMap<string, string>;
  /** Whether a value that is none of `choices` is added to them. */
  readonly takesNew?: boolean;
  /** What other programs call the choices, in lower case. */
  readonly valueSynonyms?: Readonly<Record<string, readonly string[]>>;
  /** Whether these names are ours too: people may write them, in options and filters as in files. */
  readonly takesSynonyms?: boolean;
  /** Type of one element of a `list` or multi-valued field. */
  readonly element?: 'text' | 'email' | 'phone';
  /** For `ref`, and a `list` of relations: the noun it points to. */
  readonly target?: Noun | 'user' | 'pipeline' | 'stage';
  /** For a custom lookup: the column with the names of its records; default: `name`. */
  readonly targetName?: string;
  /** Headers that other programs use, in lower case. The name and the label always count. */
  readonly synonyms?: readonly string[];
  /** Headers of columns whose text continues the field's own, and what stands between: middle names. */
  readonly continuedBy?: { readonly headers: readonly string[]; readonly separator: string };
  /** Headers of columns that decide the field before its own, and what their words say: nothing if it is blank. */
  readonly decidedBy?: {
    readonly headers: readonly string[];
    readonly words: Readonly<Record<string, string>>;
  };
  /** For `email`, `phone`: the list field with the other values. */
  readonly overflow?: string;
  /** For `email`, `phone`: the list field with what is said of its addresses: `mobile: +14155550128`. */
  readonly labels?: string;
  /** For `date`: the datetime field with the time of day, if one was given. */
  readonly timed?: string;
  /** For a built-in `money` field: the column of its currency, where that is no field of its own. */
  readonly currencyColumn?: string;
  /** For numbers: the smallest and the largest value; the latter may be Infinity. */
  readonly range?: readonly [min: number, max: number];
  /** For `text` and `url` of a certain form. */
  readonly form?: 'currency' | 'time zone' | 'recurrence' | 'holds' | 'linkedin' | 'profile';
  /** Set for a day or time that has been: `mar 12` is the last one, not the next. */
  readonly past?: true;
  /** Set for a time that is agreed with the people of the record. */
  readonly agreed?: true;
  /** Set for custom fields: their values are in the record's custom JSON. */
  readonly custom?: true;
  /** What a team has decided about its custom field. */
  readonly rules?: CustomFieldRules;
}

/** Rules for the values of a custom field. */
interface CustomFieldRules {
  /** The type as it is declared: `percent`, `formula`. */
  readonly type: string;
  readonly isRequired: boolean;
  /** The chance of winning, in percent, from which a deal needs a value; null for none. */
  readonly requiredFrom: number | null;
  readonly isUnique: boolean;
  readonly isIndexed: boolean;
  readonly isListed: boolean;
  /** The value of new records in its stored form; null for none. */
  readonly defaultValue: unknown;
  /** Where a conversion takes its value: `opp.seats`; null for the field of its name. */
  readonly convertTo: string | null;
}

/** The choice of a field that a word of other programs means, where people may write such words too. */
export function choiceMeant(
  { choices = [], takesSynonyms, valueSynonyms = {} }: Field,
  text: string,
): string | undefined {
  if (!takesSynonyms) return undefined;
  return choices.find((choice) => valueSynonyms[choice]?.includes(text.trim().toLowerCase()));
}
