import { aliasOf, type CatalogueEntry, findEntry } from './catalogue-entry.ts';
import { GLOBALS_WITH_VALUE } from './globals.ts';

type Catalogue = readonly CatalogueEntry[];

/** The target of a command line: a noun or command, and the verb of a noun. Null: its help. */
export interface Route {
  readonly entry: CatalogueEntry | null;
  readonly verb: string | null;
}

/** Finds noun and verb before anything is built. Throws `usage` with the nearest name for unknown words. */
export async function route(argv: readonly string[], catalogue: Catalogue): Promise<Route> {
  const [noun, verb] = operands(argv);
  if (noun === undefined) return { entry: null, verb: null };
  const entry = findEntry(catalogue, noun);
  const words = () => import('./unknown-words.ts');
  if (!entry) throw (await words()).unknownCommand(noun, verb, catalogue);
  const verbs = entry.verbs?.();
  if (!verbs) return { entry, verb: null };
  if (verb === undefined) return { entry, verb: asksForHelp(argv) ? null : (entry.defaultVerb ?? null) };
  for (const verbName of [verb, aliasOf(verb)])
    if (verbName !== undefined && Object.hasOwn(verbs, verbName)) return { entry, verb: verbName };
  const { defaultVerb, argumentVerb = defaultVerb } = entry;
  const { isUnknownVerb, unknownVerb } = await words();
  const isArgument = entry.isArgument?.(verb) || (entry.takesNames && !isUnknownVerb(entry, verb, catalogue));
  if (argumentVerb !== undefined && isArgument) return { entry, verb: argumentVerb };
  throw unknownVerb(entry, verb, catalogue);
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
