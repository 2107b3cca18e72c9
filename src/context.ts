import type { Config } from './config.ts';
import type { Prompt } from './prompt.ts';
import type { Printer } from './render/printer.ts';
import type { Store } from './store/store.ts';

/** A stream the program writes to. Text is buffered and written whole; `flush` respects back-pressure. */
export interface Output {
  readonly isTTY: boolean;
  /** Width in columns; 80 where the stream has none. */
  readonly columns: number;
  /** Whether escape sequences for colour may be written to it. */
  readonly color: boolean;
  write(text: string): void;
  /** Resolves when the reader has taken enough that more may be written. */
  drain(): Promise<void>;
}

/** What a command may know of the world outside. */
export interface IO {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: { readonly isTTY: boolean; bytes(): AsyncIterable<Uint8Array> };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Current folder: relative paths on the command line start here. */
  readonly cwd: string;
  /** Aborted by Ctrl-C or SIGTERM; long work looks at it between batches. */
  readonly signal: AbortSignal;
}

/** The time a command acts at: real, or pretended with `--now`. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** IANA zone name the user's dates are in. */
  readonly zone: string;
}

/** Global options after precedence (option, environment, config file, default). */
export interface Settings {
  readonly db: string;
  readonly format: Format | undefined;
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
  /** Opens the database on first use. */
  store(): Promise<Store>;
}
