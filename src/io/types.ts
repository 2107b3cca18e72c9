import type { OwnSequences } from '../domain/terminal-text.ts';
import type { Background, ColorWhen, StyleDepth, Theme } from './style-mode.ts';

/** Why an output no longer accepts text. */
export interface OutputFailure {
  /** The error that was thrown. */
  readonly error: Error;
  /** Whether the reader of a pipe is gone, which is not an error. */
  readonly isReaderGone: boolean;
  /** In words. */
  readonly reason: string;
}

/** A stream that the program writes to. Text is buffered; `flush` respects back-pressure. */
export interface Output {
  readonly isTTY: boolean;
  /** Width in columns; 80 if unknown. */
  readonly columns: number;
  /** How much style it takes. */
  readonly depth: StyleDepth;
  /** Set after text could not be written. */
  readonly failure?: OutputFailure | undefined;
  /**
   * On a terminal, control characters in the text are shown instead of executed, except for the program's own
   * sequences named by `own`. Elsewhere the text is written unchanged.
   */
  write(text: string, own?: OwnSequences): void;
  /**
   * Writes the buffer and lets signals in; for use between batches of long output. Rejects with `ReaderGone`
   * (io/output.ts) if nobody reads any more.
   */
  drain(): Promise<void>;
}

/** Signals that are handled until `stop`. */
export interface SignalWatch {
  /** Aborted by the first signal, with a `cancelled` error. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** What a command may know of the outside world. */
export interface IO {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: {
    readonly isTTY: boolean;
    bytes(): AsyncIterable<Uint8Array>;
    /** The keyboard, for a question. */
    stream(): NodeJS.ReadStream;
  };
  /** Keyboard and screen of a full-screen program; both must be terminals. */
  terminal(): { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream };
  /** Stops the program, as Ctrl-Z does, until the shell lets it go on. */
  suspend(): Promise<void>;
  /** Shows on stderr, if it is a terminal, that the program works, after half a second; the first output ends it. */
  startBusyIndicator(): void;
  /** For commands that hand the terminal to another program. */
  stopBusyIndicator(): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** What runs the program, and on what: `Node 26.10.0, linux x64`. */
  readonly runtime: string;
  /** What starts the program: itself, or its runtime and its file. */
  readonly program: readonly [string, ...string[]];
  /** The real time, in milliseconds since the epoch. */
  now(): number;
  /** The login name of the user. */
  login(): string;
  /** Names the terminal that the program runs in, the same for all runs; without one, the program that runs it. */
  terminalName(): string;
  /** The text of a file; undefined if it does not exist. */
  readFile(path: string): string | undefined;
  /** Current folder, the base of relative paths on the command line. */
  readonly cwd: string;
  /** Aborted by Ctrl-C, SIGTERM or a closed terminal; long work checks it between batches. */
  readonly signal: AbortSignal;
  /** Handles these signals until stopped, in a program that otherwise leaves them to the system. */
  watchSignals(): SignalWatch;
  /** How long commands wait for another writer, in milliseconds; undefined: as set in the config. */
  readonly lockWaitMs?: number;
  /** Sets the process to a time zone (IANA name), before the first date is made. Usage error if unknown. */
  setZone(zone: string): void;
  /** Sets the colour mode of both outputs and the theme; the default of both is `auto`. */
  setStyle(style: { readonly color: ColorWhen; readonly theme: Theme }): void;
  /** The theme that was set. */
  readonly theme: Theme;
  /** The background of the terminal, as far as it is known without asking. */
  background(): Background;
  /** Keeps what a terminal has said of its background, for commands that do not ask. */
  keepBackground(background: Background): void;
}
