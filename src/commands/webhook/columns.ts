import type { WebhookStatus } from '../../app/webhooks/webhooks.ts';
import type { Row } from '../../domain/field.ts';
import type { OutboxItem } from '../../store/worker/outbox.ts';
import type { ListColumn } from '../listing.ts';

/** Columns of webhooks. */
export const WEBHOOK_COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'Webhook', type: 'integer', help: 'its number' },
  { name: 'url', label: 'Address', type: 'text', help: 'the address' },
  { name: 'on', label: 'Events', type: 'list', help: 'the events that it is told of' },
  { name: 'secret', label: 'Secret', type: 'text', help: 'name of the secret that messages are signed with' },
  {
    name: 'state',
    label: 'State',
    type: 'text',
    help: 'on, off, failing, or disabled because nothing arrived',
  },
  { name: 'waiting', label: 'Waiting', type: 'integer', help: 'messages that wait' },
  { name: 'retry_at', label: 'Next try', type: 'datetime', help: 'when it is tried again' },
  { name: 'problem', label: 'Problem', type: 'text', help: 'why nothing arrives' },
  { name: 'allow_private', label: 'Private', type: 'bool', help: 'whether private addresses are allowed' },
  { name: 'created_at', label: 'Added', type: 'datetime', help: 'when it was added' },
];

/** A webhook as a line of a list. */
export function webhookRow(webhook: WebhookStatus): Row {
  const { id, url, types, secret, waiting, retryAt, problem, allowsPrivate, createdAt } = webhook;
  return {
    id,
    url,
    on: [...types],
    secret,
    state: stateOf(webhook),
    waiting,
    retry_at: stateOf(webhook) === 'failing' ? retryAt : null,
    problem,
    allow_private: allowsPrivate,
    created_at: createdAt,
  };
}

function stateOf({ isEnabled, disabledAt, failingSince }: WebhookStatus): string {
  if (!isEnabled) return 'off';
  if (disabledAt !== null) return 'disabled';
  return failingSince === null ? 'on' : 'failing';
}

/** Columns of messages to webhooks. */
export const DELIVERY_COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'Message', type: 'integer', help: 'its number, for webhook replay' },
  { name: 'at', label: 'At', type: 'datetime', help: 'when its state became this one' },
  { name: 'webhook', label: 'Webhook', type: 'integer', help: 'number of the webhook' },
  { name: 'event', label: 'Event', type: 'text', help: 'what happened' },
  { name: 'record', label: 'Record', type: 'text', help: 'the record' },
  { name: 'state', label: 'State', type: 'text', help: 'waiting, doing, done, failed or unknown' },
  { name: 'attempts', label: 'Tries', type: 'integer', help: 'how often it was tried' },
  { name: 'due_at', label: 'Next try', type: 'datetime', help: 'when it is tried again' },
  { name: 'problem', label: 'Problem', type: 'text', help: 'what went wrong last' },
  { name: 'key', label: 'Message id', type: 'text', help: 'the webhook-id that the receiver gets' },
];

/** A message to a webhook as a line of a list. */
export function deliveryRow(item: OutboxItem): Row {
  const { id, changedAt, target, label, ref, state, attempts, dueAt, problem, key } = item;
  return {
    id,
    at: changedAt,
    webhook: target,
    event: label,
    record: ref,
    state,
    attempts,
    due_at: state === 'waiting' ? dueAt : null,
    problem,
    key,
  };
}
