import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { hostname } from 'node:os';
import system from 'node:process';

/** `<machine>-<process id>-<process start>-<random>`. */
const TOKEN = /^([\da-f]{8})-(\d+)-(\d+)-[\da-f]{12}$/;

/** A text that names this process, so that another one can tell whether it still runs; each call makes a new one. */
export function processToken(): string {
  const random = randomBytes(6).toString('hex');
  return `${machineId()}-${system.pid}-${startOf('self') ?? 0}-${random}`;
}

/** Whether the process of a token has ended; null if that cannot be seen from here: it runs on another machine. */
export function hasEnded(token: string): boolean | null {
  const [, machine, pid, start] = TOKEN.exec(token) ?? [];
  return machine === machineId() ? !isRunning(Number(pid), start as string) : null;
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
