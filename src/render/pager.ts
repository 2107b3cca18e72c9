import type { IO } from '../io/types.ts';
import { isUtf8 } from './locale.ts';
import { terminalSafe } from './terminal-text.ts';

/** Output of so many lines goes to the pager; less gives back at once what fits the window after all. */
const LONG = 24;

interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Shows text on the terminal, through the user's pager when it is long. Resolves when the reader is done with
 * it; leaving the pager early is not an error. A pager that cannot be started is done without.
 */
export async function page(text: string, io: IO): Promise<void> {
  const command = io.stdout.isTTY && isLong(text) ? pagerCommand(io.env) : null;
  if (command) {
    io.stopBusyIndicator();
    await io.stdout.drain();
    if (await readIn(command, [text])) return;
  }
  io.stdout.write(text, 'styles');
}

/** As `page`, for text that is long and is made while it is read: what nobody wants to see is not made. */
export async function pageAll(pieces: AsyncIterable<string>, io: IO): Promise<void> {
  const command = io.stdout.isTTY ? pagerCommand(io.env) : null;
  if (command) {
    io.stopBusyIndicator();
    await io.stdout.drain();
    if (await readIn(command, pieces)) return;
  }
  for await (const piece of pieces) {
    io.stdout.write(piece, 'styles');
    await io.stdout.drain();
  }
}

/** The pager that PAGER names, `less` if it names none, or nothing when it is empty or `cat`. */
export function pagerCommand(env: Readonly<Record<string, string | undefined>>): Command | null {
  const [file, ...args] = (env.PAGER ?? 'less').split(' ').filter((word) => word !== '');
  if (file === undefined || file === 'cat') return null;
  return {
    file,
    args,
    // F: leave at once if it fits, R: obey colour and nothing else, X: leave what was read on the screen.
    env: { LESS: 'FRX', ...(isUtf8(env) ? { LESSCHARSET: 'utf-8' } : {}), ...env },
  };
}

function isLong(text: string): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && lines < LONG; at = text.indexOf('\n', at + 1)) lines++;
  return lines >= LONG;
}

/** Resolves to false when the pager could not be started: nothing is taken of the text then. */
async function readIn(
  { file, args, env }: Command,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  const child = spawn(file, args, { stdio: ['pipe', 'inherit', 'inherit'], env: { ...env } });
  const started = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
  if (!started) return false;
  let left = false;
  const end = new Promise<void>((resolve) => {
    child.once('close', () => {
      left = true;
      resolve();
    });
  });
  // The reader who quits early closes the pipe.
  child.stdin.on('error', () => {});
  for await (const piece of pieces) {
    if (left) break;
    if (child.stdin.write(terminalSafe(piece, 'styles'))) continue;
    await Promise.race([new Promise((resolve) => child.stdin.once('drain', resolve)), end]);
  }
  child.stdin.end();
  await end;
  return true;
}
