import type { AnyCommand } from '../commands/command.ts';
import type { IO } from '../io/types.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { DatabaseSchema } from '../store/sqlite/open.ts';

/** Loads the module of a command. */
export type Load = () => Promise<{ default: AnyCommand }>;

/**
 * A noun with its verbs, or a command of its own. Modules are loaded when chosen; other nouns do not even create
 * their verbs.
 */
export interface CatalogueEntry {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** Its section in `crm --help`. */
  readonly group: string;
  readonly verbs?: () => Readonly<Record<string, Load>>;
  readonly load?: Load;
  /** For commands without options and context: gets the words and returns the exit code. */
  readonly direct?: () => Promise<{
    default: (argv: readonly string[], io: IO, program: ProgramParts) => Promise<number>;
  }>;
  /** The verb if none is given. */
  readonly defaultVerb?: string;
  /** The verb that other words after the name are arguments of; the default verb unless it is given. */
  readonly argumentVerb?: string;
  /** Words after the name that are no verb but such an argument: `call 42`. */
  readonly isArgument?: (word: string) => boolean;
  /** Whether other words after the name are such an argument too, unless they are nearly a verb: `call Zorro`. */
  readonly takesNames?: true;
  /** For programs, not people: hidden in help and suggestions. */
  readonly hidden?: true;
}

/** What a program is made of. */
export interface ProgramParts {
  readonly schema: DatabaseSchema;
  readonly catalogue: readonly CatalogueEntry[];
  /** What a program can do with nouns. */
  readonly catalogueOf: (nouns: Nouns) => readonly CatalogueEntry[];
}

/** A program with these nouns, and with their commands. */
export function withNouns<P extends ProgramParts>(program: P, nouns: Nouns): P {
  if (nouns === program.schema.nouns) return program;
  return {
    ...program,
    schema: { ...program.schema, nouns },
    catalogue: program.catalogueOf(nouns),
  };
}

/** The entry with this name or alias. */
export function findEntry(catalogue: readonly CatalogueEntry[], name: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.name === name || entry.aliases?.includes(name));
}

/** Other words that people type for verbs. */
export const VERB_ALIASES: Readonly<Record<string, string>> = {
  ls: 'list',
  new: 'add',
  create: 'add',
  view: 'show',
  get: 'show',
  update: 'edit',
  set: 'edit',
  change: 'edit',
  rename: 'edit',
  remove: 'rm',
  delete: 'rm',
  del: 'rm',
  enroll: 'enrol',
};

/** The verb that an alias stands for. */
export function aliasOf(word: string): string | undefined {
  return Object.hasOwn(VERB_ALIASES, word) ? VERB_ALIASES[word] : undefined;
}
