import { dataDir } from '../config/folders.ts';
import { type Config, loadConfig } from '../config.ts';
import { readTime } from '../domain/dates.ts';
import { isCrmError } from '../domain/errors.ts';
import { oneOf } from '../domain/one-of.ts';
import { COLOR_WHEN, THEMES } from '../io/style-mode.ts';
import type { IO } from '../io/types.ts';
import type { Settings } from '../settings.ts';
import type { ActingName } from '../store/acting-user.ts';
import { namedDatabase } from './database-option.ts';
import { fileFormat, formatOf, readDelimiter, requestedFormat } from './format-options.ts';
import type { GlobalOptions } from './globals.ts';

/** What a command takes from global options, environment and config file, in this order. */
interface ResolvedSettings {
  readonly config: Config;
  readonly settings: Settings;
  readonly acting: ActingName;
  /** The time of the command, in milliseconds since the epoch. */
  readonly now: number;
  /** Whether a database is named, even if it does not exist yet. */
  readonly isNamed: boolean;
}

/**
 * Resolves the settings of a command, and sets the colors of `io` and the zone of the process. `output` is the file for
 * the list that the command answers with. With `isTolerant`, faults of the config are warnings.
 */
export async function resolveSettings(
  globals: Partial<GlobalOptions>,
  io: IO,
  {
    formats,
    output,
    isTolerant,
  }: { formats: readonly string[]; output: string | undefined; isTolerant: boolean },
): Promise<ResolvedSettings> {
  const { env } = io;
  const config = applyZone(io, await loadConfig(io, { isTolerant }), isTolerant);
  io.setStyle({
    color: oneOf('unknown color', globals.color ?? config.get('color'), COLOR_WHEN),
    theme: oneOf('unknown theme', env.CRM_THEME || config.get('theme'), THEMES),
  });

  const fixedTime = globals.now ?? env.CRM_NOW;
  const now = fixedTime ? Date.parse(readTime(fixedTime, io.now())) : io.now();
  const requested = requestedFormat(globals);
  const namedDb = namedDatabase(globals.db, env.CRM_DB);
  const givenPath = namedDb ?? config.get('db');
  const usual = {
    format: formatOf(requested ?? env.CRM_FORMAT ?? config.get('format'), formats),
    requestedFormat: requested,
    excel: globals.excel ?? false,
  };
  return {
    config,
    settings: {
      ...usual,
      db: givenPath ?? `${await dataDir(io)}/crm.db`,
      namedDb,
      isPage: false,
      ...(output === undefined ? {} : await fileFormat(output, usual)),
      columns: globals.columns?.split(',').map((name) => name.trim()),
      header: globals.header ?? true,
      yes: globals.yes ?? false,
      force: globals.force ?? false,
      quiet: globals.quiet ?? false,
      delimiter: readDelimiter(globals.delimiter),
    },
    acting: resolveActingUser(globals, io, config),
    now,
    isNamed: givenPath !== undefined,
  };
}

/**
 * The acting user and its source: the first non-blank of option, environment and config file, else the login name.
 */
function resolveActingUser({ user }: Partial<GlobalOptions>, io: IO, config: Config): ActingName {
  const login = io.login();
  const rawName = user ?? io.env.CRM_USER ?? config.get('user') ?? '';
  const name = rawName.trim();
  if (name === '') return { name: login, source: 'login', login };
  const source = user !== undefined ? '--user' : io.env.CRM_USER !== undefined ? 'CRM_USER' : 'config';
  return { name, source, login };
}

/** Sets the process to the zone of the config; an unknown zone is an error, or a warning if `isTolerant`. */
function applyZone(io: IO, config: Config, isTolerant: boolean): Config {
  const zone = io.env.TZ ? undefined : config.get('timezone');
  try {
    if (zone) io.setZone(zone);
    return config;
  } catch (error) {
    if (!isTolerant || !isCrmError(error)) throw error;
    return { ...config, warnings: [...config.warnings, `${config.path}: ${error.message}`] };
  }
}
