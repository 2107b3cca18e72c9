import { Command, CommanderError } from 'commander';
import type { AnyCommand } from '../commands/command.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { type CatalogueEntry, VERB_ALIASES } from './catalogue-entry.ts';
import { addGlobals, GLOBAL_NAMES, type GlobalOptions, isGlobal } from './globals.ts';
import { LeanCommand } from './lean-command.ts';
import { type Route, route } from './route.ts';

/** The chosen command with its arguments and options. */
export interface ParsedCommand {
  readonly command: AnyCommand;
  readonly args: unknown[];
  readonly options: Record<string, unknown>;
  readonly globals: Partial<GlobalOptions>;
}

interface ProgramOptions {
  readonly nouns: Nouns;
  readonly catalogue: readonly CatalogueEntry[];
  readonly version: string;
  /** Width of help, in columns. */
  readonly width: number;
  /** Whether to build every option, for help and errors, or only those that the line names. */
  readonly full: boolean;
  writeOut(text: string): void;
  writeErr(text: string): void;
}

/**
 * Builds as much of the program as `argv` needs: the list of commands for help, and all of the chosen command.
 * `chosen()` returns the result of parsing.
 */
export async function buildProgram(
  argv: readonly string[],
  options: ProgramOptions,
): Promise<{ program: Command; chosen: () => ParsedCommand | null }> {
  let chosen: ParsedCommand | null = null;
  const choose = (found: ParsedCommand) => {
    chosen = found;
  };
  const program = prepareCommand(new Command('crm'), options)
    .description('A CRM for the terminal: leads, calls, a sales pipeline and reports in one SQLite file.')
    .version(options.version, '-V, --version', 'the version')
    .enablePositionalOptions()
    .helpCommand(false)
    .addHelpText('after', ROOT_HELP);
  const target = await route(argv, options.catalogue);
  // Options after the noun belong to its command: global options are added only where they may be needed.
  if (target.entry === null || argv[0]?.startsWith('-')) addGlobals(program);
  const listed = target.entry === null && !argv.includes('--version') && !argv.includes('-V');
  for (const entry of options.catalogue) {
    if (target.entry === entry) program.addCommand(await chosenEntry(entry, target, argv, options, choose));
    else if (listed && !entry.hidden) program.addCommand(stubCommand(entry, options, argv));
  }
  if (target.entry === null) program.action(() => program.help());
  return { program, chosen: () => chosen };
}

const ROOT_HELP = `
Start here:
  $ crm demo                       a made-up company to try everything on
  $ crm lead add "Jane Doe" --company Acme --phone "+1 415 555 0100"
  $ crm lead import leads.csv --dry-run
  $ crm today

On the phone:
  $ crm call                       takes the next lead; crm call 42 takes that one
  $ crm vm                         logs a voicemail with it; so do na, bz, gk, wn, co, int, ni, ql
  $ crm cb thu 3pm wants pricing   logs a callback, crm ms fri 11 demo a meeting
  $ crm note asked for the CFO     crm show 42, crm done 31, crm undo

Help on a noun or a command: crm lead --help, crm lead add --help`;

async function chosenEntry(
  entry: CatalogueEntry,
  target: Route,
  argv: readonly string[],
  options: ProgramOptions,
  choose: (found: ParsedCommand) => void,
): Promise<Command> {
  if (entry.load) {
    return buildLeaf(entry.name, (await entry.load()).default, argv, options, choose).aliases([
      ...(entry.aliases ?? []),
    ]);
  }
  const noun = addGlobals(stubCommand(entry, options, argv), 'hidden')
    .helpCommand(false)
    .enablePositionalOptions();
  const examples: string[] = [];
  const verbs = entry.verbs?.() ?? {};
  for (const [verb, load] of Object.entries(verbs)) {
    if (target.verb !== null && target.verb !== verb) continue;
    const spec = (await load()).default;
    examples.push(spec.examples[0]);
    const command = buildLeaf(verb, spec, argv, options, choose).aliases([
      ...(spec.aliases ?? []),
      ...aliasesOf(verb).filter((alias) => !Object.hasOwn(verbs, alias)),
    ]);
    noun.addCommand(command, {
      isDefault: verb === entry.defaultVerb || (verb === target.verb && verb === entry.argumentVerb),
    });
  }
  if (!entry.defaultVerb) noun.action(() => noun.help());
  return noun.addHelpText(
    'after',
    `${examplesText(examples.slice(0, 2))}\n\nHelp on a command: crm ${entry.name} ${Object.keys(verbs)[0]} --help`,
  );
}

function buildLeaf(
  name: string,
  spec: AnyCommand,
  argv: readonly string[],
  options: ProgramOptions,
  choose: (found: ParsedCommand) => void,
): Command {
  const command = prepareCommand(bareCommand(name, argv, options), options)
    .summary(spec.summary)
    .description(spec.description ?? `${spec.summary[0]?.toUpperCase()}${spec.summary.slice(1)}.`)
    .addHelpText('after', examplesText(spec.examples));
  const configured = spec.configure(command as never, options.nouns) as unknown as Command;
  if (spec.lists)
    configured.option(
      '-o, --output <file>',
      'a new file: .html, .xlsx, .csv, .tsv, .json, .jsonl or .md; --force replaces it',
    );
  addGlobals(configured);
  return configured.action((...actionArgs: unknown[]) => {
    choose({
      command: spec,
      args: actionArgs.slice(0, -2),
      options: configured.opts(),
      globals: explicitGlobals(configured),
    });
  });
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  $ crm ${line}`).join('\n')}`;
}

/** The global options that were given, without defaults: before the noun, before the verb or after it. */
function explicitGlobals(command: Command): Partial<GlobalOptions> {
  const own = GLOBAL_NAMES.filter(
    (name) => command.getOptionValueSource(name) === 'cli' && isGlobal(command, name),
  );
  return {
    ...(command.parent ? explicitGlobals(command.parent) : {}),
    ...Object.fromEntries(own.map((name) => [name, command.getOptionValue(name)])),
  };
}

function bareCommand(name: string, argv: readonly string[], { full }: ProgramOptions): Command {
  return full ? new Command(name) : new LeanCommand(name, argv);
}

function stubCommand(entry: CatalogueEntry, options: ProgramOptions, argv: readonly string[]): Command {
  return prepareCommand(bareCommand(entry.name, argv, options), options)
    .summary(entry.summary)
    .description(`${entry.summary[0]?.toUpperCase()}${entry.summary.slice(1)}.`)
    .aliases([...(entry.aliases ?? [])])
    .helpGroup(entry.group);
}

function prepareCommand(command: Command, { writeOut, writeErr, width }: ProgramOptions): Command {
  return command
    .helpOption('-h, --help', 'this help')
    .exitOverride((error) => {
      throw error instanceof CommanderError ? error : new CommanderError(1, 'crm.exit', String(error));
    })
    .configureOutput({
      writeOut,
      writeErr,
      outputError: (text, write) => write(text),
      getOutHelpWidth: () => width,
    })
    .configureHelp({ showGlobalOptions: false, subcommandTerm: (sub) => sub.name() })
    .showSuggestionAfterError(false);
}

function aliasesOf(verb: string): string[] {
  return Object.entries(VERB_ALIASES)
    .filter(([, target]) => target === verb)
    .map(([alias]) => alias);
}
