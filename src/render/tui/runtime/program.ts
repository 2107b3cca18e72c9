import type { CrmError } from '../../../domain/errors.ts';
import type { Canvas } from './canvas.ts';
import type { Gesture, MouseMap } from './gesture.ts';

/** Of a terminal, in columns and rows. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The message at the bottom: what happened, then what to do. Safe for a terminal. */
export interface Message {
  readonly tone: 'info' | 'good' | 'bad' | 'news';
  readonly lines: readonly string[];
}

/** A command that waits because another program is writing, and the number of attempts. */
interface WaitingCommand<Cmd> {
  readonly command: Cmd;
  readonly tries: number;
}

/** Where the file of a database is. */
export type DatabasePlace = 'here' | 'away' | 'replaced';

/** What the state of every screen holds. */
export interface ScreenState<Cmd> {
  readonly size: Size;
  readonly message: Message | null;
  readonly waiting: WaitingCommand<Cmd> | null;
  /** How long a command is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** Where the file of the database was when it was looked for last. */
  readonly databasePlace: DatabasePlace;
  /** Whether the mouse works. */
  readonly mouse: boolean;
  /** Whether what has changed is lit for a moment, and clocks go on by the second. */
  readonly motion: boolean;
}

/** What looks for the file of the database while a screen is open. */
export interface DatabaseWatch {
  databasePlace(): DatabasePlace;
  /** Goes on with the file that has replaced it. Throws a CrmError where that cannot be read. */
  reconnect(): Promise<void>;
}

/** What reminds the user while a screen is open. */
export interface ReminderSource {
  /** What is due and was not shown before, a line each; it counts as shown then. */
  reminders(): Promise<readonly string[]>;
}

/** What the runtime tells a screen; times are milliseconds since the epoch. */
export type RuntimeMsg<Cmd, Target = never> =
  /** `isHeld`: the key is held down. `isSecond`: it was pressed twice, as in `gg`. */
  | {
      readonly type: 'key';
      readonly key: string;
      readonly at: number;
      readonly isHeld: boolean;
      readonly isSecond?: boolean;
    }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'mouse'; readonly gesture: ScreenGesture<Target> }
  | { readonly type: 'resize'; readonly size: Size }
  | { readonly type: 'tick'; readonly at: number }
  | FailedMsg<Cmd>
  /** It is another database: nothing that was read or done is true of it. */
  | { readonly type: 'replaced' }
  /** The time has come for a command that waited. */
  | { readonly type: 'retry'; readonly command: Cmd };

export interface FailedMsg<Cmd> {
  readonly type: 'failed';
  readonly command: Cmd;
  readonly error: CrmError;
}

/** What the mouse did with something on the screen. */
export type ScreenGesture<Target> = Exclude<Gesture<Target>, { readonly type: 'keys' }>;

/** What a screen can ask of the runtime: to end with an exit code or an error, or to say `retry` after a moment. */
export type RuntimeCmd<Cmd> =
  | { readonly type: 'exit'; readonly result: number | Error }
  | { readonly type: 'retry later'; readonly command: Cmd };

/** The state after a message, and what is to be done. */
export type Step<State, Cmd> = readonly [state: State, command?: Cmd | RuntimeCmd<Cmd> | undefined];

/** A screen: everything about it is pure, but `run`. `Target` is what the mouse can act on, apart from keys. */
export interface Program<State extends ScreenState<Cmd>, Msg, Cmd, Target = never> {
  readonly start: Step<State, Cmd>;
  update(state: State, message: Msg | RuntimeMsg<Cmd, Target>): Step<State, Cmd>;
  /** Does a command. What it throws as a CrmError comes back as a message; anything else ends the screen. */
  run(command: Cmd, terminal: TerminalAccess): Promise<Msg>;
  /** The rows of the screen as text for the terminal. */
  view(state: State, canvas: Canvas): readonly string[];
  /** The same for a screen reader; `view` unless given. */
  screenReaderView?(state: State, canvas: Canvas): readonly string[];
  /** Where the mouse finds what on the screen in this state. */
  mouseMap(state: State, canvas: Canvas): MouseMap<Target>;
  /** Whether keys wait until the command is done. */
  blocksKeys(command: Cmd): boolean;
  /** What reminds the user; nothing unless given. */
  readonly reminders?: ReminderSource['reminders'];
  /** Looks for the file of the database. Always in its place unless given. */
  readonly database?: DatabaseWatch;
  /** Milliseconds between two ticks. */
  readonly tickMs: number;
  /** The same without motion, and for a screen reader, which would read every row that has changed. */
  readonly calmTickMs?: number;
}

export interface TerminalAccess {
  /** Runs something else on the terminal, then takes it back. */
  handOver(work: () => Promise<void>): Promise<void>;
  /** Says what went wrong with something that was begun, when other things are done already. */
  warn(error: CrmError): void;
}

export const exit = (result: number | Error) => ({ type: 'exit', result }) as const;
