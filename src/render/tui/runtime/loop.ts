import { type CrmError, isCrmError } from '../../../domain/errors.ts';
import { missingPart } from '../../../domain/missing-part.ts';
import { errorLines, showMessage } from './message.ts';
import type {
  DatabaseWatch,
  Program,
  RuntimeCmd,
  RuntimeMsg,
  ScreenGesture,
  ScreenState,
  Size,
  TerminalAccess,
} from './program.ts';

/** The same key again within so many milliseconds counts as held down. */
const KEY_REPEAT_MS = 100;

/** The second of two equal keys, such as `gg`, comes within so many milliseconds. */
const TWICE_MS = 500;

/** Pause before a command is tried again after another program blocked it. */
const RETRY_MS = 250;

/** A message has been seen after so many milliseconds. */
const SEEN_AFTER_MS = 4000;

/** What is said of a database that is not where it was. */
const AWAY = [
  'the database was renamed, moved or deleted',
  'put it back; nothing is changed until then',
] as const;
const REPLACED = 'another database has taken its place, and is shown from now on';

/** What the loop does with the terminal it is on. */
export interface Stage extends Pick<TerminalAccess, 'handOver'> {
  exit(result: number | Error): void;
}

/** Runs a program: one message after the other, and what they ask for beside them. */
export class Loop<
  State extends ScreenState<Cmd>,
  Msg,
  Cmd extends { readonly type: string },
  Target = never,
> {
  readonly #program: Program<State, Msg, Cmd, Target>;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #stage: Stage | undefined;
  #state: State;
  #shown: State;
  /** What is wrong with the file that has replaced the database, as it was said. */
  #misfit = '';
  /** When its message came. */
  #messageAt = 0;
  /** What waits for a command that blocks keys. */
  #queue: RuntimeMsg<Cmd, Target>[] = [];
  #blocking = 0;
  #isOver = false;
  readonly #running = new Set<Promise<void>>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #lastKey = { key: '', at: 0, isSecond: false };

  constructor(program: Program<State, Msg, Cmd, Target>, now: () => number) {
    this.#program = program;
    this.#now = now;
    [this.#state] = program.start;
    this.#shown = this.#state;
  }

  /** What is on the screen. */
  get state(): State {
    return this.#shown;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Gives it the terminal it is on, and does the first command of the program. */
  start(stage: Stage): void {
    this.#stage = stage;
    this.#perform(this.#program.start[1]);
  }

  /** Keys that were pressed, in order. What they come to is shown once, however many there are. */
  keys(names: readonly string[]): void {
    const at = this.#now();
    for (const key of names) {
      const since = this.#lastKey.key === key ? at - this.#lastKey.at : Number.POSITIVE_INFINITY;
      const isHeld = since < KEY_REPEAT_MS;
      const isSecond = since < TWICE_MS && !this.#lastKey.isSecond;
      this.#lastKey = { key, at, isSecond };
      this.#queue.push({ type: 'key', key, at, isHeld, isSecond });
    }
    this.#drain();
  }

  paste(text: string): void {
    this.#queue.push({ type: 'paste', text });
    this.#drain();
  }

  /** Something that the mouse did, which is no key. */
  gesture(gesture: ScreenGesture<Target>): void {
    this.#queue.push({ type: 'mouse', gesture });
    this.#drain();
  }

  resize(size: Size): void {
    this.#queue.push({ type: 'resize', size });
    this.#drain();
  }

  /** The clock moved on. A tick that would have to wait is left out. */
  tick(): void {
    if (this.#blocking > 0) return;
    this.#queue.push({ type: 'tick', at: this.#now() });
    this.#drain();
  }

  /**
   * Shows what the user is reminded of as a message, when no error waits for an answer and what stands there has been
   * seen; returns whether something is due, or that there was no room yet.
   */
  async remind(): Promise<'shown' | 'nothing due' | 'no room yet'> {
    if (!this.#hasRoomForNews() || this.#program.database?.databasePlace() === 'replaced')
      return 'no room yet';
    const reading = this.#program.reminders?.() ?? Promise.resolve([]);
    const ended: Promise<void> = reading
      .then(
        () => {},
        () => {},
      )
      .then(() => void this.#running.delete(ended));
    this.#running.add(ended);
    const lines = await reading;
    if (lines.length === 0 || this.#isOver) return 'nothing due';
    // What was said meanwhile is kept beside it, as reminders are given once.
    const kept = this.#hasRoomForNews() ? [] : (this.#state.message?.lines ?? []);
    this.#state = showMessage(this.#state, 'news', ...kept, ...lines);
    this.#show();
    return 'shown';
  }

  /** Looks where the database is; says when it is away and when it is back, and goes on with one that replaces it. */
  watchDatabase(): void {
    const { database } = this.#program;
    if (!database || this.#isOver) return;
    const databasePlace = database.databasePlace();
    if (databasePlace === 'replaced') {
      // What was begun ends with the one it began with.
      if (this.#running.size === 0) this.#reconnect(database);
      return;
    }
    this.#misfit = '';
    if (databasePlace === this.#state.databasePlace) return;
    const placed = { ...this.#state, databasePlace };
    this.#state =
      databasePlace === 'here'
        ? showMessage(placed, 'good', 'the database is back')
        : showMessage(placed, 'bad', ...AWAY);
    this.#show();
  }

  #reconnect(database: DatabaseWatch): void {
    this.#blocking += 1;
    const work = database.reconnect().then(
      () => {
        this.#state = showMessage({ ...this.#state, databasePlace: 'here' }, 'news', REPLACED);
        this.#take({ type: 'replaced' });
      },
      (error: unknown) => {
        if (!isCrmError(error)) return this.#exit(asError(error));
        // It may be on its way here; what is wrong is said once.
        if (error.message === this.#misfit) return;
        this.#misfit = error.message;
        this.#state = showMessage({ ...this.#state, databasePlace: 'replaced' }, 'bad', ...errorLines(error));
      },
    );
    const ended = work.then(() => {
      this.#blocking -= 1;
      this.#running.delete(ended);
      this.#drain();
    });
    this.#running.add(ended);
  }

  #hasRoomForNews(): boolean {
    const { message } = this.#state;
    if (this.#isOver || message?.tone === 'bad') return false;
    return message === null || this.#now() - this.#messageAt >= SEEN_AFTER_MS;
  }

  /** Ends it, whatever for; resolves to the last state when what was begun is done. */
  async end(): Promise<State> {
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.settled();
    return this.#state;
  }

  /** Resolves when no command is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #drain(): void {
    while (this.#blocking === 0 && !this.#isOver) {
      const next = this.#queue.shift();
      if (!next) break;
      this.#take(next);
    }
    this.#show();
  }

  #take(message: Msg | RuntimeMsg<Cmd, Target>): void {
    try {
      const [state, command] = this.#program.update(this.#state, message);
      this.#state = state;
      // After the end nothing more is done, but what was begun still counts.
      if (!this.#isOver) this.#perform(command);
    } catch (error) {
      this.#exit(asError(error));
    }
  }

  #perform(command: Cmd | RuntimeCmd<Cmd> | undefined): void {
    if (!command) return;
    if (isExit(command)) this.#exit(command.result);
    else if (isRetry(command)) this.#runLater(command.command);
    else this.#run(command);
  }

  #runLater(command: Cmd): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#queue.push({ type: 'retry', command });
      this.#drain();
    }, RETRY_MS);
    this.#timers.add(timer);
  }

  #run(command: Cmd): void {
    const blocks = this.#program.blocksKeys(command);
    if (blocks) this.#blocking += 1;
    const work = this.#result(command).then((message) => {
      if (blocks) this.#blocking -= 1;
      this.#running.delete(work);
      if (message) this.#take(message);
      this.#drain();
    });
    this.#running.add(work);
  }

  async #result(command: Cmd): Promise<Msg | RuntimeMsg<Cmd, Target> | undefined> {
    try {
      return await this.#program.run(command, {
        handOver: (work) => this.#handOver(work),
        warn: (error) => this.#warn(error),
      });
    } catch (error) {
      const known = isCrmError(error) ? error : missingPart(error);
      if (known) return { type: 'failed', command, error: known };
      this.#exit(asError(error));
      return undefined;
    }
  }

  #warn(error: CrmError): void {
    if (this.#isOver) return;
    this.#state = showMessage(this.#state, 'bad', ...errorLines(error));
    this.#show();
  }

  async #handOver(work: () => Promise<void>): Promise<void> {
    await this.#stage?.handOver(work);
  }

  #exit(result: number | Error): void {
    this.#isOver = true;
    this.#queue = [];
    this.#stage?.exit(result);
  }

  #show(): void {
    if (this.#state === this.#shown) return;
    if (this.#state.message !== this.#shown?.message) this.#messageAt = this.#now();
    this.#shown = this.#state;
    for (const listener of this.#listeners) listener();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function isExit<Cmd extends { readonly type: string }>(
  command: Cmd | RuntimeCmd<Cmd>,
): command is Extract<RuntimeCmd<Cmd>, { type: 'exit' }> {
  return command.type === 'exit';
}

function isRetry<Cmd extends { readonly type: string }>(
  command: Cmd | RuntimeCmd<Cmd>,
): command is Extract<RuntimeCmd<Cmd>, { type: 'retry later' }> {
  return command.type === 'retry later';
}
