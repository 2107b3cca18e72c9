import { MAX_ATTEMPTS, MAX_WAIT_MS, waitAfter } from '../../domain/backoff.ts';
import { isoTime } from '../../domain/dates.ts';
import { isCrmError } from '../../domain/errors.ts';
import { DAY_MS } from '../../domain/time-units.ts';
import { type WebhookMessage, webhookMessage } from '../../domain/webhook.ts';
import { eventsAfter } from '../../store/events/read-events.ts';
import { latestChangeId } from '../../store/history.ts';
import {
  failingState,
  setWebhookState,
  soundState,
  type Webhook,
  type WebhookState,
  webhookState,
  webhooks,
} from '../../store/webhooks/webhooks.ts';
import { requireLease } from '../../store/worker/lease.ts';
import {
  addToOutbox,
  claimItem,
  countWaiting,
  finishItem,
  type NewOutboxItem,
  type OutboxItem,
  type OutboxLane,
  type OutboxOutcome,
} from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';

/** How a message to a webhook ended. */
export interface WebhookAnswer {
  /** The HTTP status; null if there was no answer. */
  readonly status: number | null;
  /** What went wrong, in words; null if it was taken. */
  readonly problem: string | null;
  /** How long the receiver asks to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
}

/** What it takes to reach webhooks. */
export interface WebhookPort {
  /** Names this run of the worker. */
  readonly token: string;
  /** Between 0 and 1. */
  random(): number;
  /** Prints the secret of that name. Throws `usage` for one that the config does not have, `failed` if it cannot. */
  secret(name: string): Promise<string>;
  /** Sends a signed message. */
  send(webhook: Webhook, message: WebhookMessage, secret: string | null): Promise<WebhookAnswer>;
}

/** The outbox of a webhook gets no more events while this many wait, each for another attempt. */
const MAX_WAITING = 5000;

/** Events that are put into the outbox at once. */
const EVENTS_PER_FILL = 1000;

/** After so long without any success, a webhook is disabled. */
const DISABLED_AFTER_MS = 3 * DAY_MS;

/** The receiver wants no more messages. */
const GONE = 410;
/** The receiver is not there or has too much to do: what is sent next would fail too. */
const BUSY: ReadonlySet<number | null> = new Set([null, 429, 502, 503, 504]);

/** Sends what is due to each webhook, to several at the same time. */
export async function* deliverToWebhooks(deps: Deps, port: WebhookPort): AsyncIterable<WorkItem> {
  const enabled = (await webhooks(deps.store.db)).filter(({ isEnabled }) => isEnabled);
  yield* together(enabled.map((webhook) => new Delivery(deps, port, webhook).work()));
}

/** The work of one webhook. */
class Delivery {
  readonly #deps: Deps;
  readonly #port: WebhookPort;
  readonly #webhook: Webhook;
  readonly #lane: OutboxLane;
  #secret: string | null = null;

  constructor(deps: Deps, port: WebhookPort, webhook: Webhook) {
    this.#deps = deps;
    this.#port = port;
    this.#webhook = webhook;
    this.#lane = { kind: 'webhook', target: webhook.id };
  }

  async *work(): AsyncGenerator<WorkItem> {
    if (!(await this.#isOn())) return;
    let hasSecret = false;
    for (;;) {
      const item = await this.#next();
      if (!item) return;
      if (!hasSecret) {
        const problem = await this.#readSecret();
        if (problem !== null) {
          yield await this.#settle(item, { status: null, problem, retryAfterMs: null });
          return;
        }
        hasSecret = true;
      }
      const message = { id: item.key, body: item.body };
      const answer = await this.#port.send(this.#webhook, message, this.#secret);
      yield await this.#settle(item, answer);
      if (BUSY.has(answer.status) || answer.status === GONE) return;
    }
  }

  /** Whether anything may be sent now: a clock that was wrong stops nothing for long. */
  async #isOn(): Promise<boolean> {
    const { disabledAt, retryAt } = await webhookState(this.#deps.store.db, this.#webhook);
    const now = this.#now;
    const wait = retryAt === null ? 0 : Date.parse(retryAt) - now;
    return disabledAt === null && (wait <= 0 || wait > MAX_WAIT_MS);
  }

  async #readSecret(): Promise<string | null> {
    const { secret } = this.#webhook;
    if (secret === null) return null;
    try {
      this.#secret = await this.#port.secret(secret);
      return null;
    } catch (error) {
      if (!isCrmError(error)) throw error;
      return error.message;
    }
  }

  /** The next message; new events come into the outbox when nothing in it is due. */
  #next(): Promise<OutboxItem | null> {
    const { store } = this.#deps;
    const { token } = this.#port;
    return store.runUnjournaled(
      async () => {
        await requireLease(store.db, token);
        const claim = () => claimItem(store.engine, this.#lane, { now: this.#now, token });
        return (await claim()) ?? ((await this.#fill()) ? claim() : null);
      },
      { isSynced: true },
    );
  }

  /**
   * Puts new events into the outbox; in the same transaction it is noted how far the webhook has come. Returns whether there
   * were any.
   */
  async #fill(): Promise<boolean> {
    const { engine, db } = this.#deps.store;
    if ((await countWaiting(db, this.#lane)) >= MAX_WAITING) return false;
    const state = await webhookState(db, this.#webhook);
    const latest = { change: await latestChangeId(db), ordinal: Number.MAX_SAFE_INTEGER };
    if (state.position.change === latest.change && state.position.ordinal === latest.ordinal) return false;
    const items: NewOutboxItem[] = [];
    let position = latest;
    for await (const event of eventsAfter(db, state.position, this.#webhook.types)) {
      const { id: key, body } = webhookMessage(event);
      items.push({ ref: event.ref, key, label: event.type, body });
      if (items.length < EVENTS_PER_FILL) continue;
      position = { change: event.change, ordinal: event.ordinal };
      break;
    }
    await addToOutbox(engine, this.#lane, items, this.#now);
    await setWebhookState((statement) => engine.run(statement), this.#webhook, { ...state, position });
    return items.length > 0;
  }

  /** Notes how a message ended, and what that says of the webhook. */
  async #settle(item: OutboxItem, answer: WebhookAnswer): Promise<WorkItem> {
    const { store } = this.#deps;
    const now = this.#now;
    const { problem } = answer;
    const what = `webhook ${this.#webhook.id}: ${item.label} ${item.ref}`;
    let result = 'sent';
    await store.runUnjournaled(async () => {
      const state = await webhookState(store.db, this.#webhook);
      const at = { now, token: this.#port.token };
      if (problem === null) {
        await finishItem(store.engine, item, { state: 'done' }, at);
        if (state.failingSince !== null || state.problem !== null)
          await setWebhookState(
            (statement) => store.engine.run(statement),
            this.#webhook,
            soundState(state.position),
          );
        return;
      }
      const outcome = this.#outcome(item, answer, problem, state);
      const isDisabled = answer.status === GONE || isOverdue(state, now);
      await finishItem(store.engine, item, outcome, at);
      const failing = failingState(state, {
        now,
        problem,
        isDisabled,
        isAway: BUSY.has(answer.status),
        retryAt: BUSY.has(answer.status) && outcome.state === 'waiting' ? outcome.dueAt : now,
      });
      await setWebhookState((statement) => store.engine.run(statement), this.#webhook, failing);
      result = problem;
      if (outcome.state === 'waiting') result += `; again at ${isoTime(outcome.dueAt)}`;
      if (isDisabled) result += '; the webhook is disabled';
    });
    return { what, result, hasFailed: problem !== null };
  }

  #outcome(item: OutboxItem, answer: WebhookAnswer, problem: string, state: WebhookState): OutboxOutcome {
    const isBusy = BUSY.has(answer.status);
    if (!isBusy && (item.attempts >= MAX_ATTEMPTS || answer.status === GONE))
      return { state: 'failed', problem };
    const failures = isBusy ? state.failures + 1 : item.attempts;
    const wait = Math.max(waitAfter(failures, this.#port.random()), answer.retryAfterMs ?? 0);
    return {
      state: 'waiting',
      dueAt: this.#now + Math.min(wait, MAX_WAIT_MS),
      problem,
      counts: !isBusy,
    };
  }

  get #now(): number {
    return this.#deps.clock.now();
  }
}

function isOverdue({ failingSince }: WebhookState, now: number): boolean {
  return failingSince !== null && now - Date.parse(failingSince) >= DISABLED_AFTER_MS;
}

/** What several generators yield, as it comes; each has begun at most one more when the reader stops, which it ends. */
async function* together<T>(generators: readonly AsyncGenerator<T>[]): AsyncIterable<T> {
  const step = async (generator: AsyncGenerator<T>) => ({ generator, result: await generator.next() });
  const pending = new Map(generators.map((generator) => [generator, step(generator)]));
  try {
    while (pending.size > 0) {
      const { generator, result } = await Promise.race(pending.values());
      pending.delete(generator);
      if (result.done) continue;
      pending.set(generator, step(generator));
      yield result.value;
    }
  } finally {
    await Promise.allSettled(pending.values());
  }
}
