import system from 'node:process';
import type { StopSignal } from '../domain/errors.ts';
import { endsAtHangup } from './interrupts.ts';

/** What became of a program. */
export interface ProgramEnd {
  /** 0 if all went well; null if it did not end by itself. */
  readonly exitCode: number | null;
  /** The first line that it wrote, to stderr or else to stdout. */
  readonly firstLine: string;
  /** What it wrote to stdout, without white space around it. */
  readonly output: string;
  /** Why it did not end by itself, in words: `took longer than 10 s`. */
  readonly problem: string | null;
}

export interface ProgramRun {
  readonly command: readonly [program: string, ...args: string[]];
  /** Its stdin, piece by piece. */
  readonly input: AsyncIterable<string>;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /**
   * Whether what it has started is stopped with it. It has no terminal then: one that may ask for a password needs one.
   */
  readonly stopsWhole?: boolean;
}

/** More output than anybody reads. */
const MAX_OUTPUT_CHARS = 64 * 1024;

/** How long a program may go on after it was asked to stop, and what it wrote is read after its end. */
const GRACE_MS = 1000;

/** Variables that a program of the user's may need: where it finds files, programs, the screen and the language. */
const PASSED =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|DISPLAY|WAYLAND_DISPLAY|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|SYSTEMROOT|USERPROFILE|APPDATA|LOCALAPPDATA|PATHEXT)$/i;

/** The variables that the user's programs get, and no others: a key in the environment is not for them. */
export function programEnv(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => PASSED.test(entry[0]) && entry[1] !== undefined,
    ),
  );
}

/** Runs a program without a shell and waits for its end; it is stopped when its time is over or when it says too much. */
export async function runProgram({
  command: [program, ...args],
  input,
  env,
  timeoutMs,
  stopsWhole = false,
}: ProgramRun): Promise<ProgramEnd> {
  const { execa } = await import('execa');
  const isGroup = stopsWhole && system.platform !== 'win32';
  // Before it starts: a signal that comes meanwhile is heard afterwards.
  const group = isGroup ? guardGroup(timeoutMs) : null;
  const running = execa(program, args, {
    stdin: input,
    env,
    extendEnv: false,
    reject: false,
    ...(group ? {} : { timeout: timeoutMs }),
    forceKillAfterDelay: GRACE_MS,
    maxBuffer: MAX_OUTPUT_CHARS,
    detached: isGroup,
  });
  group?.follow(running.pid);
  // What it leaves running has its pipes too, and may never close them.
  running.nodeChildProcess.once('exit', () => {
    setTimeout(() => {
      running.stdout?.destroy();
      running.stderr?.destroy();
    }, GRACE_MS).unref();
  });
  const result = await running;
  const timedOut = group ? group.isOver() : result.timedOut;
  group?.release(timedOut || result.isMaxBuffer);
  const firstLine =
    [result.stderr, result.stdout]
      .flatMap((text) => text?.trim().split(/\r?\n/, 1) ?? [])
      .find((line) => line !== '') ?? '';
  return {
    exitCode: result.exitCode ?? null,
    firstLine,
    output: result.stdout?.trim() ?? '',
    problem: problemOf({ ...result, timedOut }, timeoutMs),
  };
}

/**
 * Asks all of a group of processes to stop when its time is over, when this process ends and when it is told to stop: no
 * terminal and no parent does it for a group of its own. `follow` says which was started first, `isOver` whether its time is, `release` ends all that; if the
 * program was stopped, so is the rest.
 */
function guardGroup(timeoutMs: number): {
  follow(first: number | undefined): void;
  isOver(): boolean;
  release(isStopped: boolean): void;
} {
  let pid: number | undefined;
  let isOver = false;
  const kill = (signal: NodeJS.Signals) => {
    if (pid === undefined) return;
    try {
      system.kill(-pid, signal);
    } catch {
      // All of it has ended.
    }
  };
  let timer = setTimeout(() => {
    isOver = true;
    kill('SIGTERM');
    timer = setTimeout(() => kill('SIGKILL'), GRACE_MS);
  }, timeoutMs);
  const atExit = () => kill('SIGKILL');
  const signals: StopSignal[] = ['SIGINT', 'SIGTERM', ...(endsAtHangup(system) ? (['SIGHUP'] as const) : [])];
  const listeners = signals.map((name) => {
    const listener = () => {
      kill(name);
      // What a shell starts in the background is deaf to SIGINT.
      kill('SIGTERM');
      if (system.listenerCount(name) > 1) return;
      system.off(name, listener);
      system.kill(system.pid, name);
    };
    system.on(name, listener);
    return [name, listener] as const;
  });
  system.once('exit', atExit);
  return {
    follow(first) {
      pid = first;
    },
    isOver: () => isOver,
    release(isStopped) {
      clearTimeout(timer);
      system.off('exit', atExit);
      for (const [name, listener] of listeners) system.off(name, listener);
      if (isStopped) kill('SIGKILL');
    },
  };
}

interface Outcome {
  readonly exitCode?: number | undefined;
  readonly timedOut: boolean;
  readonly isMaxBuffer: boolean;
  readonly signalDescription?: string | undefined;
  readonly originalMessage?: string | undefined;
  readonly failed: boolean;
}

function problemOf(
  { exitCode, timedOut, isMaxBuffer, signalDescription, originalMessage }: Outcome,
  timeoutMs: number,
): string | null {
  if (timedOut) return `took longer than ${timeoutMs / 1000} s and was stopped`;
  if (isMaxBuffer) return `wrote more than ${MAX_OUTPUT_CHARS / 1024} KB and was stopped`;
  if (exitCode !== undefined) return null;
  if (signalDescription !== undefined) return `was stopped by a signal: ${signalDescription}`;
  return `cannot be started: ${originalMessage ?? 'unknown error'}`;
}
