import { usage } from './errors.ts';
import type { ChangeEvent } from './event.ts';
import { eventId, eventLine } from './event.ts';

/** A message to a webhook, as Standard Webhooks has it. */
export interface WebhookMessage {
  /** Stays the same when it is sent again: the receiver can tell. */
  readonly id: string;
  readonly body: string;
}

const SECRET_NAME = /^[a-z][a-z0-9_-]{0,39}$/i;

/** The message about an event. The command line as typed stays here. */
export function webhookMessage(event: ChangeEvent): WebhookMessage {
  const { command: _, ...data } = eventLine(event) as Record<string, unknown>;
  return {
    id: `evt_${eventId(event)}`,
    body: JSON.stringify({ type: event.type, timestamp: event.at, data }),
  };
}

/** Reads the address of a webhook. Throws `usage` for anything but one of HTTP without a password in it. */
export function readWebhookUrl(text: string): string {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw usage(`"${text}" is not the address of a webhook`, 'Write it as https://example.com/hooks/crm');
  if (url.username !== '' || url.password !== '')
    throw usage(`"${url.host}" has a password in its address, and the database stores no secrets`, {
      code: 'secret-in-address',
    });
  url.hash = '';
  return url.href;
}

/** Reads the name of a secret. Throws `usage`. */
export function readSecretName(text: string): string {
  const name = text.trim();
  if (SECRET_NAME.test(name)) return name;
  throw usage(
    `"${text}" is not the name of a secret`,
    'Use letters, digits, - and _. The command that prints the secret stands in [secrets] of the config file.',
  );
}
