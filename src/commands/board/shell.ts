import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates.ts';
import { splitLine } from '../../domain/split-line.ts';
import type { IO } from '../../io/types.ts';
import { SCREEN_LOCK_WAIT } from '../screen-context.ts';

/** Runs a crm command line on the terminal, then waits for any key. */
export async function runOnTerminal(ctx: Context, line: string): Promise<void> {
  const io = ioOf(ctx);
  await ctx.run(splitLine(line), io);
  io.stderr.write('\nPress any key to return to the board ');
  await io.stdout.drain();
  await io.stderr.drain();
  await anyKey(io);
}

/** Waits for a key, whatever it is, or the end of the keyboard. */
async function anyKey(io: IO): Promise<void> {
  const { stdin } = io.terminal();
  const wasRaw = stdin.isRaw === true;
  stdin.setRawMode(true);
  stdin.resume();
  try {
    await new Promise<void>((resolve) => {
      const done = () => {
        stdin.off('data', done);
        stdin.off('end', done);
        resolve();
      };
      stdin.on('data', done);
      stdin.on('end', done);
    });
  } finally {
    stdin.setRawMode(wasRaw);
    stdin.pause();
  }
}

/** What the command finds: the same database and user, and the time of the board. */
function ioOf({ io, settings, user, clock }: Context): IO {
  return {
    stdout: io.stdout,
    stderr: io.stderr,
    stdin: io.stdin,
    terminal: () => io.terminal(),
    suspend: () => io.suspend(),
    startBusyIndicator: () => {},
    stopBusyIndicator: () => {},
    now: () => io.now(),
    login: () => io.login(),
    terminalName: () => io.terminalName(),
    readFile: (path) => io.readFile(path),
    runtime: io.runtime,
    program: io.program,
    platform: io.platform,
    cwd: io.cwd,
    // The process's own signal handling would take signals away from the board.
    signal: new AbortController().signal,
    watchSignals: () => SCREEN_LOCK_WAIT.watchSignals(),
    setZone: () => {},
    setStyle: () => {},
    theme: io.theme,
    background: () => io.background(),
    keepBackground: () => {},
    env: { ...io.env, CRM_DB: settings.db, CRM_USER: user, CRM_NOW: isoTime(clock.now()) },
  };
}
