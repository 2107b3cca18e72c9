import { failed, isCrmError } from '../../../domain/errors.ts';
import { visibleLines } from '../../terminal-text.ts';
import type { Effect } from './effects.ts';
import { layoutOf, settled } from './layout.ts';
import { filled, followed, held, MOST_ROWS, missing, reread } from './loaded.ts';
import type { BoardPort, Ran } from './port.ts';
import { paste, press } from './reducer.ts';
import { type BoardState, currentCard, type Message, type Window } from './state.ts';
import { type Step, says } from './step.ts';

/** How long what has changed stays lit, in milliseconds. */
const FRESH = 2500;

/** What a session does with the terminal it is on. */
export interface Stage {
  /** Ends the board: with the exit code of the program, or with an error. */
  exit(result: number | Error): void;
  /** Runs something else on the terminal, then takes it back. */
  handOver(work: () => Promise<void>): Promise<void>;
}

/** A board at work: its state, and what keys and other processes do to it, one after the other. */
export class BoardSession {
  readonly port: BoardPort;
  #stage: Stage | undefined;
  readonly #listeners = new Set<() => void>();
  #state: BoardState;
  #turn: Promise<void> = Promise.resolve();
  #version = -1;
  #freshUntil: ReturnType<typeof setTimeout> | undefined;

  constructor(port: BoardPort, start: BoardState) {
    this.port = port;
    this.#state = start;
  }

  get state(): BoardState {
    return this.#state;
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
    await this.port.news();
    this.#set({ ...this.#state, owners: await this.port.owners() });
    await this.#read(false);
  }

  key(name: string): Promise<void> {
    return this.#take(() => press(this.#state, name));
  }

  paste(text: string): Promise<void> {
    return this.#take(() => paste(this.#state, text));
  }

  resize(size: BoardState['size']): Promise<void> {
    return this.#take(() => ({ state: settled({ ...this.#state, size }), effect: { do: 'fill' } }));
  }

  /** Looks whether another process has written, and shows what. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      const lost = await this.port.lost();
      if (lost !== null) return this.#stage?.exit(failed(lost));
      const version = await this.port.version();
      if (version === this.#version) return;
      this.#version = version;
      await this.#read(true);
      const news = await this.port.news();
      if (news.length > 0) this.#say(news.slice(-3).join('   '), 'news');
    });
  }

  end(): void {
    clearTimeout(this.#freshUntil);
  }

  #take(step: () => Step): Promise<void> {
    return this.#inTurn(async () => {
      const { state, effect } = step();
      this.#set(state);
      if (effect) await this.#perform(effect);
    });
  }

  /** Keys wait for what the ones before them do. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      if (!isCrmError(error))
        return this.#stage?.exit(error instanceof Error ? error : new Error(String(error)));
      const [hint = ''] = error.hints;
      this.#say([error.message, hint].filter((text) => text !== '').join('   '), 'wrong');
    });
    return this.#turn;
  }

  async #perform(effect: Effect): Promise<void> {
    switch (effect.do) {
      case 'quit':
        return this.#stage?.exit(effect.code);
      case 'fill':
        return this.#fill();
      case 'reload':
        return this.#read(false);
      case 'filter':
        return this.#filter(effect.text);
      case 'detail':
        return this.#detail(effect.id);
      case 'step':
        return this.#done(await this.port.step(effect.cards, effect.way));
      case 'win':
        return this.#done(await this.port.win(effect.cards));
      case 'lose':
        return this.#done(await this.port.lose(effect.cards, effect.reason));
      case 'reopen':
        return this.#done(await this.port.reopen(effect.cards));
      case 'undo':
        return this.#done(await this.port.undo());
      case 'redo':
        return this.#done(await this.port.redo());
      case 'run':
        return this.#run(effect);
      case 'shell':
        await this.#stage?.handOver(() => this.port.shell(effect.line));
        return this.#read(false);
      case 'editor':
        return this.#edit(effect.id);
    }
  }

  async #edit(id: number): Promise<void> {
    let ran: Ran | undefined;
    await this.#stage?.handOver(async () => {
      ran = await this.port.edit(id);
    });
    if (ran) await this.#ran(ran, true);
  }

  async #run({ lines, input }: Extract<Effect, { do: 'run' }>): Promise<void> {
    for (const line of lines) {
      const ran = await this.port.run(line, input === undefined ? {} : { input });
      if (!(await this.#ran(ran, line === lines.at(-1)))) return;
    }
  }

  /** Says what a command came to; returns whether it went well. */
  async #ran({ code, text }: Ran, isLast: boolean): Promise<boolean> {
    const [said = '', hint = ''] = text.trim().split('\n');
    if (code !== 0) this.#say(`${said.replace(/^crm: /, '')}   ${hint}`.trimEnd(), 'wrong');
    else if (isLast) await this.#done(said);
    return code === 0;
  }

  /** Something was done here: it is said, and the cursor goes with its card. */
  async #done(said: string): Promise<void> {
    const marked = new Map<number, number>();
    this.#set({ ...this.#state, marked });
    const card = currentCard(this.#state);
    await this.#read(true);
    if (card && this.#state.view === 'board') await this.#follow(card.id);
    this.#version = await this.port.version();
    this.#say(said, 'said');
  }

  async #follow(id: number): Promise<void> {
    const { query, frame } = this.#state;
    const moved = currentCard(this.#state)?.id === id;
    if (moved) return;
    for (const [at, lane] of (frame?.lanes ?? []).entries()) {
      const row = await this.port.place(query, lane.key, id);
      if (row === null) continue;
      this.#set(followed(this.#state, at, row));
      return this.#fill();
    }
  }

  /** Reads what is shown anew. The cursor keeps to its card as long as that is in its list. */
  async #read(live: boolean): Promise<void> {
    const { query, view } = this.#state;
    const key = currentCard(this.#state)?.key;
    const [frame, owners] = [await this.port.frame(query), await this.port.owners()];
    let state: BoardState = settled({ ...this.#state, frame, owners });
    const windows: Record<string, Window> = {};
    if (view === 'forecast') state = { ...state, forecast: await this.port.forecast(query) };
    else if (view === 'board') {
      for (const { lane, ...page } of missing({ ...state, windows: {} }))
        windows[lane] = { offset: page.offset, cards: await this.port.cards(query, lane, page) };
    } else {
      const cards = await this.port.rows(query, view, { limit: MOST_ROWS, offset: 0 });
      windows[view] = { offset: 0, cards };
    }
    this.#set(held(reread(state, windows, live), key));
    await this.#fill();
    if (live) this.#cool();
  }

  async #fill(): Promise<void> {
    const read: Record<string, Window> = {};
    for (const { lane, ...page } of missing(this.#state))
      read[lane] = { offset: page.offset, cards: await this.port.cards(this.#state.query, lane, page) };
    if (Object.keys(read).length > 0) this.#set(filled(this.#state, read));
    const { mode } = this.#state;
    const card = currentCard(this.#state);
    // The open record goes with the cursor.
    if (mode.kind === 'detail' && card && card.id !== mode.id) await this.#detail(card.id);
  }

  /** A filter that cannot be read is marked while it is typed; the last good one stays. */
  async #filter(text: string): Promise<void> {
    const before = this.#state;
    try {
      this.#state = { ...before, query: { ...before.query, filter: text } };
      await this.#read(false);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      const { mode } = before;
      this.#set(mode.kind === 'asking' ? { ...before, mode: { ...mode, problem: error.message } } : before);
      if (mode.kind !== 'asking') throw error;
    }
  }

  async #detail(id: number): Promise<void> {
    const open: BoardState = { ...this.#state, mode: { kind: 'detail', id, lines: [], top: 0 } };
    const columns = layoutOf(open).pane - 2;
    const { text } = await this.port.run(['opp', 'show', String(id)], { columns });
    this.#set({ ...this.#state, mode: { kind: 'detail', id, lines: visibleLines(text.trimEnd()), top: 0 } });
  }

  #say(text: string, tone: Message['tone']): void {
    this.#set(says(this.#state, visibleLines(text).join(' '), tone).state);
  }

  /** What is lit goes out again after a while. */
  #cool(): void {
    clearTimeout(this.#freshUntil);
    if (this.#state.fresh.size === 0) return;
    this.#freshUntil = setTimeout(() => this.#set({ ...this.#state, fresh: new Set() }), FRESH);
  }

  #set(state: BoardState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
