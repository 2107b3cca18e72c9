import { ALIASES, type Aliases, readAliases } from './config/aliases.ts';
import { configFile } from './config/folders.ts';
import { readHooks } from './config/hooks.ts';
import {
  CONFIG_KEYS,
  type ConfigKey,
  HOURS_TABLE,
  isConfigKey,
  type SettingName,
  settingSpec,
  tableKey,
} from './config/keys.ts';
import { MAIL, readMailAccounts } from './config/mail-accounts.ts';
import { KEYS_TABLE, keySettingName } from './config/screen-keys.ts';
import { readSecrets, SECRETS, type Secrets } from './config/secrets.ts';
import { parseToml } from './config/toml.ts';
import { helpOf, isCrmError, usage } from './domain/errors.ts';
import type { Hook } from './domain/hook.ts';
import { isObject } from './domain/json-object.ts';
import type { MailAccount } from './domain/mail/account.ts';
import { findNearest } from './domain/suggest.ts';
import type { IO } from './io/types.ts';

/** The tables of the config file with the user's hooks. */
const HOOKS = 'hook';

/** Keys that always have a value. */
type KeyWithDefault = {
  [K in ConfigKey]: (typeof CONFIG_KEYS)[K] extends { default: string } ? K : never;
}[ConfigKey];

/** The checked content of the user's config file. */
export interface Config {
  /** The file, whether it exists or not; undefined for a user without a home folder. */
  readonly path: string | undefined;
  /** The values that are set in the file. */
  readonly values: Readonly<Partial<Record<SettingName, string>>>;
  /** Commands of the user's own. */
  readonly aliases: Aliases;
  /** The user's programs that are started when something happens. */
  readonly hooks: readonly Hook[];
  /** The commands that print the user's secrets. */
  readonly secrets: Secrets;
  /** The user's accounts for mail; the first one is the usual one. */
  readonly mailAccounts: readonly MailAccount[];
  /** Warnings about unknown content of the file. */
  readonly warnings: readonly string[];
  /** Keys with an invalid value. */
  readonly wrongKeys: readonly SettingName[];
  /** Whether the file cannot be read at all, so that its values are unknown. */
  readonly isUnreadable: boolean;
  /** The value in the file, else the default. */
  get<K extends SettingName>(key: K): K extends KeyWithDefault ? string : string | undefined;
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
  const values: Partial<Record<SettingName, string>> = {};
  let aliases: Aliases = {};
  let hooks: readonly Hook[] = [];
  let secrets: Secrets = {};
  let mailAccounts: readonly MailAccount[] = [];
  const warnings: string[] = [];
  const wrongKeys: SettingName[] = [];
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
  const take = (key: SettingName, value: unknown) => {
    try {
      values[key] = checkValue(String(path), key, value);
    } catch (error) {
      tolerate(error);
      wrongKeys.push(key);
    }
  };
  for (const [key, value] of Object.entries(table ?? {})) {
    if (isConfigKey(key)) take(key, value);
    else if (key === HOURS_TABLE) {
      for (const [name, hours] of Object.entries(countriesOf(String(path), value, tolerate)))
        take(name as SettingName, hours);
    } else if (key === KEYS_TABLE) {
      for (const [name, keys] of Object.entries(keysOf(String(path), value, tolerate)))
        take(name as SettingName, keys);
    } else if (key === ALIASES) {
      try {
        aliases = readAliases(String(path), value);
      } catch (error) {
        tolerate(error);
      }
    } else if (key === HOOKS) {
      try {
        hooks = readHooks(String(path), value);
      } catch (error) {
        tolerate(error);
      }
    } else if (key === SECRETS) {
      try {
        secrets = readSecrets(String(path), value);
      } catch (error) {
        tolerate(error);
      }
    } else if (key === MAIL) {
      try {
        mailAccounts = readMailAccounts(String(path), value);
      } catch (error) {
        tolerate(error);
      }
    } else warnings.push(unknownKey(String(path), key));
  }
  return {
    path,
    values,
    aliases,
    hooks,
    secrets,
    mailAccounts,
    warnings,
    wrongKeys,
    isUnreadable: table === undefined,
    get: ((key: SettingName) => values[key] ?? settingSpec(key).default) as Config['get'],
  };
}

/** The settings of the table of countries. */
function countriesOf(
  path: string,
  table: unknown,
  tolerate: (error: unknown) => void,
): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [code, hours] of Object.entries(isObject(table) ? table : {})) {
    try {
      found[tableKey(code)] = hours;
    } catch (error) {
      tolerate(error);
    }
  }
  if (!isObject(table))
    tolerate(usage(`${HOURS_TABLE} must be a table: [${HOURS_TABLE}]`, `It is set in ${path}.`));
  return found;
}

/** The settings of the table of keys, with those of the tables for each screen. */
function keysOf(
  path: string,
  table: unknown,
  tolerate: (error: unknown) => void,
): Readonly<Record<string, unknown>> {
  if (!isObject(table)) {
    tolerate(usage(`${KEYS_TABLE} must be a table: [${KEYS_TABLE}.board]`, `It is set in ${path}.`));
    return {};
  }
  const found: Record<string, unknown> = {};
  const entries = Object.entries(table).flatMap(([name, value]) =>
    isObject(value)
      ? Object.entries(value).map(([action, keys]) => [`${name}.${action}`, keys] as const)
      : [[name, value] as const],
  );
  for (const [name, keys] of entries) {
    try {
      found[keySettingName(name)] = keys;
    } catch (error) {
      tolerate(isCrmError(error) ? usage(error.message, ...helpOf(error, `It is set in ${path}.`)) : error);
    }
  }
  return found;
}

function checkValue(path: string, key: SettingName, value: unknown): string {
  if (typeof value !== 'string') {
    throw usage(`${key} must be text in quotes`, `It is set in ${path}.`);
  }
  try {
    return settingSpec(key).check(value);
  } catch (error) {
    if (!isCrmError(error)) throw error;
    throw usage(error.message, ...helpOf(error, `It is set in ${path}.`));
  }
}

function unknownKey(path: string, key: string): string {
  const [near] = findNearest(key, Object.keys(CONFIG_KEYS), 1);
  return `${path}: unknown key "${key}" is ignored${near ? `; did you mean "${near}"?` : ''}`;
}
