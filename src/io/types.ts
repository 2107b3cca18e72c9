import type { OwnSequences } from '../render/terminal-text.ts';
import type { ColorWhen } from './color-mode.ts';

/** Why an output takes no more text. */
export interface OutputFailure {
  /** What was thrown when it was noticed. */
  readonly error: Error;
  /** Whether the reader of a pipe has gone, which is no fault. */
  readonly isReaderGone: boolean;
  /** In words. */
  readonly reason: string;
}

/** A stream the program writes to. Text is buffered and written whole; `flush` respects back-pressure. */
export interface Output {
  readonly isTTY: boolean;
  /** Width in columns; 80 where the stream has none. */
  readonly columns: number;
  /** Whether escape sequences for colour may be written to it. */
  readonly color: boolean;
  /** Set once text could not be written. */
  readonly failure?: OutputFailure | undefined;
  /**
   * On a terminal everything in the text that would act on it is shown instead, but the program's own sequences: none,
   * unless `own` says which there are. Elsewhere the text is written as it is.
   */
  write(text: string, own?: OwnSequences): void;
  /**
   * Writes what is buffered and lets signals in; between batches of long output. Rejects with `ReaderGone`
   * (io/output.ts) once nobody reads any more.
   */
  drain(): Promise<void>;
}

/** Signals that are listened for until `stop`. */
export interface SignalWatch {
  /** Aborted by the first of them, with a `cancelled` error. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** What a command may know of the world outside. */
export interface IO {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: {
    readonly isTTY: boolean;
    bytes(): AsyncIterable<Uint8Array>;
    /** The keyboard, for a question. */
    stream(): NodeJS.ReadStream;
  };
  /** Keyboard and screen, for a program that fills the terminal; both must be terminals. */
  terminal(): { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream };
  /** Says on standard error, a terminal, that the program works, once half a second goes by; the first output ends that. */
  startBusyIndicator(): void;
  /** For who leaves the terminal to another program. */
  stopBusyIndicator(): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The real time, in milliseconds since the epoch. */
  now(): number;
  /** The name the user is logged in with. */
  login(): string;
  /** Text of a file, or undefined when there is none. */
  readFile(path: string): string | undefined;
  /** Current folder: relative paths on the command line start here. */
  readonly cwd: string;
  /** Aborted by Ctrl-C, SIGTERM or the terminal being closed; long work looks at it between batches. */
  readonly signal: AbortSignal;
  /** Listens for those signals until told to stop, in a program that otherwise leaves them to the system. */
  watchSignals(): SignalWatch;
  /** How long commands wait for another that writes, in milliseconds; as the settings say where it is undefined. */
  readonly lockWaitMs?: number;
  /** Puts the process into a time zone (IANA name), before the first date is made. Usage error when unknown. */
  setZone(zone: string): void;
  /** Decides colour for both outputs; `auto` until told otherwise. */
  setColor(when: ColorWhen): void;
}
