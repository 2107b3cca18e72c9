import fs from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import system from 'node:process';
import { hasEnded, processToken } from './process-token.ts';

/**
 * Temporary files of unfinished outputs. The name identifies the writing process, so that another run can tell the
 * leftover of a killed process from a file in progress: `.crm-<token of the process>.tmp`, with a number where there are
 * several, and the files that are beside such a database.
 */
const TEMPORARY_NAME = /^\.crm-([\da-f]{8}-\d+-\d+-[\da-f]{12})\.tmp(?:-wal|-shm|-journal|-files|-\d+)?$/;

/** A file whose writer cannot be checked (another machine or container) counts as a leftover after a day. */
const UNKNOWN_WRITER_LIMIT_MS = 24 * 3_600_000;

/** A path in the folder for a file of this process; nothing is created. */
export function temporaryPath(folder: string): string {
  return join(folder, `.crm-${processToken()}.tmp`);
}

/** Files and folders left by killed processes; empty if the folder cannot be read. */
export function leftoversIn(folder: string): string[] {
  let names: string[];
  try {
    names = fs.readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.startsWith('.crm-'))
    .map((name) => join(folder, name))
    .filter((path) => isLeftover(path));
}

/** Removes what killed processes of this user left in the folder; returns the paths. Skips what cannot be removed. */
export function removeLeftovers(folder: string): string[] {
  return leftoversIn(folder).filter((path) => {
    try {
      fs.rmSync(path, { recursive: true, force: true });
      return true;
    } catch {
      return false;
    }
  });
}

function isLeftover(path: string): boolean {
  const [, token] = TEMPORARY_NAME.exec(path.slice(path.lastIndexOf('.crm-'))) ?? [];
  if (token === undefined) return false;
  const stats = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stats || (system.geteuid && stats.uid !== system.geteuid())) return false;
  const isOver = hasEnded(token);
  if (isOver !== null) return isOver;
  const now = Date.now();
  const isBeforeBoot = stats.mtimeMs < now - uptime() * 1000;
  return isBeforeBoot || stats.mtimeMs < now - UNKNOWN_WRITER_LIMIT_MS;
}
