import { Command, CommanderError } from 'commander';
import { CATALOGUE, type CatalogueEntry, VERB_ALIASES } from '../commands/catalogue.ts';
import type { AnyCommand } from '../commands/command.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { addGlobals, GLOBAL_NAMES, type GlobalOptions } from './globals.ts';
import { LeanCommand } from './lean-command.ts';
import { type Route, route } from './route.ts';

/** The command a line chose, with what it said. */
export interface ParsedCommand {
  readonly command: AnyCommand;
  readonly args: unknown[];
  readonly options: Record<string, unknown>;
  readonly globals: Partial<GlobalOptions>;
}

interface ProgramOptions {
  readonly nouns: Nouns;
  readonly version: string;
  /** Columns that help is wrapped to. */
  readonly width: number;
  /** Every option, for help and for errors; else those alone that the line names. */
  readonly full: boolean;
  writeOut(text: string): void;
  writeErr(text: string): void;
}

/**
 * Builds as much of the program as `argv` needs: the whole list of commands for help, and of the command that is
 * chosen everything. `chosen()` tells what parsing found.
 */
export async function buildProgram(
  argv: readonly string[],
  options: ProgramOptions,
): Promise<{ program: Command; chosen: () => ParsedCommand | null }> {
  let chosen: ParsedCommand | null = null;
  const choose = (found: ParsedCommand) => {
    chosen = found;
  };
  const program = prepared(new Command('crm'), options)
    .description('A CRM for the terminal: leads, calls, a sales pipeline and reports in one SQLite file.')
    .version(options.version, '-V, --version', 'the version')
    .enablePositionalOptions()
    .helpCommand(false)
    .addHelpText('after', ROOT_HELP);
  const target = route(argv);
  // Options after the noun are its command's own: those of the whole program are made where they can be needed.
  if (target.entry === null || argv[0]?.startsWith('-')) addGlobals(program);
  const listed = target.entry === null && !argv.includes('--version') && !argv.includes('-V');
  for (const entry of CATALOGUE) {
    if (target.entry === entry) program.addCommand(await chosenEntry(entry, target, argv, options, choose));
    else if (listed && !entry.hidden) program.addCommand(stub(entry, options, argv));
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

Help on a noun or a command: crm lead --help, crm lead add --help`;

async function chosenEntry(
  entry: CatalogueEntry,
  target: Route,
  argv: readonly string[],
  options: ProgramOptions,
  choose: (found: ParsedCommand) => void,
): Promise<Command> {
  if (entry.load) {
    return leaf(entry.name, (await entry.load()).default, argv, options, choose).aliases([
      ...(entry.aliases ?? []),
    ]);
  }
  const noun = addGlobals(stub(entry, options, argv), 'hidden')
    .helpCommand(false)
    .enablePositionalOptions();
  const examples: string[] = [];
  for (const [verb, load] of Object.entries(entry.verbs?.() ?? {})) {
    if (target.verb !== null && target.verb !== verb) continue;
    const spec = (await load()).default;
    examples.push(spec.examples[0]);
    const command = leaf(verb, spec, argv, options, choose).aliases([
      ...(spec.aliases ?? []),
      ...aliasesOf(verb),
    ]);
    noun.addCommand(command, { isDefault: verb === entry.defaultVerb });
  }
  if (!entry.defaultVerb) noun.action(() => noun.help());
  return noun.addHelpText(
    'after',
    `${examplesText(examples.slice(0, 2))}\n\nHelp on a command: crm ${examples[0]?.split(' ', 2).join(' ')} --help`,
  );
}

function leaf(
  name: string,
  spec: AnyCommand,
  argv: readonly string[],
  options: ProgramOptions,
  choose: (found: ParsedCommand) => void,
): Command {
  const command = prepared(bare(name, argv, options), options)
    .summary(spec.summary)
    .description(spec.description ?? `${spec.summary[0]?.toUpperCase()}${spec.summary.slice(1)}.`)
    .addHelpText('after', examplesText(spec.examples));
  const configured = spec.configure(command as never, options.nouns) as unknown as Command;
  addGlobals(configured);
  return configured.action((...given: unknown[]) => {
    choose({
      command: spec,
      args: given.slice(0, -2),
      options: configured.opts(),
      globals: explicit(configured),
    });
  });
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  $ crm ${line}`).join('\n')}`;
}

/** The global options that were really given, not defaulted: before the noun, before the verb or after it. */
function explicit(command: Command): Partial<GlobalOptions> {
  const own = GLOBAL_NAMES.filter((name) => command.getOptionValueSource(name) === 'cli');
  return {
    ...(command.parent ? explicit(command.parent) : {}),
    ...Object.fromEntries(own.map((name) => [name, command.getOptionValue(name)])),
  };
}

function bare(name: string, argv: readonly string[], { full }: ProgramOptions): Command {
  return full ? new Command(name) : new LeanCommand(name, argv);
}

function stub(entry: CatalogueEntry, options: ProgramOptions, argv: readonly string[]): Command {
  return prepared(bare(entry.name, argv, options), options)
    .summary(entry.summary)
    .description(`${entry.summary[0]?.toUpperCase()}${entry.summary.slice(1)}.`)
    .aliases([...(entry.aliases ?? [])])
    .helpGroup(entry.group);
}

function prepared(command: Command, { writeOut, writeErr, width }: ProgramOptions): Command {
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
    .filter(([, meant]) => meant === verb)
    .map(([alias]) => alias);
}
