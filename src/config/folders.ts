import { isAbsolute, join } from 'node:path';
import { failed } from '../domain/errors.ts';
import type { IO } from '../io/types.ts';

/** What tells where a user's folders are. */
type System = Pick<IO, 'env' | 'platform'>;

/** Below the home folder, by the XDG Base Directory Specification. */
const XDG_DEFAULTS = { data: '.local/share', config: '.config' };

/**
 * Where this user's data is: `$XDG_DATA_HOME/crm`, else the place the operating system has for it.
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
  // The XDG specification says that a relative path is to be ignored.
  if (base && isAbsolute(base)) return join(base, 'crm');
  // Set to nothing it says that there is none; Node takes it so, Bun would go by the password file.
  if (env.HOME === '') return undefined;
  // What env-paths would say there, without loading it and Node's os module at every start.
  if (platform === 'linux' && env.HOME && isAbsolute(env.HOME))
    return join(env.HOME, XDG_DEFAULTS[kind], 'crm');
  try {
    const { default: envPaths } = await import('env-paths');
    const folder = envPaths('crm', { suffix: '' })[kind];
    return isAbsolute(folder) ? folder : undefined;
  } catch {
    // The system knows neither $HOME nor an entry for this user: so it is in containers with made-up user ids.
    return undefined;
  }
}
