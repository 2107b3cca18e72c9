import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates.ts';
import { splitLine } from '../../domain/split-line.ts';
import type { IO } from '../../io/types.ts';
import { makePrompt } from '../../prompt.ts';
import { SCREEN_LOCK_WAIT } from '../screen-context.ts';

/** Runs a crm command line on the terminal, then waits for Enter. */
export async function runOnTerminal(ctx: Context, line: string): Promise<void> {
  const io = ioOf(ctx);
  await ctx.run(splitLine(line), io);
  await io.stdout.drain();
  await makePrompt({ io, yes: false }).text('Press Enter to return to the board');
}

/** What the command finds: the same database and user, and the time of the board. */
function ioOf({ io, settings, user, clock }: Context): IO {
  return {
    stdout: io.stdout,
    stderr: io.stderr,
    stdin: io.stdin,
    terminal: () => io.terminal(),
    startBusyIndicator: () => {},
    stopBusyIndicator: () => {},
    now: () => io.now(),
    login: () => io.login(),
    terminalName: () => io.terminalName(),
    readFile: (path) => io.readFile(path),
    runtime: io.runtime,
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
