import { commandCatalogue } from './cli/catalogue.ts';
import { findEntry, type ProgramParts, VERB_ALIASES, withNouns } from './cli/catalogue-entry.ts';
import { makeContext } from './cli/context.ts';
import type { GlobalOptions } from './cli/globals.ts';
import { buildProgram, type ParsedCommand } from './cli/program.ts';
import { ASKED, commandPosition, expandShorthand, isShorthand } from './cli/shorthand.ts';
import { readStoredNouns } from './cli/stored-nouns.ts';
import type { Context } from './context.ts';
import { EXIT_UNANSWERED, exitCodeOf, isCrmError } from './domain/errors.ts';
import { type StoredWork, unansweredError } from './domain/stored-work.ts';
import type { IO } from './io/types.ts';
import { programVersion } from './io/version.ts';
import { ATTACHED_TO_CUSTOM } from './nouns/definition.ts';
import { builtInNouns } from './nouns/index.ts';
import type { Nouns } from './nouns/nouns.ts';
import { printAnswer } from './render/answer.ts';
import { isCreatedMeanwhile } from './store/sqlite/created-meanwhile.ts';
import type { DatabaseSchema } from './store/sqlite/open.ts';

/** Runs one command line (without the program's name) and returns the exit code. */
type Run = (argv: readonly string[], io: IO) => Promise<number>;

/** The program as it comes. */
export const runCli: Run = (argv, io) => createProgram(builtInNouns())(argv, io);

/** The program for these nouns. `migrations` make their tables; default: those of the program. */
export function createProgram(nouns: Nouns, migrations?: DatabaseSchema['migrations']): Run {
  const catalogue = commandCatalogue(nouns);
  const isCommand = (name: string) => isShorthand(name) || findEntry(catalogue, name) !== undefined;
  const isVerb = (name: string) =>
    Object.hasOwn(VERB_ALIASES, name) ||
    catalogue.some(({ verbs }) => verbs !== undefined && Object.hasOwn(verbs(), name));
  const verbsOf = (name: string) => [
    ...Object.keys(findEntry(catalogue, name)?.verbs?.() ?? {}),
    ...Object.entries(VERB_ALIASES).flat(),
  ];
  const run: Run = (argv, io) =>
    runLine(argv, io, {
      schema: { nouns, migrations },
      catalogue,
      catalogueOf: commandCatalogue,
      run,
      isCommand,
      isVerb,
      verbsOf,
    });
  return run;
}

/** What runs a command line, and what it may run others with. */
interface Program extends ProgramParts, Pick<Context, 'run' | 'isCommand' | 'isVerb' | 'verbsOf'> {
  /** Whether the nouns of the team are among those of `schema`. */
  readonly hasStoredNouns?: true;
}

/** Errors are rendered here, once. */
async function runLine(argv: readonly string[], io: IO, program: Program): Promise<number> {
  const stored: StoredWork[] = [];
  let code = 0;
  try {
    const direct = program.catalogue.find(({ name }) => name === argv[0])?.direct;
    const chosen = direct ? null : await parse(argv, io, program);
    if (direct) code = await (await direct()).default(argv.slice(1), io, program);
    else if (chosen) code = await runCommand(chosen, argv, io, program, stored);
    await io.stdout.drain();
  } catch (error) {
    // An output failure is reported below, with what was stored.
    if (error !== io.stdout.failure?.error) {
      await reportError(io, error);
      code = isCrmError(error) ? exitCodeOf(error) : 1;
    }
  }
  return reportOutputFailure(io, stored, code);
}

/** Reports an answer that could not be written, and returns the resulting exit code. */
async function reportOutputFailure(io: IO, stored: readonly StoredWork[], code: number): Promise<number> {
  const { failure } = io.stdout;
  if (!failure) return code;
  if (stored.length > 0) {
    await reportError(io, unansweredError(failure.reason, stored));
    return EXIT_UNANSWERED;
  }
  // The reader of a pipe has stopped reading: not an error.
  if (failure.isReaderGone) return code;
  await reportError(io, failure.error);
  return code || 1;
}

async function reportError(io: IO, error: unknown): Promise<void> {
  const { renderError } = await import('./cli/render-error.ts');
  io.stderr.write(renderError(error, Boolean(io.env.CRM_DEBUG)));
}

/** Parses the command line; null if it was for help or the version, which are already written. */
async function parse(typed: readonly string[], io: IO, program: Program): Promise<ParsedCommand | null> {
  // `crm help lead add` is what people try first; it means `crm lead add --help`.
  const asked = typed[0] === 'help' ? [...typed.slice(1), '--help'] : typed;
  const line = await expandAlias(asked, io, program);
  if (!program.hasStoredNouns && needsStoredNouns(line, program)) {
    const nouns = await readStoredNouns(line, io, program.schema);
    return parse(line, io, { ...withNouns(program, nouns), hasStoredNouns: true });
  }
  const argv = expandShorthand(line, program.schema.nouns);
  const wantsHelp = argv.some((word) => word === '--help' || word === '-h');
  if (!wantsHelp) {
    const lean = await tryParse(argv, io, program, false);
    if (!('error' in lean)) return lean.chosen;
  }
  const full = await tryParse(argv, io, program, true);
  if (!('error' in full)) return full.chosen;
  // At a terminal a missing reference is asked for.
  if (!full.lacksReference || !io.stdin.isTTY || !io.stderr.isTTY || argv.includes(ASKED)) throw full.error;
  return parse([...argv, ASKED], io, program);
}

/**
 * Whether a line can be understood only with the nouns of the team: its first word is no command of crm, or one of a noun
 * whose records belong to theirs.
 */
function needsStoredNouns(argv: readonly string[], { isCommand, schema }: Program): boolean {
  const isRelated = (name: string) => {
    const { attachedAs } = schema.nouns.named(name) ?? {};
    return attachedAs !== undefined && ATTACHED_TO_CUSTOM.includes(attachedAs);
  };
  const at = commandPosition(argv);
  const word = argv[at];
  if (word === undefined) return !argv.includes('--version') && !argv.includes('-V');
  if (word !== 'show') return !isCommand(word) || isRelated(word);
  const [, prefix] = /^([a-z]\w*):/.exec(argv[at + 1] ?? '') ?? [];
  return prefix !== undefined && (!schema.nouns.find(prefix) || isRelated(prefix));
}

/** The line with an alias replaced by its command line. */
async function expandAlias(
  argv: readonly string[],
  io: IO,
  { isCommand }: Program,
): Promise<readonly string[]> {
  const at = commandPosition(argv);
  const word = argv[at];
  if (word === undefined || isCommand(word)) return argv;
  const [{ loadConfig }, { splitLine }] = await Promise.all([
    import('./config.ts'),
    import('./domain/split-line.ts'),
  ]);
  const { aliases } = await loadConfig(io, { isTolerant: true });
  if (!Object.hasOwn(aliases, word)) return argv;
  return [...argv.slice(0, at), ...splitLine(aliases[word] as string), ...argv.slice(at + 1)];
}

/**
 * Parses the line, with the full program or only the parts that the line names; returns the chosen command or the
 * error.
 */
async function tryParse(
  argv: readonly string[],
  io: IO,
  { schema, catalogue }: Program,
  full: boolean,
): Promise<{ chosen: ParsedCommand | null } | { error: unknown; lacksReference: boolean }> {
  const stderr: string[] = [];
  const { program, chosen } = await buildProgram(argv, {
    nouns: schema.nouns,
    catalogue,
    version: programVersion(io),
    full,
    width: io.stdout.isTTY ? io.stdout.columns : 100,
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => stderr.push(text),
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return { chosen: chosen() };
  } catch (error) {
    if (isForHelp(error)) return { chosen: null };
    const lacksReference = /missing required argument 'ref'/.test(stderr.join(''));
    const { explainUsage } = await import('./cli/explain-usage.ts');
    return { error: explainUsage(error, stderr, program, argv), lacksReference };
  }
}

/** Whether Commander stopped only because it has written help or the version. */
function isForHelp(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^commander\.(?:version|help|helpDisplayed)$/.test(code);
}

/** Reports recent edits of other users that the command overwrote: both may be editing the record. */
async function noteOverwritten(stored: readonly StoredWork[], { print, clock }: Context): Promise<void> {
  const edits = stored.flatMap(({ change, overwritten = [] }) => (change === null ? [] : overwritten));
  if (edits.length === 0) return;
  const { overwrittenText } = await import('./render/overwritten.ts');
  print.note(overwrittenText(edits, clock.now()));
}

/** Runs a command and returns its exit code; adds what it stores to `stored`. */
async function runCommand(
  chosen: ParsedCommand,
  argv: readonly string[],
  io: IO,
  program: Program,
  stored: StoredWork[],
): Promise<number> {
  try {
    return await runCommandOnce(chosen, argv, io, program, stored);
  } catch (error) {
    if (!isCreatedMeanwhile(error)) throw error;
    // Nothing was stored or printed, so run it again on the database that another crm has just created.
    return await runCommandOnce(chosen, argv, io, program, stored);
  }
}

async function runCommandOnce(
  { command, args, options, globals }: ParsedCommand,
  argv: readonly string[],
  io: IO,
  program: Program,
  stored: StoredWork[],
): Promise<number> {
  const output = command.lists && options.output !== '-' ? (options.output as string | undefined) : undefined;
  const context = await makeContext(
    globals as GlobalOptions,
    argv,
    io,
    { ...program, parse: (line) => parse(line, io, program) },
    { ...command, dryRun: options.dryRun === true, noRules: options.rules === false, output },
    stored,
  );
  try {
    const answer = await command.run({ args, options }, context.ctx);
    if (typeof answer === 'object')
      await (output === undefined
        ? printAnswer(context.ctx.print, answer)
        : import('./commands/export/list-file.ts').then(({ writeAnswer }) =>
            writeAnswer(context.ctx, answer, output, { title: command.summary, argv }),
          ));
    await context.noteMissing();
    return typeof answer === 'object' ? (answer.exitCode ?? 0) : answer;
  } catch (error) {
    await context.keepWritten();
    throw error === io.stdout.failure?.error ? error : await context.explain(error);
  } finally {
    // A screen has already shown the changes of others.
    if (!command.fullScreen) await noteOverwritten(stored, context.ctx);
    await context.close();
  }
}
