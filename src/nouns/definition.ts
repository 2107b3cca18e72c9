import { type CustomNoun, tagTableOf } from '../domain/custom-noun.ts';
import type { ComparedKind } from '../domain/duplicate-score.ts';
import type { Field, Noun, Row } from '../domain/field.ts';
import type { DerivedValue } from '../domain/filter/links.ts';
import { lazy } from '../domain/lazy.ts';
import type { ChildRows } from './shared/children.ts';
import type { NounColumns } from './shared/columns.ts';
import type { DueDays } from './shared/due-days.ts';
import type { NounEvents } from './shared/events.ts';
import type { ListRows } from './shared/list-rows.ts';
import type { MergeRules } from './shared/merge.ts';
import type { RelatedSection } from './shared/related.ts';
import type { ColumnValues, Rules, RulesByHand } from './shared/rules.ts';
import type { Flag, Shortcut } from './shared/shortcuts.ts';
import type { RecordVerbs } from './shared/verbs.ts';

/**
 * How an import finds the existing record that a row without an id is about: the one whose values all agree, else by
 * these keys.
 */
interface MatchRules {
  /**
   * The surest first. An e-mail, phone or social profile is that of one person only if the names agree; a company of a
   * name has one domain or, where that is unknown, one city.
   */
  readonly keys: readonly ('e-mail' | 'profile' | 'phone' | 'name and place')[];
  /** Columns that records with the values of a row are looked up by: the first is indexed, and always there. */
  readonly content: readonly string[];
  /** More columns of that lookup, which tell records of one name apart. */
  readonly also: readonly string[];
  /** The column that says the company of a person: two without a name are one only if it agrees. */
  readonly company?: 'company_key' | 'account_id';
  /** A column in which two records of one external id differ if their names do and they clearly are two. */
  readonly apart?: 'website_host' | 'account_id';
}

/** Records that can be about those of other nouns. */
export type Attachment = 'documents' | 'timeline';

/** What can be about records of nouns that a team has made. */
export const ATTACHED_TO_CUSTOM: readonly Attachment[] = ['documents'];

/** What the start of the program asks of every noun. */
export interface NounHead {
  /** Its name in commands and references, and the name of its table. */
  readonly noun: Noun;
  readonly plural: string;
  /** What it is made from, where the team has made it. */
  readonly custom?: CustomNoun;
  /** What sentences call it, where that is not its name. */
  readonly longName?: string;
  /** Its records are people: they have first and last names, and can be members of campaigns and in sequences. */
  readonly isPerson?: true;
  /** Its records have a field `campaign`, with the name of the one that they came from: a new name makes a campaign. */
  readonly namesCampaign?: true;
  /** What its records are to those of any noun that asks for them with `attached`. */
  readonly attachedAs?: Attachment;
  /** What can be about its records, where no field of that names them: documents; activities, tasks and meetings. */
  readonly attached?: readonly Attachment[];
  /** Other names of it in commands. */
  readonly aliases: readonly string[];
  /** What its records are, for `crm --help`. */
  readonly summary: string;
  /** The relations of its records that records about them have too: a deal is of the account of its contact. */
  readonly passesOn?: readonly string[];
  /** What the pages of the records that its own refer to show of these, where their sections do not name them. */
  readonly onPages?: {
    readonly columns: readonly string[];
    readonly sort: readonly [field: string, descending: boolean];
  };
  /** The days on which its records want somebody to do something: crm today says so. */
  readonly dueDays?: DueDays;
  /** The shared verbs that it has, in the order of its help. */
  readonly verbs: () => RecordVerbs;
}

/** What only a command asks of a noun that has to do with its records. */
export interface NounBody {
  /** In export order. */
  readonly fields: readonly Field[];
  /** Further values, for filters and reports alone. */
  readonly derived?: readonly DerivedValue[];
  /** The nouns of the records that one of its records can become: filters and reports lead to these and back. */
  readonly becomes?: readonly Noun[];
  /** How its fields are read from the tables. */
  readonly columns: () => NounColumns;
  /** Its fields with several values that are rows of their own, besides addresses and tags. */
  readonly lists?: readonly ListRows[];
  /** Columns of a list on a terminal; other output has all fields. */
  readonly listColumns: readonly string[];
  /** Default sort of a list; a leading `-` means descending. */
  readonly defaultSort: string;
  readonly match: MatchRules;
  /** The field of `--since` and `--until`. */
  readonly when: string;
  /** What a record is about: an import rejects a row whose time or amount cannot be read, and keeps other texts in the notes. */
  readonly essential: readonly ('time' | 'amount')[];
  /** The user whom a record belongs to: the field that `--mine` looks at. */
  readonly owner: string;
  /** SQL over its table: what messages call a record. */
  readonly title: string;
  /** Columns with the names that references may use, the surest first; none where a record has only a number. */
  readonly names: readonly NameColumn[];
  readonly naming: Naming;
  /** Columns whose text can be searched. E-mails, phones, tags and custom fields are searched without being named here. */
  readonly search: {
    /** Weighs more. */
    readonly title: readonly string[];
    readonly body: readonly string[];
    /** How much more than others its records weigh, found by the same words; default: 1. */
    readonly weight?: number;
  };
  /** Rows of other tables that belong to a record, in the order in which a merge moves them. */
  readonly children: readonly ChildRows[];
  readonly rules: Rules;
  readonly rulesByHand?: RulesByHand;
  /** How two of its records become one; without it they cannot be merged. */
  readonly merge?: () => MergeRules;
  /** The records among which its likely duplicates are sought; without it they are not. */
  readonly comparedAs?: ComparedKind;
  /** The values of a record that an import makes because another row names it; without it, it makes none. */
  readonly fromName?: (name: string) => Row;
  /** What can happen to its records beside that they are created, updated, assigned, merged and deleted. */
  readonly events?: NounEvents;
  readonly shortcuts: readonly Shortcut[];
  readonly flags?: readonly Flag[];
  /** Fields that say at once what a record is about, below the title of its page. */
  readonly headline?: readonly string[];
  /** Facts of a record on the page that is read before a meeting; by default the columns of lists. */
  readonly facts?: readonly string[];
  /** What `show` tells beside the record itself. */
  readonly sections: readonly RelatedSection[];
  /** What becomes of its records when one that a field refers to is removed, where they do not keep it from that. */
  readonly whenGone?: Readonly<Record<string, 'unlink' | 'remove'>>;
  /** What two records share that are held to be the same: a second one is added only on request. */
  readonly sameBy?: 'e-mail or phone' | 'name or website';
}

/** Everything that generic code needs to know of a noun. What cannot be derived is a required property. */
export interface NounDefinition extends NounHead, NounBody {}

/** The properties of a body: the compiler asks for each. */
const BODY: Readonly<Record<keyof NounBody, true>> = {
  fields: true,
  derived: true,
  becomes: true,
  columns: true,
  lists: true,
  listColumns: true,
  defaultSort: true,
  match: true,
  when: true,
  essential: true,
  owner: true,
  title: true,
  names: true,
  naming: true,
  search: true,
  children: true,
  rules: true,
  rulesByHand: true,
  merge: true,
  comparedAs: true,
  fromName: true,
  events: true,
  shortcuts: true,
  flags: true,
  headline: true,
  facts: true,
  sections: true,
  whenGone: true,
  sameBy: true,
};

/** A noun whose body is made when one of its properties is first asked for: a command needs those of few nouns. */
export function defineNoun(head: NounHead, body: () => NounBody): NounDefinition {
  return new LateNoun(head, body) as unknown as NounDefinition;
}

/** The same noun with other values of its body. */
export function redefineNoun(
  definition: NounDefinition,
  change: (body: NounBody) => Partial<NounBody>,
): NounDefinition {
  return defineNoun({ ...definition }, () => {
    const keys = Object.keys(BODY) as (keyof NounBody)[];
    const body = Object.fromEntries(keys.map((key) => [key, definition[key]])) as unknown as NounBody;
    return { ...body, ...change(body) };
  });
}

class LateNoun {
  readonly #body: () => NounBody;

  static {
    for (const key of Object.keys(BODY) as (keyof NounBody)[])
      Object.defineProperty(LateNoun.prototype, key, {
        get(this: LateNoun) {
          return this.#body()[key];
        },
      });
  }

  constructor(head: NounHead, body: () => NounBody) {
    Object.assign(this, head);
    this.#body = lazy(body);
  }
}

/** A column with what people call a record. */
export interface NameColumn {
  readonly column: string;
  /** The indexed column that names are compared by; without one, the text itself is compared. */
  readonly key?: { readonly column: string; readonly of: (name: string) => string };
  /** SQL over the table: what tells records of one name apart. */
  readonly hint: string;
  /** SQL over the table: which of several records of a name is meant. */
  readonly preferred?: string;
}

/** How a record gets its name. */
interface Naming {
  /** The error for a record that nothing names. */
  readonly missing: string;
  /**
   * Columns that follow from others: the name people read and the forms that lookups compare. `fallback` is what a
   * record without a name is called (its e-mail or phone). Null when nothing names it. An import asks before it knows the
   * relations of a row.
   */
  compute(columns: ColumnValues, fallback: string | null): ColumnValues | null;
}

/** A name as the title of something: `Price book`. */
export const titleOf = (name: string): string =>
  `${name[0]?.toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ');

/** What people call a record of a noun. */
export const labelOf = ({ noun, longName, custom }: NounDefinition): string =>
  custom?.label ?? titleOf(longName ?? noun);

/** The column with what lists and relations call a record. */
export function nameColumn({ search: { title } }: NounDefinition): string {
  return title[0] ?? 'name';
}

/** Whether records of a noun have a field of that name. */
export function hasField({ fields }: NounDefinition, name: string): boolean {
  return fields.some((field) => field.name === name);
}

/** The table with the tags of records of a noun. */
export function tagTable({ noun, custom }: NounDefinition): string {
  return custom ? tagTableOf(noun) : 'tagging';
}

/** The column of lists with the number of records of a noun: `opps`. */
export function countColumn({ noun, plural, custom }: NounDefinition): string {
  return custom ? plural : `${noun.replace(/(?<![aeiou])y$/, 'ie')}s`;
}
