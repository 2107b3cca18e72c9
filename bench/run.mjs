import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/** Has a shell run a command and then tell what processor time it took, in milliseconds (sh tells hundredths of a second). */
const TIMED = ['bash', '-c', '"$@"; code=$?; times >&3; exit $code', 'bash'];

/**
 * Runs a command to its end: milliseconds, seconds of processor time of all its threads, stdout, and the most memory it
 * held (kB, where the system tells it). Throws with its stderr when it fails.
 */
export async function run(command) {
  const start = performance.now();
  const [shell, ...args] = [...TIMED, ...command];
  const child = spawn(shell, args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  let peak;
  const watch = setInterval(() => {
    peak = peakOf(child.pid) ?? peak;
  }, 10);
  const [stdout, stderr, times, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    text(child.stdio[3]),
    once(child, 'exit').finally(() => clearInterval(watch)),
  ]);
  const ms = performance.now() - start;
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${stderr}`);
  return { ms, cpu: secondsIn(times), stdout, peak };
}

/** The seconds that `times` tells of children, as user and as system: `0m1.25s 0m0.30s` in its second line. */
function secondsIn(times) {
  const parts =
    times
      .trim()
      .split('\n')
      .at(-1)
      ?.matchAll(/(\d+)m([\d.]+)s/g) ?? [];
  return [...parts].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/** Of the command that a shell runs. */
function peakOf(shell) {
  try {
    const [pid] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').split(' ');
    const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes && Number(kilobytes);
  } catch {
    return undefined;
  }
}
