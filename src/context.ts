import type { Deps } from './app/deps.ts';
import type { Config } from './config.ts';
import type { CallingTimes } from './domain/calendar/calling-times.ts';
import type { FiscalCalendar } from './domain/dates/fiscal.ts';
import type { TimeSettings } from './domain/dates.ts';
import type { CrmError } from './domain/errors.ts';
import type { Phone } from './domain/phones/phone.ts';
import type { PhoneReader } from './domain/phones/reader.ts';
import type { IO } from './io/types.ts';
import type { Nouns } from './nouns/nouns.ts';
import type { Prompt } from './prompt.ts';
import type { Answer } from './render/answer.ts';
import type { Printer } from './render/printer.ts';
import type { Format, Settings } from './settings.ts';
import type { LockWait } from './store/lock-wait.ts';
import type { DatabaseSchema } from './store/sqlite/open.ts';
import type { Store } from './store/store.ts';

/** What a command line lists. */
interface ListedAnswer {
  readonly answer: Answer;
  /** What the command does, in one line. */
  readonly summary: string;
}

/** The time a command acts at: real, or set with `--now`. */
interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Everything a command may touch. Made in main.ts, or by a test. */
export interface Context {
  readonly io: IO;
  readonly clock: Clock;
  readonly config: Config;
  readonly settings: Settings;
  /** How dates and times are read. */
  readonly timeSettings: TimeSettings;
  /** When years and weeks begin in reports, targets and forecasts. */
  readonly calendar: FiscalCalendar;
  /** Whether crm has a command of this name, in full or in short. */
  isCommand(name: string): boolean;
  /** Whether a noun of crm has a verb of this name, in full or in short. */
  isVerb(name: string): boolean;
  /** The verbs of a command of this name, in full and in short. */
  verbsOf(name: string): readonly string[];
  /** When people may be called; reads countries on first use. */
  readonly callingTimes: CallingTimes;
  /** What databases of the program hold. */
  readonly schema: DatabaseSchema;
  /** The nouns of the program and of the database, which is opened for it; those of the program where there is none. */
  nouns(): Promise<Nouns>;
  /** The acting user: `--user`, CRM_USER, config, login name. */
  readonly user: string;
  readonly prompt: Prompt;
  readonly print: Printer;
  /** Call when input is read that cannot be read again: the command cannot be repeated then. */
  noteReadOnce(): void;
  /** Has what somebody wrote in an editor kept as a file of this name, should the command fail. */
  noteWritten(name: string, text: string): void;
  /** Reads the first number of a text, of a country or else of the config's; loads the numbering plans on first use. */
  readPhone(text: string, country?: string | null): Promise<Phone>;
  /** Reads all numbers of a text. */
  readPhones(text: string, country?: string | null): Promise<readonly Phone[]>;
  /** A reader for many numbers. */
  phoneReader(): Promise<PhoneReader>;
  /** Records what a command stored outside of history changes, which are recorded automatically. */
  noteStored(summary: string, references: readonly (number | string)[]): void;
  /** Runs another command line on the given streams; returns its exit code. */
  run(argv: readonly string[], io: IO): Promise<number>;
  /**
   * The answer of another command line that lists, as it is in a format; nothing is printed. Throws `usage` for any other
   * command. `live` is the time of a screen that stays open.
   */
  answerOf(
    argv: readonly string[],
    format: Format,
    live?: Pick<Context, 'clock' | 'deps'>,
  ): Promise<ListedAnswer>;
  /** The lines that help with an error, in words of the command line. */
  hintsOf(error: CrmError): Promise<readonly string[]>;
  /** How to wait for a database that another crm writes to. */
  readonly lockWait: LockWait;
  /**
   * Opens the database on first use, and normalizes `user` to the stored name; `adds` is a user that the command
   * adds. Throws `not-found` for an unknown acting user.
   */
  deps(options?: { readonly adds?: string }): Promise<Deps>;
  /** The database of `deps`. */
  store(options?: { readonly adds?: string }): Promise<Store>;
}
