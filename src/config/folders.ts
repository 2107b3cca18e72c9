import { isAbsolute, join } from 'node:path';
import type { Env } from '../config.ts';
import { failed } from '../domain/errors.ts';

/**
 * Where this user's data is: `$XDG_DATA_HOME/crm`, else the place the operating system has for it.
 * Throws `failed` for a user without a home folder.
 */
export async function dataDir(env: Env): Promise<string> {
  const folder = await folderOf('data', env.XDG_DATA_HOME, env);
  if (folder !== undefined) return folder;
  throw failed(
    'there is no home folder to keep the database in',
    'Name the database with --db or CRM_DB, or set HOME.',
  );
}

/** The config file of this user; undefined for a user without a home folder. */
export async function configFile(env: Env): Promise<string | undefined> {
  const folder = await folderOf('config', env.XDG_CONFIG_HOME, env);
  return folder === undefined ? undefined : join(folder, 'config.toml');
}

async function folderOf(
  kind: 'data' | 'config',
  base: string | undefined,
  env: Env,
): Promise<string | undefined> {
  // The XDG specification says that a relative path is to be ignored.
  if (base && isAbsolute(base)) return join(base, 'crm');
  // Set to nothing it says that there is none; Node takes it so, Bun would go by the password file.
  if (env.HOME === '') return undefined;
  try {
    const { default: envPaths } = await import('env-paths');
    const folder = envPaths('crm', { suffix: '' })[kind];
    return isAbsolute(folder) ? folder : undefined;
  } catch {
    // The system knows neither $HOME nor an entry for this user: so it is in containers with made-up user ids.
    return undefined;
  }
}
