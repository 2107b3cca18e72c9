import type { Deps } from './app/deps.ts';
import type { Config } from './config.ts';
import type { PhoneReader } from './domain/phones.ts';
import type { IO } from './io/types.ts';
import type { Nouns } from './nouns/nouns.ts';
import type { Prompt } from './prompt.ts';
import type { Printer } from './render/printer.ts';
import type { Settings } from './settings.ts';
import type { LockWait } from './store/lock-wait.ts';
import type { Store } from './store/store.ts';
import type { PhoneNumber } from './store/write/values.ts';

/** The time a command acts at: real, or pretended with `--now`. */
interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** All that a command may touch. Made once in main.ts, or by a test. */
export interface Context {
  readonly io: IO;
  readonly clock: Clock;
  readonly config: Config;
  readonly settings: Settings;
  /** The nouns of the program. */
  readonly nouns: Nouns;
  /** Who acts: `--user`, CRM_USER, config, login name. */
  readonly user: string;
  readonly prompt: Prompt;
  readonly print: Printer;
  /** To be called when input is read that cannot be read again: the command cannot be run a second time then. */
  noteReadOnce(): void;
  /** Reads numbers of phones as people write them; loads the rules on first use. */
  readPhone(text: string): Promise<PhoneNumber>;
  /** What reads many of them. */
  phoneReader(): Promise<PhoneReader>;
  /** Notes what a command has stored beside changes of the history, which are noted by themselves. */
  noteStored(summary: string, references: readonly (number | string)[]): void;
  /** Runs another command line, as if it had been typed, on streams of its own; returns its exit code. */
  run(argv: readonly string[], io: IO): Promise<number>;
  /** How a database that another crm is writing to is waited for. */
  readonly lockWait: LockWait;
  /**
   * Opens the database on first use, and takes `user` for the name it has there; `adds` is the user whom the command
   * adds. Throws `not-found` for an acting user whom nobody added.
   */
  deps(options?: { readonly adds?: string }): Promise<Deps>;
  /** The database of `deps`. */
  store(options?: { readonly adds?: string }): Promise<Store>;
}
