import { type CrmError, usage } from '../domain/errors.ts';
import { findNearest } from '../domain/suggest.ts';
import { type CatalogueEntry, findEntry, VERB_ALIASES } from './catalogue-entry.ts';
import { GLOBALS_WITH_VALUE } from './globals.ts';
import { shorthands } from './shorthand.ts';

type Catalogue = readonly CatalogueEntry[];

/** The target of a command line: a noun or command, and the verb of a noun. Null: its help. */
export interface Route {
  readonly entry: CatalogueEntry | null;
  readonly verb: string | null;
}

/** Finds noun and verb before anything is built. Throws `usage` with the nearest name for unknown words. */
export function route(argv: readonly string[], catalogue: Catalogue): Route {
  const [noun, verb] = operands(argv);
  if (noun === undefined) return { entry: null, verb: null };
  const entry = findEntry(catalogue, noun);
  if (!entry) throw unknownCommand(noun, catalogue);
  const verbs = entry.verbs?.();
  if (!verbs) return { entry, verb: null };
  if (verb === undefined) return { entry, verb: asksForHelp(argv) ? null : (entry.defaultVerb ?? null) };
  for (const verbName of [verb, aliasOf(verb)])
    if (verbName !== undefined && Object.hasOwn(verbs, verbName)) return { entry, verb: verbName };
  const { defaultVerb, argumentVerb = defaultVerb } = entry;
  if (argumentVerb !== undefined && entry.isArgument?.(verb)) return { entry, verb: argumentVerb };
  throw unknownVerbError(entry, verb, catalogue);
}

function aliasOf(verb: string): string | undefined {
  return Object.hasOwn(VERB_ALIASES, verb) ? VERB_ALIASES[verb] : undefined;
}

function asksForHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h');
}

/** The first two words that are neither options nor values of global options. */
function operands(argv: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < argv.length && found.length < 2; i++) {
    const word = argv[i] as string;
    if (word === '--') break;
    if (!word.startsWith('-')) found.push(word);
    else if (GLOBALS_WITH_VALUE.has(word)) i++;
    // After the noun an option belongs to the command; its value is not a verb.
    else if (found.length === 1) break;
  }
  return found;
}

function unknownCommand(noun: string, catalogue: Catalogue): CrmError {
  const verbs = catalogue
    .filter((entry) => Object.hasOwn(entry.verbs?.() ?? {}, noun))
    .map((entry) => entry.name);
  if (verbs.length > 0) {
    return usage(`"${noun}" is a verb: write the noun first`, `For example: crm ${verbs[0]} ${noun}`);
  }
  const names = catalogue.filter((entry) => !entry.hidden).map((entry) => entry.name);
  const [near] = findNearest(noun, [...names, ...shorthands()]);
  return usage(
    `unknown command "${noun}"`,
    near ? `Did you mean "crm ${near}"?   See all: crm --help` : 'See all: crm --help',
  );
}

function unknownVerbError(entry: CatalogueEntry, verb: string, catalogue: Catalogue): CrmError {
  const names = Object.keys(entry.verbs?.() ?? {});
  const [near] = findNearest(verb, [...names, ...Object.keys(VERB_ALIASES)]);
  const verbName = near && (names.includes(near) ? near : aliasOf(near));
  // `crm export leads`: the right words in the wrong order.
  const noun = findEntry(catalogue, verb);
  if (noun && Object.hasOwn(noun.verbs?.() ?? {}, entry.name))
    return usage(`unknown command "${entry.name} ${verb}"`, `Did you mean "crm ${noun.name} ${entry.name}"?`);
  return usage(
    `unknown command "${entry.name} ${verb}"`,
    verbName && names.includes(verbName)
      ? `Did you mean "crm ${entry.name} ${verbName}"?   See all: crm ${entry.name} --help`
      : `One of: ${names.join(', ')}`,
    // `crm contact merge 5 6`: what is not a verb of one noun.
    ...(noun && !noun.hidden && !verbName
      ? [`Or did you mean "crm ${noun.name}"?   Help: crm ${noun.name} --help`]
      : []),
    ...(catalogue.some(({ verbs }) => verbs && Object.hasOwn(verbs, entry.name))
      ? [`For records of one noun: crm lead ${entry.name}`]
      : []),
  );
}
