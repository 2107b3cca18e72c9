import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import system from 'node:process';

/**
 * Temporary files of unfinished outputs. The name identifies the writing process, so that another run can tell the
 * leftover of a killed process from a file in progress:
 * `.crm-<machine>-<process id>-<process start>-<random>.tmp`, and the files that SQLite keeps beside such a database.
 */
const TEMPORARY_NAME = /^\.crm-([\da-f]{8})-(\d+)-(\d+)-[\da-f]{12}\.tmp(?:-wal|-shm|-journal)?$/;

/** A file whose writer cannot be checked (another machine or container) counts as a leftover after a day. */
const UNKNOWN_WRITER_LIMIT_MS = 24 * 3_600_000;

/** A path in the folder for a file of this process; nothing is created. */
export function temporaryPath(folder: string): string {
  const random = randomBytes(6).toString('hex');
  return join(folder, `.crm-${machineId()}-${system.pid}-${startOf('self') ?? 0}-${random}.tmp`);
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
  const [, machine, pid, start] = TEMPORARY_NAME.exec(path.slice(path.lastIndexOf('.crm-'))) ?? [];
  if (machine === undefined) return false;
  const stats = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stats || (system.geteuid && stats.uid !== system.geteuid())) return false;
  if (machine === machineId()) return !isRunning(Number(pid), start as string);
  const now = Date.now();
  const isBeforeBoot = stats.mtimeMs < now - uptime() * 1000;
  return isBeforeBoot || stats.mtimeMs < now - UNKNOWN_WRITER_LIMIT_MS;
}

/** Identifies where process ids are comparable: one boot of one machine, on Linux one container. */
function machineId(): string {
  let text: string;
  try {
    text =
      fs.readFileSync('/proc/sys/kernel/random/boot_id', 'latin1') + fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    text = hostname();
  }
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function isRunning(pid: number, start: string): boolean {
  const running = startOf(pid);
  if (running !== undefined && start !== '0') return running === start;
  try {
    system.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Start of a process, in clock ticks since boot; undefined if the system does not tell. */
function startOf(pid: number | 'self'): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in parentheses, which may contain spaces.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie no longer writes.
    return state === 'Z' ? 'ended' : fields[18];
  } catch {
    return undefined;
  }
}
