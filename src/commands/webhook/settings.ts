import type { WebhookSettings } from '../../app/webhooks/webhooks.ts';
import { usage } from '../../domain/errors.ts';
import { readSecretName, readWebhookUrl } from '../../domain/webhook.ts';

/** Reads the options of a webhook; an empty name clears the secret. Throws `usage`. */
export function webhookSettings({
  url,
  on,
  secret,
  allowPrivate,
}: {
  url?: string | undefined;
  on?: readonly string[] | undefined;
  secret?: string | undefined;
  allowPrivate?: boolean | undefined;
}): WebhookSettings {
  const types = on?.flatMap((text) => text.split(',')).map((type) => type.trim());
  if (types?.includes('')) throw usage('--on needs the events that the webhook is told of: opp.won, opp.*');
  return {
    url: url === undefined ? undefined : readWebhookUrl(url),
    types,
    secret: secret === undefined ? undefined : secret.trim() === '' ? null : readSecretName(secret),
    allowsPrivate: allowPrivate,
  };
}

/** Collects a repeatable option. */
export const collect = (text: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), text];
