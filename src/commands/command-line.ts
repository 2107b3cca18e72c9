import type { Context } from '../context.ts';
import { isoTime } from '../domain/dates.ts';
import { splitLine } from '../domain/split-line.ts';
import type { IO, Output } from '../io/types.ts';
import type { CommandLinePort } from '../render/tui/runtime/command-line.ts';
import { SCREEN_LOCK_WAIT } from './screen-context.ts';

/** The command line of a screen, which is called so: its commands run on the terminal itself, then wait for any key. */
export function commandLineOf(ctx: Context, screen: string): CommandLinePort {
  return {
    async shell(line) {
      // Commands open it by its name, where another one could be by now.
      (await ctx.store()).engine.requireInPlace();
      const io = ioOf(ctx);
      await ctx.run(splitLine(line), io);
      io.stderr.write(`\nPress any key to return to the ${screen} `);
      await io.stdout.drain();
      await io.stderr.drain();
      await anyKey(io);
      // What follows on this screen begins a line.
      io.stderr.write('\n');
    },
    async complete(line) {
      const answer = new TextOutput();
      await ctx.run(['complete', 'screen', '--', line], { ...ioOf(ctx), stdout: answer });
      return answer.text === '' ? { start: line.length, candidates: [] } : JSON.parse(answer.text);
    },
  };
}

/** Takes text for the program itself. */
class TextOutput implements Output {
  readonly isTTY = false;
  readonly columns = 80;
  readonly depth = 'plain';
  text = '';

  write(text: string): void {
    this.text += text;
  }

  async drain(): Promise<void> {}
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
