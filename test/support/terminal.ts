import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { environment, type RunOptions } from './program.ts';
import { PROGRAM, ROOT } from './under-test.ts';

export interface TerminalOptions extends Pick<RunOptions, 'env' | 'home' | 'db' | 'cwd' | 'program'> {
  readonly cols?: number;
  readonly rows?: number;
}

/** The program running in a real terminal of its own. */
export interface Terminal {
  /**
   * The visible text: the rows of the screen without trailing blanks and empty rows. As on terminals of people, a frame
   * appears as a whole, not while it is being received.
   */
  screen(): string;
  /** The content of the terminal's alternate screen when the program left it; null before. */
  readonly left: string | null;
  /** The whole output of the program, including escape sequences. */
  readonly raw: string;
  /** Resolves when the screen shows this; rejects with the screen after `patience` milliseconds. */
  waitFor(what: string | RegExp, patience?: number): Promise<void>;
  type(keys: string): void;
  resize(cols: number, rows: number): void;
  /** Sends the program a signal. */
  kill(signal: 'SIGTERM' | 'SIGHUP'): void;
  /** Exit code, or 128 plus the signal's number. */
  readonly exit: Promise<number>;
}

/** Starts the program in a pseudo-terminal. It is ended with the test, if it is still running. */
export function open(args: readonly string[], options: TerminalOptions = {}): Terminal {
  const { cols = 80, rows = 24, cwd = ROOT, program = PROGRAM } = options;
  const screen = new xterm.Terminal({ cols, rows, allowProposedApi: true });
  const env = environment(options);
  const child = pty.spawn(program.command, [...program.before, ...args], {
    // It sets TERM to this name.
    name: env.TERM ?? 'xterm-256color',
    cols,
    rows,
    cwd,
    env,
  });
  let raw = '';
  let left: string | null = null;
  /** The text before the frame that is being received; null between two frames. */
  let before: string | null = null;
  const visible = () => before ?? textOf(screen);
  let ended = false;
  let looks: (() => void)[] = [];

  screen.parser.registerCsiHandler({ prefix: '?', final: 'l' }, ([mode]) => {
    if (mode === OTHER_SCREEN) left = textOf(screen);
    if (mode === FRAME) before = null;
    return false;
  });
  screen.parser.registerCsiHandler({ prefix: '?', final: 'h' }, ([mode]) => {
    if (mode === FRAME) before = textOf(screen);
    return false;
  });
  child.onData((text) => {
    raw += text;
    screen.write(text, () => {
      for (const look of looks) look();
    });
  });
  // Answers of the screen to requests of the program, such as the cursor position.
  screen.onData((answer) => child.write(answer));
  const exit = new Promise<number>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      ended = true;
      // The last text can still be in the buffer of the screen.
      screen.write('', () => {
        before = null;
        resolve(signal ? 128 + signal : exitCode);
      });
    });
  });
  onTestFinished(() => {
    if (!ended) child.kill('SIGKILL');
    screen.dispose();
  });

  return {
    screen: visible,
    get left() {
      return left;
    },
    get raw() {
      return raw;
    },
    waitFor: (what, patience = 60_000) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          looks = looks.filter((other) => other !== look);
          settle();
        };
        const look = () => {
          if (shows(visible(), what)) finish(resolve);
        };
        const timer = setTimeout(
          () => finish(() => reject(new Error(`${what} did not appear:\n${visible()}`))),
          patience,
        );
        looks.push(look);
        look();
      }),
    type: (keys) => child.write(keys),
    kill: (signal) => child.kill(signal),
    resize: (newCols, newRows) => {
      screen.resize(newCols, newRows);
      child.resize(newCols, newRows);
    },
    exit,
  };
}

/** The terminal mode that shows the alternate screen. */
const OTHER_SCREEN = 1049;

/** The terminal mode in which a frame is sent: synchronized output. */
const FRAME = 2026;

function shows(text: string, what: string | RegExp): boolean {
  return typeof what === 'string' ? text.includes(what) : what.test(text);
}

function textOf(screen: InstanceType<typeof xterm.Terminal>): string {
  const buffer = screen.buffer.active;
  const lines: string[] = [];
  for (let row = 0; row < screen.rows; row++) {
    lines.push(buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '');
  }
  return lines.join('\n').trimEnd();
}
