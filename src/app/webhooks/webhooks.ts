import { isoTime } from '../../domain/dates.ts';
import { notFound, usage } from '../../domain/errors.ts';
import { latestChangeId } from '../../store/history.ts';
import type { NewRow, Patch } from '../../store/schema.ts';
import {
  setWebhookState,
  soundState,
  type Webhook,
  type WebhookState,
  webhookNumbered,
  webhookState,
  webhooks,
} from '../../store/webhooks/webhooks.ts';
import {
  countWaiting,
  dropWaiting,
  hastenItems,
  type OutboxItem,
  outboxItems,
  repeatableItems,
  repeatItems,
} from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import { checkTypes } from '../events/types.ts';
import type { WebhookAnswer, WebhookPort } from './deliver.ts';

/** A webhook with how far it has come. */
export interface WebhookStatus extends Webhook, Omit<WebhookState, 'position'> {
  /** How many messages wait; events that are not in the outbox yet do not count. */
  readonly waiting: number;
}

/** The settings of a webhook; those left out stay the same. */
export interface WebhookSettings {
  readonly url?: string | undefined;
  readonly types?: readonly string[] | undefined;
  /** Null for none. */
  readonly secret?: string | null | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly allowsPrivate?: boolean | undefined;
}

/** Adds a webhook, which is told of events from now on; returns its number. Throws `usage` for events that there are not. */
export async function addWebhook(
  { store }: Deps,
  settings: WebhookSettings & { readonly url: string; readonly types: readonly string[] },
): Promise<number> {
  checkTypes(store.db.nouns, settings.types);
  const { result } = await store.change(async (tx) => {
    const position = { change: await latestChangeId(tx), ordinal: Number.MAX_SAFE_INTEGER };
    const row = { ...columnsOf(settings), url: settings.url, types: settings.types.join() };
    const id = await tx.insert('webhook', row as NewRow<'webhook'>);
    await setWebhookState((statement) => tx.executeUnjournaled(statement), { id }, soundState(position));
    return id;
  }, `added a webhook to ${settings.url}`);
  return result;
}

/** All webhooks. */
export async function listWebhooks(deps: Deps): Promise<readonly WebhookStatus[]> {
  return Promise.all((await webhooks(deps.store.db)).map((webhook) => statusOf(deps, webhook)));
}

/** The webhook of that number. Throws `not-found`. */
export async function readWebhook(deps: Deps, number: string): Promise<WebhookStatus> {
  return statusOf(deps, await webhookNumbered(deps.store.db, number));
}

async function statusOf({ store: { db } }: Deps, webhook: Webhook): Promise<WebhookStatus> {
  const { position: _, ...state } = await webhookState(db, webhook);
  return { ...webhook, ...state, waiting: await countWaiting(db, laneOf(webhook)) };
}

/**
 * Changes a webhook. To enable it forgets why it was disabled; it goes on where it stopped, or with `skipsMissed` after what has
 * happened until now. Returns whether anything changed.
 */
export async function editWebhook(
  { store, clock }: Deps,
  number: string,
  settings: WebhookSettings,
  { skipsMissed = false } = {},
): Promise<boolean> {
  const webhook = await webhookNumbered(store.db, number);
  if (settings.types) checkTypes(store.db.nouns, settings.types);
  const { result, id } = await store.change(
    (tx) => tx.update('webhook', webhook.id, columnsOf(settings)),
    `edited webhook ${webhook.id}`,
  );
  if (!settings.isEnabled && !skipsMissed) return result;
  await store.runUnjournaled(async () => {
    const state = await webhookState(store.db, webhook);
    const latest = {
      change: Math.max(id ?? 0, await latestChangeId(store.db)),
      ordinal: Number.MAX_SAFE_INTEGER,
    };
    await setWebhookState(
      (statement) => store.engine.run(statement),
      webhook,
      soundState(skipsMissed ? latest : state.position),
    );
    if (skipsMissed) await dropWaiting(store.engine, laneOf(webhook));
    else await hastenItems(store.engine, laneOf(webhook), clock.now());
  });
  return true;
}

/** Removes webhooks, all or none, with the messages that wait for them. Throws `not-found`. */
export async function removeWebhooks({ store }: Deps, numbers: readonly string[]): Promise<Webhook[]> {
  const webhooks = new Map<number, Webhook>();
  for (const number of numbers) {
    const webhook = await webhookNumbered(store.db, number);
    webhooks.set(webhook.id, webhook);
  }
  const all = [...webhooks.values()];
  await store.change(
    async (tx) => {
      for (const { id } of all) await tx.remove('webhook', id);
    },
    `removed the webhook${all.length === 1 ? '' : 's'} to ${all.map(({ url }) => url).join(', ')}`,
  );
  for (const webhook of all) await store.runUnjournaled(() => dropWaiting(store.engine, laneOf(webhook)));
  return all;
}

/** Sends a message of type `webhook.test` to a webhook now. */
export async function testWebhook(
  { store, clock, user }: Deps,
  port: Pick<WebhookPort, 'secret' | 'send'>,
  number: string,
): Promise<WebhookAnswer> {
  const webhook = await webhookNumbered(store.db, number);
  const secret = webhook.secret === null ? null : await port.secret(webhook.secret);
  const timestamp = isoTime(clock.now());
  const body = JSON.stringify({ type: 'webhook.test', timestamp, data: { webhook: webhook.id, user } });
  return port.send(webhook, { id: `test_${webhook.id}_${clock.now()}`, body }, secret);
}

/** What was sent, or is still to be: the latest first. */
export async function listDeliveries(
  { store: { db } }: Deps,
  {
    webhook,
    hasFailed,
    limit,
  }: { readonly webhook?: string | undefined; readonly hasFailed: boolean; readonly limit: number },
): Promise<readonly OutboxItem[]> {
  const target = webhook === undefined ? undefined : (await webhookNumbered(db, webhook)).id;
  return outboxItems(db, {
    kind: 'webhook',
    target,
    states: hasFailed ? ['failed', 'unknown'] : undefined,
    limit,
  });
}

/**
 * Has messages sent again: all of these numbers or none, or all of a webhook that failed or are unknown. Returns how many.
 */
export async function replayDeliveries(
  { store, clock }: Deps,
  which: { readonly numbers: readonly string[] } | { readonly webhook: string },
): Promise<number> {
  if ('webhook' in which) {
    const lane = laneOf(await webhookNumbered(store.db, which.webhook));
    return store.runUnjournaled(() => repeatItems(store.engine, { lane }, clock.now()), { isSynced: true });
  }
  const ids = which.numbers.map((text) => {
    const number = /^#?(\d{1,15})$/.exec(text.trim())?.[1];
    if (number === undefined)
      throw usage(`"${text}" is not the number of a delivery`, { code: 'unknown-delivery' });
    return Number(number);
  });
  return store.runUnjournaled(
    async () => {
      const count = await repeatItems(store.engine, { kind: 'webhook', ids }, clock.now());
      const there = await repeatableItems(store.db, { kind: 'webhook', ids });
      const missing = ids.filter((id) => !there.includes(id));
      if (missing.length === 0) return count;
      throw notFound(`no message ${missing.join(', ')} that can be sent again`, {
        code: 'unknown-delivery',
      });
    },
    { isSynced: true },
  );
}

function columnsOf({ url, types, secret, isEnabled, allowsPrivate }: WebhookSettings): Patch<'webhook'> {
  const all = {
    url,
    types: types?.join(),
    secret,
    enabled: isEnabled === undefined ? undefined : Number(isEnabled),
    allow_private: allowsPrivate === undefined ? undefined : Number(allowsPrivate),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const laneOf = ({ id }: Webhook) => ({ kind: 'webhook', target: id }) as const;
