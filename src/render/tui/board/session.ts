import { type CrmError, conflict, type ErrorKind, failed, isCrmError } from '../../../domain/errors.ts';
import { sanitizeLines } from '../../terminal-text.ts';
import { sentence, showResult } from './command-result.ts';
import type { BoardCommand } from './commands.ts';
import { clampView, layoutOf } from './layout.ts';
import type { BoardPort, CommandResult } from './port.ts';
import { reopenPrompt } from './prompt-mode.ts';
import { followDeal, readAll, readFiltered, readMissing } from './reading.ts';
import { paste, press } from './reducer.ts';
import { type Change, runChange } from './run-change.ts';
import type { Stage } from './stage.ts';
import { type BoardState, currentCard, type Message, type PromptMode } from './state.ts';
import { type Step, showMessage } from './step.ts';

/** How long what has changed stays lit, in milliseconds. */
const FRESH = 2500;

/** Of what others did since it was looked last, so much is told. */
const MOST_NEWS = 3;

/** Milliseconds before a change is tried again that another program stands in the way of. */
const RETRY_MS = 250;
/** The same, and how long a try takes where it is in vain; see SCREEN_LOCK_WAIT. */
const TRY_MS = 500;

/** What the world is asked for, but to read on. */
type Work = Exclude<BoardCommand, { do: 'fill' }>;

/** What is said to who leaves while a change waits. */
const NOT_MADE = [
  'the last change was not made: another crm is writing to the database',
  'Make it again.',
] as const;

/** What may be done while a change waits. */
const HARMLESS: ReadonlySet<Work['do']> = new Set<Work['do']>(['reload', 'filter', 'detail']);

/** What ends a question: what it was about is not as it was, or it is tried again. */
const RETHROWN: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['conflict', 'not-found', 'locked']);

/** A board at work: its state, and what keys and other processes do to it, one after the other. */
export class BoardSession {
  readonly port: BoardPort;
  #stage: Stage | undefined;
  readonly #listeners = new Set<() => void>();
  #state: BoardState;
  #shown: BoardState;
  /** Whether cards may have come into sight that have not been read. */
  #isBehind = false;
  /** Whether it is being left: keys that come after that one do nothing. */
  #isOver = false;
  /** What is still to be done of a run of commands. */
  #left: Work | undefined;
  #turn: Promise<void> = Promise.resolve();
  #version = -1;
  #freshUntil: ReturnType<typeof setTimeout> | undefined;
  /** The next try of a change that waits for another program to finish writing; keys are read meanwhile. */
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(port: BoardPort, start: BoardState) {
    this.port = port;
    this.#state = start;
    this.#shown = start;
  }

  /** What is on the screen. */
  get state(): BoardState {
    return this.#shown;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Gives it the terminal it is on, once there is one. */
  attach(stage: Stage): void {
    this.#stage = stage;
  }

  /** Reads everything for the first time. */
  async start(): Promise<void> {
    this.#version = await this.port.version();
    await this.#read(false);
    this.#show();
  }

  /** Keys that were pressed, in order. What they come to is shown once, however many there are. */
  keys(names: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const name of names) if (!this.#isOver) await this.#saying(() => this.#press(name));
    });
  }

  paste(text: string): Promise<void> {
    return this.#inTurn(() => this.#take(paste(this.#state, text)));
  }

  resize(size: BoardState['size']): Promise<void> {
    return this.#inTurn(async () => {
      this.#state = clampView({ ...this.#state, size });
      await this.#fill();
      await this.#alongside(true);
    });
  }

  /** Looks whether another process has written, and shows what. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      const lost = await this.port.lost();
      if (lost !== null) return this.#exit(failed(lost));
      const version = await this.port.version();
      if (version === this.#version) return;
      this.#version = version;
      await this.#read(true);
      const news = await this.port.news();
      if (news.length > 0) this.#say(news.slice(-MOST_NEWS).join('   '), 'news');
    });
  }

  end(): void {
    clearTimeout(this.#freshUntil);
    clearTimeout(this.#retry);
  }

  async #press(name: string): Promise<void> {
    // What a key acts on has been read, however fast it comes after those that moved there.
    if (this.#isBehind && !currentCard(this.#state)) await this.#fill();
    await this.#take(press(this.#state, name));
  }

  async #take({ state, effect, asked }: Step): Promise<void> {
    this.#state = state;
    if (effect?.do === 'fill') this.#isBehind = true;
    else if (effect) {
      this.#show();
      await this.#carryOut(effect, asked);
    }
  }

  /** Does what a key asked for. `retries` is how often it may be tried again while another program writes. */
  async #carryOut(effect: Work, asked?: PromptMode, retries = this.port.lockLimitMs / TRY_MS): Promise<void> {
    try {
      await (asked ? this.#answer(effect, asked) : this.#perform(effect));
    } catch (error) {
      if (!isCrmError(error) || error.kind !== 'locked') throw error;
      if (retries <= 0) return this.#giveUp(error, asked);
      this.#say('waiting for another crm that is writing …', 'news');
      const left = this.#left ?? effect;
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        void this.#inTurn(() => this.#carryOut(left, asked, retries - 1));
      }, RETRY_MS);
    }
  }

  /** What was typed comes back, unless something else is being typed by now. */
  #giveUp(error: CrmError, asked: PromptMode | undefined): void {
    if (!asked || this.#state.mode.kind === 'asking') throw error;
    this.#state = reopenPrompt(this.#state, asked, sentence(error));
  }

  /** Does what was answered. Where that is refused, the question comes back, unless what stands is not as it was. */
  async #answer(effect: Work, asked: PromptMode): Promise<void> {
    try {
      await this.#perform(effect);
    } catch (error) {
      if (!isCrmError(error) || RETHROWN.has(error.kind)) throw error;
      this.#state = reopenPrompt(this.#state, asked, sentence(error));
    }
  }

  /** What is done here is done one after the other. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      await this.#saying(work);
      if (this.#isBehind) await this.#saying(() => this.#fill());
      this.#show();
    });
    return this.#turn;
  }

  /** Says what goes wrong with something; what nobody can have meant ends the board. */
  async #saying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isCrmError(error)) return this.#exit(error instanceof Error ? error : new Error(String(error)));
      this.#say(sentence(error), 'wrong');
    }
  }

  async #perform(effect: Work): Promise<void> {
    if (this.#retry !== undefined && effect.do === 'quit') return this.#exit(failed(...NOT_MADE));
    // It would come before the change that waits.
    if (this.#retry !== undefined && !HARMLESS.has(effect.do))
      throw failed('not done: the change before it still waits for another crm that is writing');
    this.#left = undefined;
    switch (effect.do) {
      case 'quit':
        return this.#exit(effect.code);
      case 'reload':
        return this.#read(false);
      case 'filter':
        this.#state = await readFiltered(this.port, this.#state, effect.text);
        return this.#alongside();
      case 'detail':
        return this.#detail(effect.id);
      case 'run':
        return this.#run(effect);
      case 'shell':
        await this.#stage?.handOver(() => this.port.shell(effect.line));
        return this.#read(false);
      case 'editor':
        return this.#edit(effect.id);
      default:
        return this.#change(effect);
    }
  }

  /** Changes deals. Where one was changed by somebody else before, that is shown, and the cursor goes with its card. */
  async #change(effect: Change): Promise<void> {
    try {
      await this.#done(await runChange(this.port, effect));
    } catch (error) {
      if (!isCrmError(error) || error.kind !== 'conflict') throw error;
      await this.#readAlong();
      throw conflict(error.message, (await this.port.news()).slice(-MOST_NEWS).join('   '));
    }
  }

  async #edit(id: number): Promise<void> {
    let ran: CommandResult | undefined;
    await this.#stage?.handOver(async () => {
      ran = await this.port.edit(id);
    });
    if (ran) await this.#done(showResult(ran));
  }

  async #run({ lines, input }: Extract<BoardCommand, { do: 'run' }>): Promise<void> {
    let said = '';
    for (const [at, line] of lines.entries()) {
      this.#left = { do: 'run', lines: lines.slice(at), ...(input === undefined ? {} : { input }) };
      said = showResult(
        await this.port.run(line, input === undefined ? {} : { input }),
        at === 0 ? failed : conflict,
      );
    }
    await this.#done(said);
  }

  /** Something was done here: it is said, and the cursor goes with its card. */
  async #done(said: string): Promise<void> {
    const marked = new Map<number, number>();
    this.#state = { ...this.#state, marked };
    await this.#readAlong();
    this.#say(said, 'said');
  }

  /** Reads what is shown anew; the cursor goes with its card. */
  async #readAlong(): Promise<void> {
    const card = currentCard(this.#state);
    this.#version = await this.port.version();
    await this.#read(true);
    if (card) this.#state = await followDeal(this.port, this.#state, card.id);
  }

  /** Reads what is shown anew; with `live`, what differs from before is lit. */
  async #read(live: boolean): Promise<void> {
    this.#state = await readAll(this.port, this.#state, live);
    await this.#alongside(true);
    if (live) this.#cool();
  }

  async #fill(): Promise<void> {
    this.#isBehind = false;
    this.#state = await readMissing(this.port, this.#state);
    await this.#alongside();
  }

  /** The open record goes with the cursor; with `anew`, it may have changed too. */
  async #alongside(anew = false): Promise<void> {
    const { mode } = this.#state;
    if (mode.kind !== 'detail') return;
    const id = currentCard(this.#state)?.id ?? mode.id;
    if (anew || id !== mode.id) await this.#detail(id, id === mode.id ? mode.top : 0);
  }

  async #detail(id: number, top = 0): Promise<void> {
    const open: BoardState = { ...this.#state, mode: { kind: 'detail', id, lines: [], top } };
    const { text } = await this.port.run(['opp', 'show', String(id)], { columns: layoutOf(open).pane - 2 });
    this.#state = { ...open, mode: { kind: 'detail', id, lines: sanitizeLines(text.trimEnd()), top } };
  }

  #say(text: string, tone: Message['tone']): void {
    this.#state = showMessage(this.#state, sanitizeLines(text).join(' '), tone).state;
  }

  /** What is lit goes out again after a while. */
  #cool(): void {
    clearTimeout(this.#freshUntil);
    if (this.#state.fresh.size === 0) return;
    this.#freshUntil = setTimeout(() => {
      this.#state = { ...this.#state, fresh: new Set() };
      this.#show();
    }, FRESH);
  }

  #exit(result: number | Error): void {
    this.#isOver = true;
    this.#stage?.exit(result);
  }

  #show(): void {
    if (this.#state === this.#shown) return;
    this.#shown = this.#state;
    for (const listener of this.#listeners) listener();
  }
}
