import { terminalSafe } from '../domain/terminal-text.ts';
import type { IO } from '../io/types.ts';
import { isUtf8 } from './locale.ts';

/** Minimum lines for the pager; `less` exits at once if the text fits the window. */
const MIN_PAGED_LINES = 24;

interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Shows text on the terminal, long text through the user's pager. Resolves when the reader is done; quitting the
 * pager early is not an error. If the pager cannot be started, writes directly.
 */
export async function page(text: string, io: IO): Promise<void> {
  const command = io.stdout.isTTY && isLong(text) ? pagerCommand(io.env) : null;
  if (command) {
    io.stopBusyIndicator();
    await io.stdout.drain();
    if (await runPager(command, [text])) return;
  }
  io.stdout.write(text, 'styles');
}

/** Like `page`, for long text produced while it is read: stops producing when the reader quits. */
export async function pageAll(pieces: AsyncIterable<string>, io: IO): Promise<void> {
  const command = io.stdout.isTTY ? pagerCommand(io.env) : null;
  if (command) {
    io.stopBusyIndicator();
    await io.stdout.drain();
    if (await runPager(command, pieces)) return;
  }
  for await (const piece of pieces) {
    io.stdout.write(piece, 'styles');
    await io.stdout.drain();
  }
}

/** The command in PAGER, `less` if unset; none if it is empty or `cat`, and on a terminal that cannot move its cursor. */
export function pagerCommand(env: Readonly<Record<string, string | undefined>>): Command | null {
  const [file, ...args] = (env.PAGER ?? 'less').split(' ').filter((word) => word !== '');
  if (file === undefined || file === 'cat' || env.TERM === 'dumb') return null;
  return {
    file,
    args,
    // F: exit if the text fits, R: pass colour only, X: leave the text on the screen.
    env: { LESS: 'FRX', ...(isUtf8(env) ? { LESSCHARSET: 'utf-8' } : {}), ...env },
  };
}

function isLong(text: string): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && lines < MIN_PAGED_LINES; at = text.indexOf('\n', at + 1))
    lines++;
  return lines >= MIN_PAGED_LINES;
}

/** Resolves to false if the pager could not be started; no text is consumed then. */
async function runPager(
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
  // A reader who quits early closes the pipe.
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
