import { Command, type Option } from 'commander';
import type { AnyCommand } from '../../commands/command.ts';
import { type CatalogueEntry, findEntry, type ProgramParts, VERB_ALIASES } from '../catalogue-entry.ts';
import { addGlobals } from '../globals.ts';
import { type Answer, type Candidate, filterByPrefix, NO_ANSWER } from './answer.ts';
import type { TypedCommand } from './typed-command.ts';
import type { Values } from './values.ts';

/** Candidates for the last of these words, the words after `crm`. `values` reads the database. */
export async function answerFor(
  words: readonly string[],
  program: ProgramParts,
  values: (typed: TypedCommand) => Promise<Values>,
): Promise<Answer> {
  const line = await readCommand(words.slice(0, -1), program);
  const typed = words.at(-1) ?? '';
  if (line.isUnknown) return NO_ANSWER;
  const filtered = (candidates: readonly Candidate[]) => ({ candidates: filterByPrefix(candidates, typed) });
  if (line.pending) {
    const option = line.pending;
    return valuesOf(option, typed, '', await values(line));
  }
  if (typed.startsWith('-') && !line.isAfterDashes) {
    const [, name = '', value] = /^(--[^=]+)=([\s\S]*)$/.exec(typed) ?? [];
    if (value === undefined) return filtered(optionsOf(line));
    const option = line.command.options.find(({ long, required }) => long === name && required);
    return option ? valuesOf(option, value, `${name}=`, await values(line)) : NO_ANSWER;
  }
  if (!line.entry) return filtered(program.catalogue.filter(({ hidden }) => !hidden).map(described));
  if (!line.spec) {
    const verbs = await verbsOf(line.entry);
    const { argumentVerb } = line.entry;
    if (argumentVerb === undefined) return filtered(verbs);
    // Its verb may be left out where an argument is given: the name of a saved report.
    const named = await values(await readCommand([...words.slice(0, -1), argumentVerb], program));
    return filtered([...verbs, ...(await named.ofArgument(typed)).candidates]);
  }
  const found = await (await values(line)).ofArgument(typed);
  // The default verb of a noun may be left out or typed.
  if (line.entry.verbs && line.verb === line.entry.defaultVerb && line.args.length === 0 && !line.isVerbTyped)
    return filtered([...(await verbsOf(line.entry)), ...found.candidates]);
  return found;
}

/** The parsed words before the last one. */
interface CommandLine extends TypedCommand {
  readonly entry: CatalogueEntry | undefined;
  readonly spec: AnyCommand | undefined;
  readonly isVerbTyped: boolean;
  /** Whether a word is neither a noun nor a verb: nothing can follow it. */
  readonly isUnknown: boolean;
  /** The option whose value comes next. */
  readonly pending: Option | undefined;
}

async function readCommand(
  words: readonly string[],
  { schema: { nouns }, catalogue }: ProgramParts,
): Promise<CommandLine> {
  let command = addGlobals(new Command());
  let entry: CatalogueEntry | undefined;
  let verb: string | undefined;
  let spec: AnyCommand | undefined;
  let isVerbTyped = false;
  let pending: Option | undefined;
  let isAfterDashes = false;
  let isUnknown = false;
  const args: string[] = [];
  const options: [string, string][] = [];
  const load = async (load: (() => Promise<{ default: AnyCommand }>) | undefined) => {
    if (!load) return;
    spec = (await load()).default;
    command = addGlobals(spec.configure(new Command() as never, nouns) as unknown as Command);
  };
  for (const word of words) {
    if (pending) {
      options.push([nameOf(pending), word]);
      pending = undefined;
    } else if (isAfterDashes || !word.startsWith('-') || word === '-') {
      if (!entry) {
        entry = findEntry(catalogue, word);
        isUnknown = entry === undefined;
        if (!entry) break;
        await load(entry.load ?? (entry.defaultVerb ? entry.verbs?.()[entry.defaultVerb] : undefined));
        if (entry.defaultVerb) verb = entry.defaultVerb;
      } else if (entry.verbs && !isVerbTyped && args.length === 0) {
        const verbs = entry.verbs();
        const known = [word, VERB_ALIASES[word] ?? ''].find((name) => Object.hasOwn(verbs, name));
        if (known !== undefined) {
          [verb, isVerbTyped] = [known, true];
          await load(verbs[known]);
        } else if (spec) args.push(word);
        else if (entry.argumentVerb !== undefined) {
          verb = entry.argumentVerb;
          await load(verbs[verb]);
          args.push(word);
        } else isUnknown = true;
      } else args.push(word);
    } else if (word === '--') isAfterDashes = true;
    else {
      const [, name = word, value] = /^(--[^=]+)=([\s\S]*)$/.exec(word) ?? [];
      const option = command.options.find(({ long, short }) => name === long || name === short);
      if (!option?.required) continue;
      if (value === undefined) pending = option;
      else options.push([nameOf(option), value]);
    }
  }
  const noun = entry?.name ?? '';
  const formats = spec?.formats ?? [];
  return {
    nouns,
    entry,
    noun,
    verb,
    spec,
    command,
    formats,
    args,
    options,
    pending,
    isAfterDashes,
    isVerbTyped,
    isUnknown,
  };
}

async function verbsOf(entry: CatalogueEntry): Promise<Candidate[]> {
  const verbs = Object.entries(entry.verbs?.() ?? {});
  return Promise.all(
    verbs.map(async ([value, load]) => ({ value, description: (await load()).default.summary })),
  );
}

const described = ({ name, summary }: CatalogueEntry): Candidate => ({ value: name, description: summary });

function optionsOf({ command, spec }: CommandLine): Candidate[] {
  // Before the noun only global options are valid.
  const all = command.options.filter(({ hidden, long }) => !(spec && hidden) && long);
  return all.map(({ long, description }) => ({ value: long as string, description }));
}

async function valuesOf(option: Option, typed: string, before: string, values: Values): Promise<Answer> {
  if (/<(?:file|path|folder)>/.test(option.flags)) return { candidates: [], filesAfter: before };
  const name = nameOf(option);
  const [, , inside = ''] = /^(.*)<([^>]*\|[^>]*)>/.exec(option.flags) ?? [];
  const found = await values.ofOption(name, typed);
  const all =
    found.candidates.length > 0 ? found.candidates : inside.split('|').filter(Boolean).map(plainCandidates);
  return {
    ...found,
    candidates: filterByPrefix(all, typed).map((each) => ({ ...each, value: before + each.value })),
  };
}

const plainCandidates = (value: string): Candidate => ({ value });

const nameOf = (option: Option): string => option.long?.slice(2) ?? '';
