import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import system from 'node:process';

/**
 * Temporary files of unfinished outputs. Their names say which process writes them, so that another run can tell a
 * leftover of a killed process from a file that is still being written:
 * `.crm-<machine>-<process id>-<process start>-<random>.tmp`, and what SQLite keeps beside such a database.
 */
const TEMPORARY_NAME = /^\.crm-([\da-f]{8})-(\d+)-(\d+)-[\da-f]{12}\.tmp(?:-wal|-shm|-journal)?$/;

/** A file whose writer cannot be looked up (another machine or container) counts as left behind after a day. */
const UNKNOWN_WRITER_LIMIT_MS = 24 * 3_600_000;

/** A path in the folder for a file that this process writes; nothing is created. */
export function temporaryPath(folder: string): string {
  const random = randomBytes(6).toString('hex');
  return join(folder, `.crm-${machineId()}-${system.pid}-${startOf('self') ?? 0}-${random}.tmp`);
}

/** Files and folders that killed processes left in the folder; empty where it cannot be read. */
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

/** Removes what killed processes of this user left in the folder; returns the paths. What cannot be removed stays. */
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

/** Tells where process ids mean the same: one start of one machine, and on Linux one container of it. */
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

/** When a process started, in clock ticks since the machine did; undefined where the system does not tell. */
function startOf(pid: number | 'self'): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in parentheses, which may hold spaces.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie writes nothing any more.
    return state === 'Z' ? 'ended' : fields[18];
  } catch {
    return undefined;
  }
}
