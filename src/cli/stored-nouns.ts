import { dataDir } from '../config/folders.ts';
import { loadConfig } from '../config.ts';
import { isoTime } from '../domain/dates.ts';
import type { IO } from '../io/types.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { type DatabaseSchema, openSqlite } from '../store/sqlite/open.ts';

/** How long to wait for another writer before a line is read without the nouns of the team, in milliseconds. */
const BUSY_TIMEOUT_MS = 2000;

/**
 * The nouns of the program and those that the team has made, in the database that the line is for. Without such a
 * database, or if it cannot be read, those of the program: the command itself says why.
 */
export async function readStoredNouns(
  argv: readonly string[],
  io: IO,
  schema: DatabaseSchema,
): Promise<Nouns> {
  try {
    const path = typedDatabase(argv) ?? (await usualDatabase(io));
    const now = isoTime(io.now());
    const engine = openSqlite({ path, ...schema, now, missing: 'fail', busyTimeout: BUSY_TIMEOUT_MS });
    const { nouns } = engine;
    await engine.close();
    return nouns;
  } catch {
    return schema.nouns;
  }
}

/** The path after `--db`, wherever that is. */
export function typedDatabase(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((word) => word === '--db' || word.startsWith('--db='));
  if (at < 0) return undefined;
  return argv[at] === '--db' ? argv[at + 1] : argv[at]?.slice('--db='.length);
}

/** The database of a line that names none. */
export async function usualDatabase(io: IO): Promise<string> {
  const config = await loadConfig(io, { isTolerant: true }).catch(() => undefined);
  return (io.env.CRM_DB || config?.get('db')) ?? `${await dataDir(io)}/crm.db`;
}
