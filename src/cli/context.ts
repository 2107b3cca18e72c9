import { existsSync, statSync } from 'node:fs';
import type { AnyCommand } from '../commands/command.ts';
import { dataDir } from '../config/folders.ts';
import { type Config, loadConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { isoTime, readTime } from '../domain/dates.ts';
import { parseDuration } from '../domain/duration.ts';
import { usage } from '../domain/errors.ts';
import { oneOf } from '../domain/one-of.ts';
import type { StoredWork } from '../domain/stored-work.ts';
import type { IO } from '../io/outside.ts';
import { makePrompt } from '../prompt.ts';
import { COLOR_WHEN } from '../render/color.ts';
import { makePrinter } from '../render/printer.ts';
import { FORMATS, type Format, type Settings } from '../settings.ts';
import { type ActingName, checkFirstUser, findActingUser } from '../store/acting-user.ts';
import { Changes } from '../store/changes.ts';
import { openDatabase } from '../store/sqlite/open.ts';
import { Store } from '../store/store.ts';
import type { GlobalOptions } from './globals.ts';

/** Longest command line kept in the history, in characters. */
const LONGEST_COMMAND = 300;

/** A wait for another crm that writes is told after so many milliseconds. */
const LOCK_NOTICE_AFTER_MS = 1000;

/** Bytes of a database that answers nearly everything at once. */
const LARGE = 32 * 1024 * 1024;

/**
 * Makes what a command may touch, from global options, environment and config file, in this order. `stored` gets what
 * the command stores.
 */
export async function makeContext(
  globals: Partial<GlobalOptions>,
  argv: readonly string[],
  io: IO,
  run: Context['run'],
  { formats = [], begins, screen, anyUser }: Pick<AnyCommand, 'formats' | 'begins' | 'screen' | 'anyUser'>,
  stored: StoredWork[],
): Promise<{ ctx: Context; close(): Promise<void> }> {
  const config = await loadConfig(io);
  const { env } = io;
  const zone = env.TZ ? undefined : config.get('timezone');
  if (zone) io.setZone(zone);
  io.setColor(oneOf('unknown color', globals.color ?? config.get('color'), COLOR_WHEN));

  const pretended = globals.now ?? env.CRM_NOW;
  const now = pretended ? Date.parse(await readTime(pretended, io.now(), '09:00')) : io.now();
  const asked = askedFormat(globals);
  const format = asked ?? env.CRM_FORMAT ?? config.get('format');
  const named = globals.db ?? (env.CRM_DB || config.get('db'));
  const settings: Settings = {
    db: named ?? `${await dataDir(io)}/crm.db`,
    format: formatOf(format, formats),
    asked,
    columns: globals.columns?.split(',').map((name) => name.trim()),
    header: globals.header ?? true,
    yes: globals.yes ?? false,
    quiet: globals.quiet ?? false,
    excel: globals.excel ?? false,
  };
  const acting = actingName(globals, io, config);
  let user = acting.name;
  const print = makePrinter(io, settings, {
    now,
    currency: config.get('currency'),
    // The references of the answer are the ones that were asked for.
    beforeMade(ids) {
      const last = stored.at(-1);
      if (last && ids.length > 0) stored[stored.length - 1] = { ...last, references: ids.map(String) };
    },
  });
  for (const warning of config.warnings) await print.warn(warning);

  let opened: Promise<Store> | undefined;
  let phones: Promise<import('../domain/phones.ts').PhoneReader> | undefined;
  const ctx: Context = {
    io,
    clock: { now: () => now },
    config,
    settings,
    get user() {
      return user;
    },
    print,
    prompt: makePrompt({ io, yes: settings.yes }),
    noteStored: (summary, references) => {
      stored.push({ summary, change: null, references: references.map(String) });
    },
    run,
    lockWait: {
      get limitMs() {
        return io.lockWaitMs ?? parseDuration(config.get('wait_for_lock')) * 1000;
      },
      noticeAfterMs: LOCK_NOTICE_AFTER_MS,
      onNotice: () => print.note(`Waiting for another crm that is writing to ${settings.db} …`),
      watchSignals: () => io.watchSignals(),
    },
    async readPhone(text) {
      return (await ctx.phoneReader()).read(text);
    },
    phoneReader() {
      phones ??= import('../domain/phones.ts').then(({ makePhoneReader }) =>
        makePhoneReader(config.get('country')),
      );
      return phones;
    },
    store({ adds } = {}) {
      opened ??= Promise.resolve().then(async () => {
        if (!anyUser && !existsSync(settings.db)) await checkFirstUser({ ...acting, adds });
        const isNew = named !== undefined && begins !== undefined && !existsSync(named);
        const create = named === undefined || begins !== undefined;
        if (!screen && io.stderr.isTTY && !settings.quiet && isLarge(settings.db)) io.beginWait();
        const filled = begins === 'filled';
        const { lockWait } = ctx;
        const engine = await openDatabase({ path: settings.db, now: isoTime(now), create, filled, lockWait });
        try {
          if (!anyUser) user = await findActingUser(engine, { ...acting, adds });
        } catch (error) {
          await engine.close();
          throw error;
        }
        if (isNew) print.note(`Made a new database: ${named}`);
        const act = { user, now: isoTime(now), command: commandText(argv) };
        return new Store(engine, act, new Changes(engine, (work) => stored.push(work)));
      });
      return opened;
    },
  };
  return {
    ctx,
    async close() {
      const store = await opened?.catch(() => undefined);
      await store?.close();
      io.endWait();
    },
  };
}

/** Who acts, and who says so: the first of option, environment and config file that is not blank, or the login name. */
function actingName({ user }: Partial<GlobalOptions>, io: IO, config: Config): ActingName {
  const login = io.login();
  const said = user ?? io.env.CRM_USER ?? config.get('user') ?? '';
  const name = said.trim();
  if (name === '') return { name: login, source: 'login', login };
  const source = user !== undefined ? '--user' : io.env.CRM_USER !== undefined ? 'CRM_USER' : 'config';
  return { name, source, login };
}

/** Whether anything asked of the database may take longer than a moment. */
function isLarge(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= LARGE;
}

/** What the command line says of the format: the short options first. */
function askedFormat({ json, csv, excel, format }: Partial<GlobalOptions>): string | undefined {
  const asked = json ? 'json' : csv ? 'csv' : format;
  if (!excel || asked === 'csv') return asked;
  if (asked !== undefined) throw usage(`--excel is a kind of csv, not of ${asked}`);
  return 'csv';
}

/** Nothing for a form of the command's own: what the printer writes beside it is in the usual ones. */
function formatOf(text: string | undefined, own: readonly string[]): Format | undefined {
  if (text === undefined || text === '' || own.includes(text)) return undefined;
  return oneOf('unknown format', text, FORMATS);
}

/** The command line as the history shows it: quoted where it has to be, cut where it is very long. */
function commandText(argv: readonly string[]): string {
  const text = argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
  return text.length > LONGEST_COMMAND ? `${text.slice(0, LONGEST_COMMAND)}…` : text;
}
