import { isAbsolute, join } from 'node:path';
import { failed } from '../domain/errors.ts';
import type { IO } from '../io/types.ts';

/** What the location of a user's folders depends on. */
type System = Pick<IO, 'env' | 'platform'>;

/** Below the home folder, by the XDG Base Directory Specification. */
const XDG_DEFAULTS = { data: '.local/share', config: '.config' };

/**
 * The user's data folder: `$XDG_DATA_HOME/crm`, else the standard place of the operating system.
 * Throws `failed` for a user without a home folder.
 */
export async function dataDir(system: System): Promise<string> {
  const folder = await folderOf('data', system.env.XDG_DATA_HOME, system);
  if (folder !== undefined) return folder;
  throw failed(
    'there is no home folder to keep the database in',
    'Name the database with --db or CRM_DB, or set HOME.',
  );
}

/** The config file of this user; undefined for a user without a home folder. */
export async function configFile(system: System): Promise<string | undefined> {
  const folder = await folderOf('config', system.env.XDG_CONFIG_HOME, system);
  return folder === undefined ? undefined : join(folder, 'config.toml');
}

async function folderOf(
  kind: 'data' | 'config',
  base: string | undefined,
  { env, platform }: System,
): Promise<string | undefined> {
  // The XDG specification says to ignore relative paths.
  if (base && isAbsolute(base)) return join(base, 'crm');
  // An empty HOME means no home folder for Node; Bun would read the password file.
  if (env.HOME === '') return undefined;
  // The same result as env-paths, without loading it and Node's os module at every start.
  if (platform === 'linux' && env.HOME && isAbsolute(env.HOME))
    return join(env.HOME, XDG_DEFAULTS[kind], 'crm');
  try {
    const { default: envPaths } = await import('env-paths');
    const folder = envPaths('crm', { suffix: '' })[kind];
    return isAbsolute(folder) ? folder : undefined;
  } catch {
    // Neither $HOME nor a password entry, as in containers with made-up user ids.
    return undefined;
  }
}
