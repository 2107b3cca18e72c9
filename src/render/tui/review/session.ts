import { failed, isCrmError } from '../../../domain/errors.ts';
import type { ReviewAction, ReviewPort } from './port.ts';
import { isAnswer, paste, press } from './reducer.ts';
import { decidedOn, type PromptMode, type ReviewStart, type ReviewState, startingState } from './state.ts';
import type { ReviewCommand, Step } from './step.ts';
import {
  addWaiting,
  applyDecision,
  refreshDeal,
  removeDecision,
  reopenAnswer,
  showDeal,
  skipDeal,
  staysAfter,
  waitingForLock,
} from './update.ts';

/** The same key within so many milliseconds is one that is held down. */
const HELD_DOWN = 100;

/** Milliseconds before an answer is tried again that another program stands in the way of, and with the try in vain. */
const RETRY_MS = 250;
const TRY_MS = 500;

/** A review at work: its state, and what keys and other processes do to it, one after the other. */
export class ReviewSession {
  readonly #desk: ReviewPort;
  readonly #listeners = new Set<() => void>();
  #state: ReviewState;
  #exit: ((result: number | Error) => void) | undefined;
  #turn: Promise<void> = Promise.resolve();
  #version = -1;
  /** The next try of an answer that waits for another program to finish writing; keys are read meanwhile. */
  #retry: ReturnType<typeof setTimeout> | undefined;
  #last = { key: '', at: 0 };

  constructor(desk: ReviewPort, beginning: ReviewStart) {
    this.#desk = desk;
    this.#state = startingState(beginning);
  }

  get state(): ReviewState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells it how to end what it is shown on, once there is something. */
  attach(exit: (result: number | Error) => void): void {
    this.#exit = exit;
  }

  /** Brings the first deal. */
  async start(): Promise<void> {
    this.#version = await this.#desk.version();
    await this.#go(0, 1);
  }

  /** A key at a time in milliseconds. One that is held down answers once, not about a dozen deals. */
  key(name: string, at: number): Promise<void> {
    const isHeld = this.#last.key === name && at - this.#last.at < HELD_DOWN;
    this.#last = { key: name, at };
    return this.#take(() =>
      isHeld && isAnswer(this.#state, name) ? { state: this.#state } : press(this.#state, name),
    );
  }

  paste(text: string): Promise<void> {
    return this.#take(() => paste(this.#state, text));
  }

  resize(size: ReviewState['size']): Promise<void> {
    return this.#take(() => ({ state: { ...this.#state, size } }));
  }

  /** Looks whether another process has written, and shows what. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      const lost = this.#desk.lost();
      if (lost !== null) return this.#exit?.(failed(lost));
      const version = await this.#desk.version();
      if (version === this.#version) return;
      this.#version = version;
      const { deal, at } = this.#state;
      if (!deal) return;
      const now = await this.#desk.deal(deal.card.id);
      if (!now) return this.#go(at, 1);
      if (JSON.stringify(now) !== JSON.stringify(deal)) this.#set(refreshDeal(this.#state, now));
    });
  }

  /** Resolves when what is under way is done. */
  rest(): Promise<void> {
    return this.#turn;
  }

  #take(step: () => Step): Promise<void> {
    return this.#inTurn(async () => {
      const { state, effect } = step();
      this.#set(state);
      if (effect) await this.#carryOut(effect);
    });
  }

  /** Keys wait for what the ones before them do. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      if (!isCrmError(error)) return this.#exit?.(error instanceof Error ? error : new Error(String(error)));
      this.#set(reopenAnswer(this.#state, error, undefined));
    });
    return this.#turn;
  }

  /** Does what a key asked for. `retries` is how often it may be tried again while another program writes. */
  async #carryOut(effect: ReviewCommand, retries = this.#desk.lockLimitMs / TRY_MS): Promise<void> {
    if (this.#retry !== undefined) {
      if (effect.do !== 'quit')
        throw failed('not done: the answer before it still waits for another crm that is writing');
      clearTimeout(this.#retry);
      return this.#exit?.(
        failed('the last answer was not stored: another crm is writing to the database', 'Give it again.'),
      );
    }
    try {
      await this.#perform(effect);
    } catch (error) {
      if (!isCrmError(error) || error.kind !== 'locked') throw error;
      if (retries <= 0) return this.#set(reopenAnswer(this.#state, error, askedIn(effect)));
      this.#set(waitingForLock(this.#state));
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        void this.#inTurn(() => this.#carryOut(effect, retries - 1));
      }, RETRY_MS);
    }
  }

  async #perform(effect: ReviewCommand): Promise<void> {
    switch (effect.do) {
      case 'quit':
        return this.#exit?.(effect.code);
      case 'go':
        return this.#go(effect.to, effect.way);
      case 'decide':
        return this.#decide(effect.deed, effect.asked);
      case 'undo': {
        await this.#desk.undo(effect.decided);
        this.#set(removeDecision(this.#state, effect.decided));
        const at = this.#state.queue.indexOf(effect.decided.id);
        return this.#go(Math.max(0, at), 1);
      }
    }
  }

  async #decide(deed: ReviewAction, asked: PromptMode | undefined): Promise<void> {
    const { deal, at } = this.#state;
    if (!deal) return;
    try {
      this.#set(applyDecision(this.#state, await this.#desk.decide(deal, deed)));
    } catch (error) {
      if (!isCrmError(error) || error.kind === 'locked') throw error;
      this.#set(reopenAnswer(this.#state, error, asked));
      // What stands in the way is to be seen.
      if (error.kind === 'conflict' || error.kind === 'not-found') await this.#again();
      return;
    }
    return staysAfter(deed) ? this.#again() : this.#go(at + 1, 1);
  }

  /** Reads the deal that is on the screen anew. */
  async #again(): Promise<void> {
    const { deal, at } = this.#state;
    const now = deal && (await this.#desk.deal(deal.card.id));
    if (now) this.#set({ ...this.#state, deal: now });
    else await this.#go(at, 1);
  }

  /** Brings the deal at a place of the queue, or the nearest behind or before it that still needs a word. */
  async #go(to: number, way: 1 | -1): Promise<void> {
    let at = to;
    for (;;) {
      if (at >= this.#state.queue.length) this.#set(addWaiting(this.#state, await this.#desk.queue()));
      const id = this.#state.queue[at];
      if (id === undefined) return this.#set(showDeal(this.#state, this.#state.queue.length, null));
      const deal = await this.#desk.deal(id);
      const isOver = deal?.card.kind !== 'open' && decidedOn(this.#state, id).length === 0;
      if (deal && !isOver) return this.#set(showDeal(this.#state, at, deal));
      this.#set(skipDeal(this.#state, id, deal));
      if (way === -1 && at > 0) at -= 1;
    }
  }

  #set(state: ReviewState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const askedIn = (effect: ReviewCommand): PromptMode | undefined =>
  effect.do === 'decide' ? effect.asked : undefined;
