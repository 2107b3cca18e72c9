import type { Config } from './config.ts';
import type { Prompt } from './prompt.ts';
import type { ColorWhen } from './render/color.ts';
import type { Printer } from './render/printer.ts';
import type { Store } from './store/store.ts';
import type { PhoneNumber } from './store/write/values.ts';

/** A stream the program writes to. Text is buffered and written whole; `flush` respects back-pressure. */
export interface Output {
  readonly isTTY: boolean;
  /** Width in columns; 80 where the stream has none. */
  readonly columns: number;
  /** Whether escape sequences for colour may be written to it. */
  readonly color: boolean;
  write(text: string): void;
  /**
   * Writes what is buffered and lets signals in; between batches of long output. Rejects with `ReaderGone`
   * (io/output.ts) once nobody reads any more.
   */
  drain(): Promise<void>;
}

/** What a command may know of the world outside. */
export interface IO {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: { readonly isTTY: boolean; bytes(): AsyncIterable<Uint8Array> };
  /** Keyboard and screen, for a program that fills the terminal; both must be terminals. */
  terminal(): { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The real time, in milliseconds since the epoch. */
  now(): number;
  /** The name the user is logged in with. */
  login(): string;
  /** Text of a file, or undefined when there is none. */
  readFile(path: string): string | undefined;
  /** Current folder: relative paths on the command line start here. */
  readonly cwd: string;
  /** Aborted by Ctrl-C or SIGTERM; long work looks at it between batches. */
  readonly signal: AbortSignal;
  /** Puts the process into a time zone (IANA name), before the first date is made. Usage error when unknown. */
  setZone(zone: string): void;
  /** Decides colour for both outputs; `auto` until told otherwise. */
  setColor(when: ColorWhen): void;
}

/** The time a command acts at: real, or pretended with `--now`. */
interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Global options after precedence (option, environment, config file, default). */
export interface Settings {
  readonly db: string;
  readonly format: Format | undefined;
  /** Names of columns, `?` to list them, `all`; undefined for the usual ones. */
  readonly columns: readonly string[] | undefined;
  readonly header: boolean;
  readonly yes: boolean;
  readonly quiet: boolean;
  readonly excel: boolean;
}

export const FORMATS = ['table', 'csv', 'tsv', 'json', 'jsonl', 'md', 'ids'] as const;
export type Format = (typeof FORMATS)[number];

/** All that a command may touch. Made once in main.ts, or by a test. */
export interface Context {
  readonly io: IO;
  readonly clock: Clock;
  readonly config: Config;
  readonly settings: Settings;
  /** Who acts: `--user`, CRM_USER, config, login name. */
  readonly user: string;
  readonly prompt: Prompt;
  readonly print: Printer;
  /** Reads numbers of phones as people write them; loads the rules on first use. */
  readPhone(text: string): Promise<PhoneNumber>;
  /** Runs another command line, as if it had been typed, on streams of its own; returns its exit code. */
  run(argv: readonly string[], io: IO): Promise<number>;
  /** Opens the database on first use. */
  store(): Promise<Store>;
}
