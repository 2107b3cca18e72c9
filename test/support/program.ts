import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { isProcessTaken, runInProcess } from './in-process.ts';
import { isOneFile, PROGRAM, type Program, ROOT } from './under-test.ts';

/** The moment at which tests act by default: a Thursday. */
export const NOW = '2026-03-12T10:00:00.000Z';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The stdin of the program; an empty file by default. */
  readonly input?: string | Uint8Array;
  /** The home of this run; use the same one for runs that share a database. See `makeHome`. */
  readonly home?: string;
  /** Database file, instead of the default path in the home. */
  readonly db?: string;
  readonly cwd?: string;
  /** Another program than the one under test. */
  readonly program?: Program;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A new folder as a user's home, removed when the test ends; pass `afterAll` to share it. */
export function makeHome(atEnd: (remove: () => void) => void = onTestFinished): string {
  const home = mkdtempSync(join(tmpdir(), 'crm-test-'));
  atEnd(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

/** Environment of a run: nothing of the developer's own except the path. */
export function environment({ env = {}, home = makeHome(), db }: RunOptions): Record<string, string> {
  const all: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    HOME: home,
    USER: 'tester',
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    CRM_NOW: NOW,
    CRM_USER: 'tester',
    CRM_DB: db,
    // Shared by all tests: an empty cache would double the time of each run.
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/crm-tests'),
    ...env,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/**
 * Variables read by the system, the runtime or the launcher, or that affect locations in code: they need a real
 * process.
 */
const NEEDS_PROCESS = /^(?:PATH|HOME|TMPDIR|LANG|LC_.*|LD_.*|NODE_.*|CRM_DEBUG)$/;

/**
 * Runs the program without a terminal, and waits for its end. The outputs are complete, including the last line
 * break. The program runs in the process of the test, unless the process itself matters, another run uses it, or
 * CRM_BIN names the one file.
 */
export async function crm(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { program, env = {}, cwd = ROOT, input = '' } = options;
  const needsProcess =
    isOneFile ||
    program ||
    isProcessTaken() ||
    Object.keys(env).some((name) => NEEDS_PROCESS.test(name)) ||
    args.some((arg) => /^\/(?:dev(?!\/shm)|proc)\//.test(arg));
  if (needsProcess) return crmProcess(args, options);
  return runInProcess({ args, env: environment(options), cwd, input });
}

/** Uses a separate process, as users do: for tests of the launcher, the system and signals. */
export async function crmProcess(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { program = PROGRAM } = options;
  const { stdout, stderr, exitCode, signal } = await execa(program.command, [...program.before, ...args], {
    env: environment(options),
    extendEnv: false,
    cwd: options.cwd ?? ROOT,
    input: options.input ?? '',
    reject: false,
    stripFinalNewline: false,
  });
  if (exitCode === undefined)
    throw new Error(`crm ${args.join(' ')} did not end by itself: ${signal}\n${stderr}`);
  return { stdout, stderr, exitCode };
}
