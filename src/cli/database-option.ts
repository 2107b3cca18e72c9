import { existsSync, statSync } from 'node:fs';
import type { AnyCommand } from '../commands/command.ts';
import { usage } from '../domain/errors.ts';
import type { DraftKind } from '../store/sqlite/draft.ts';

/** Above this size, queries may take longer than a moment. */
const LARGE_DATABASE_BYTES = 32 * 1024 * 1024;

/** The file of --db, else CRM_DB. Throws `usage` for anything but the path of a file. */
export function namedDatabase(option: string | undefined, variable: string | undefined): string | undefined {
  const [name, by] = option === undefined ? [variable || undefined, 'CRM_DB'] : [option, '--db'];
  if (name === undefined) return undefined;
  const example = 'Give the path of a file, such as sales.db.';
  if (name.trim() === '') throw usage(`${by} is blank`, example);
  if (/^file:/i.test(name))
    throw usage(
      `${by} needs a path, not the address "${name}"`,
      `Leave out file: at the start. For a file of that name: ./${name}`,
    );
  if (name === ':memory:') throw usage(`${by} is ":memory:", which is not a file`, example);
  if (/[/\\]$/.test(name) && !existsSync(name))
    throw usage(`${by} is a folder: "${name}"`, `Name a file in it: ${name}crm.db`);
  if (name.includes('\0')) throw usage(`${by} is not a file name`, example);
  return name;
}

/** How a command treats a missing database: the default one may be missing, a named one is a mistake. */
export function missingDatabase(
  isNamed: boolean,
  createsDatabase: AnyCommand['createsDatabase'],
  dryRun: boolean,
): 'fail' | DraftKind {
  if (isNamed && createsDatabase === undefined) return 'fail';
  if (dryRun) return 'forgotten';
  return createsDatabase === 'filled' ? 'created in bulk' : 'created';
}

/** Whether queries of the database may take longer than a moment. */
export function isLarge(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= LARGE_DATABASE_BYTES;
}
