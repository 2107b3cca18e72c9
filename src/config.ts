import { ALIASES, type Aliases, readAliases } from './config/aliases.ts';
import { configFile } from './config/folders.ts';
import { CONFIG_KEYS, type ConfigKey, isConfigKey } from './config/keys.ts';
import { parseToml } from './config/toml.ts';
import { isCrmError, usage } from './domain/errors.ts';
import { findNearest } from './domain/suggest.ts';
import type { IO } from './io/types.ts';

/** Keys that always have a value. */
type KeyWithDefault = {
  [K in ConfigKey]: (typeof CONFIG_KEYS)[K] extends { default: string } ? K : never;
}[ConfigKey];

/** The checked content of the user's config file. */
export interface Config {
  /** The file, whether it exists or not; undefined for a user without a home folder. */
  readonly path: string | undefined;
  /** The values that are set in the file. */
  readonly values: Readonly<Partial<Record<ConfigKey, string>>>;
  /** Commands of the user's own. */
  readonly aliases: Aliases;
  /** Warnings about unknown content of the file. */
  readonly warnings: readonly string[];
  /** Keys with an invalid value. */
  readonly wrongKeys: readonly ConfigKey[];
  /** Whether the file cannot be read at all, so that its values are unknown. */
  readonly isUnreadable: boolean;
  /** The value in the file, else the default. */
  get<K extends ConfigKey>(key: K): K extends KeyWithDefault ? string : string | undefined;
}

/**
 * Reads the user's config file.
 * Throws a usage error for broken TOML, with file and line, and for an invalid value. With `isTolerant` these are
 * warnings, and the readable part counts.
 */
export async function loadConfig(
  io: Pick<IO, 'env' | 'platform' | 'readFile'>,
  { isTolerant = false } = {},
): Promise<Config> {
  const path = await configFile(io);
  const values: Partial<Record<ConfigKey, string>> = {};
  let aliases: Aliases = {};
  const warnings: string[] = [];
  const wrongKeys: ConfigKey[] = [];
  const tolerate = (error: unknown) => {
    if (!isTolerant || !isCrmError(error)) throw error;
    warnings.push([error.message, ...error.hints].join('\n'));
  };
  let table: Record<string, unknown> | undefined = {};
  try {
    const text = path === undefined ? undefined : io.readFile(path);
    if (path !== undefined && text !== undefined) table = await parseToml(path, text);
  } catch (error) {
    tolerate(error);
    table = undefined;
  }
  for (const [key, value] of Object.entries(table ?? {})) {
    try {
      if (key === ALIASES) aliases = readAliases(String(path), value);
      else if (isConfigKey(key)) values[key] = checkValue(String(path), key, value);
      else warnings.push(unknownKey(String(path), key));
    } catch (error) {
      tolerate(error);
      if (isConfigKey(key)) wrongKeys.push(key);
    }
  }
  return {
    path,
    values,
    aliases,
    warnings,
    wrongKeys,
    isUnreadable: table === undefined,
    get: ((key: ConfigKey) => values[key] ?? defaultOf(key)) as Config['get'],
  };
}

function defaultOf(key: ConfigKey): string | undefined {
  const spec = CONFIG_KEYS[key];
  return 'default' in spec ? spec.default : undefined;
}

function checkValue(path: string, key: ConfigKey, value: unknown): string {
  if (typeof value !== 'string') {
    throw usage(`${key} must be text in quotes`, `It is set in ${path}.`);
  }
  try {
    return CONFIG_KEYS[key].check(value);
  } catch (error) {
    if (!isCrmError(error)) throw error;
    throw usage(error.message, ...error.hints, `It is set in ${path}.`);
  }
}

function unknownKey(path: string, key: string): string {
  const [near] = findNearest(key, Object.keys(CONFIG_KEYS), 1);
  return `${path}: unknown key "${key}" is ignored${near ? `; did you mean "${near}"?` : ''}`;
}
