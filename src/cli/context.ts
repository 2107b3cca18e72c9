import { resolve } from 'node:path';
import type { Hooks } from '../app/hooks/hooks.ts';
import type { AnyCommand } from '../commands/command.ts';
import { depsOf } from '../commands/deps.ts';
import { callingTimes, fiscalCalendar, ownCountry, timeSettings } from '../config/time-settings.ts';
import type { Context } from '../context.ts';
import type { CallingTimes } from '../domain/calendar/calling-times.ts';
import type { TimeSettings } from '../domain/dates.ts';
import { parseDuration } from '../domain/duration.ts';
import { type CrmError, isCrmError, usage } from '../domain/errors.ts';
import { missingPart } from '../domain/missing-part.ts';
import { PhoneReaders } from '../domain/phones/readers.ts';
import { shellQuote } from '../domain/split-line.ts';
import type { StoredWork } from '../domain/stored-work.ts';
import type { IO } from '../io/types.ts';
import { makePrompt } from '../prompt.ts';
import { makePrinter } from '../render/printer.ts';
import { damaged } from '../store/sqlite/errors.ts';
import type { Store } from '../store/store.ts';
import { missingDatabase } from './database-option.ts';
import type { GlobalOptions } from './globals.ts';
import type { ParsedCommand } from './program.ts';
import { resolveSettings } from './resolve-settings.ts';
import { openSession } from './session.ts';

/** After this time a notice says that crm waits for another one. */
const LOCK_NOTICE_AFTER_MS = 1000;

/** A context, and what happens around a command. */
interface OpenContext {
  readonly ctx: Context;
  /** The reason of an error, if it is a database error. */
  explain(error: unknown): Promise<unknown>;
  /** Keeps what was written in an editor, and says where. */
  keepWritten(): Promise<void>;
  /** Notes that the answer is for an empty database, because there is none. */
  noteMissing(): Promise<void>;
  close(): Promise<void>;
}

/** What a context takes from the program. */
type ContextProgram = Pick<Context, 'schema' | 'run' | 'isCommand' | 'isVerb' | 'verbsOf'> & {
  /** Reads another command line; null for one that only asks for help. */
  readonly parse: (argv: readonly string[]) => Promise<ParsedCommand | null>;
};

/** What a context needs besides the global options. */
interface ContextOptions
  extends Pick<
    AnyCommand,
    'anyUser' | 'createsDatabase' | 'formats' | 'fullScreen' | 'anyConfig' | 'describesInput'
  > {
  readonly dryRun: boolean;
  /** Whether the team's rules are not applied. */
  readonly noRules: boolean;
  /** The file for the list that the command answers with. */
  readonly output: string | undefined;
}

/**
 * Makes the context of a command from global options, environment and config file, in this order. Adds what the
 * command stores to `stored`.
 */
export async function makeContext(
  globals: Partial<GlobalOptions>,
  argv: readonly string[],
  io: IO,
  { schema, run, isCommand, isVerb, verbsOf, parse }: ContextProgram,
  {
    formats = [],
    createsDatabase,
    fullScreen,
    anyUser,
    anyConfig,
    describesInput,
    dryRun,
    noRules,
    output,
  }: ContextOptions,
  stored: StoredWork[],
): Promise<OpenContext> {
  const { config, settings, acting, now, isNamed } = await resolveSettings(globals, io, {
    formats,
    output,
    isTolerant: anyConfig === true,
  });
  let user = acting.name;
  const printed = describesInput ? { ...settings, columns: undefined, header: true } : settings;
  const print = makePrinter(io, printed, {
    now,
    currency: config.get('currency'),
    motion: config.get('motion') === 'on',
    // The references of the answer are the ones that were asked for.
    beforeChange(ids) {
      const last = stored.at(-1);
      if (last && ids.length > 0) stored[stored.length - 1] = { ...last, references: ids.map(String) };
    },
  });
  for (const warning of config.warnings) await print.warn(warning);

  const country = await ownCountry(config, argv, fullScreen === true);
  let isRepeatable = true;
  let written: { readonly name: string; readonly text: string } | undefined;
  let times: TimeSettings | undefined;
  let calling: CallingTimes | undefined;
  let opened: Promise<Store> | undefined;
  let hooks: Hooks | undefined;
  const problems: string[] = [];
  const phones = new PhoneReaders(() => config.get('country'));
  const ctx: Context = {
    io,
    clock: { now: () => now },
    config,
    settings,
    get timeSettings() {
      times ??= timeSettings(config, country);
      return times;
    },
    get calendar() {
      return fiscalCalendar(config);
    },
    get callingTimes() {
      calling ??= callingTimes(config);
      return calling;
    },
    schema,
    nouns: async () => {
      try {
        return (await ctx.store()).db.nouns;
      } catch (error) {
        if (isCrmError(error) && error.detail?.code === 'missing-database') return schema.nouns;
        throw error;
      }
    },
    get user() {
      return user;
    },
    print,
    noteReadOnce() {
      isRepeatable = false;
    },
    noteWritten(name, text) {
      written = { name, text };
    },
    prompt: makePrompt({ io, yes: settings.yes }),
    noteStored: (summary, references) => {
      stored.push({ summary, change: null, references: references.map(String) });
    },
    run,
    isCommand,
    isVerb,
    verbsOf,
    async answerOf(line, ownFormat, live) {
      const chosen = await parse(line);
      if (!chosen?.command.lists) throw notListing(line);
      const { command, args, options, globals: given } = chosen;
      const columns = given.columns?.split(',').map((name) => name.trim());
      // What is printed elsewhere is asked for as if it were printed here.
      const own: Context = Object.create(ctx, {
        settings: { value: { ...settings, format: ownFormat, requestedFormat: undefined, columns } },
        print: { value: Object.create(print, { format: { value: ownFormat } }) },
        ...(live ? { clock: { value: live.clock }, deps: { value: live.deps } } : {}),
      });
      const answer = await command.run({ args, options }, own);
      if (typeof answer === 'number') throw notListing(line);
      return { answer, summary: command.summary };
    },
    hintsOf: async (error) => (await import('./hints.ts')).hintsOf(error),
    lockWait: {
      get limitMs() {
        return io.lockWaitMs ?? parseDuration(config.get('wait_for_lock')) * 1000;
      },
      noticeAfterMs: LOCK_NOTICE_AFTER_MS,
      onNotice: () => print.note(`Waiting for another crm that is writing to ${settings.db} …`),
      watchSignals: () => io.watchSignals(),
    },
    readPhone: (text, country) => phones.read(text, country),
    readPhones: (text, country) => phones.readAll(text, country),
    phoneReader: () => phones.reader(),
    deps: async (options) => depsOf(ctx, await ctx.store(options)),
    store({ adds } = {}) {
      opened ??= Promise.resolve().then(async () => {
        const session = await openSession(ctx, {
          argv,
          acting: anyUser ? null : acting,
          adds,
          missing: missingDatabase(isNamed, createsDatabase, dryRun),
          isNamed: isNamed,
          isScreen: fullScreen === true,
          noRules,
          isRepeatable: () => isRepeatable,
          onStored: (work) => stored.push(work),
          onProblem: (problem) => problems.push(problem),
        });
        hooks = session.hooks;
        user = session.store.act.user;
        return session.store;
      });
      return opened;
    },
  };
  const storeIfOpen = async () => opened?.catch(() => undefined);
  return {
    ctx,
    // An unexplained error may come from a damaged file with impossible values.
    async explain(error) {
      if (!isUnexpected(error)) return error;
      const missing = missingPart(error);
      if (missing) return missing;
      const store = await storeIfOpen();
      if (!store) return error;
      const { explainByValues } = await import('../store/values/explain-values.ts');
      const explained = await explainByValues(store, error);
      if (explained !== error) return explained;
      const { isDamaged } = await import('../store/health.ts');
      return (await isDamaged(store)) ? damaged(resolve(settings.db), error) : error;
    },
    async keepWritten() {
      if (!written) return;
      const { keepText } = await import('../io/edit-text.ts');
      print.note(`what you wrote is in ${await keepText(written.name, written.text)}`);
    },
    async noteMissing() {
      if (createsDatabase === undefined && (await storeIfOpen())?.engine.isDraft)
        print.note(
          `No database yet at ${settings.db}: adding the first record creates it (crm lead add, crm lead import)`,
        );
    },
    async close() {
      const store = await storeIfOpen();
      for (const problem of [...problems, ...((await hooks?.finish()) ?? [])]) await print.warn(problem);
      await store?.close();
      io.stopBusyIndicator();
    },
  };
}

function notListing(argv: readonly string[]): CrmError {
  return usage(
    `crm ${argv.map(shellQuote).join(' ')} lists nothing`,
    "A report or a list, for example: 'report won --period month', 'next', 'opp list --mine'",
  );
}

/** Whether an error is not meant for the user as it is. */
function isUnexpected(error: unknown): boolean {
  return error instanceof Error && !isCrmError(error);
}
