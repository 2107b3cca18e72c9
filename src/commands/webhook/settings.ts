import type { WebhookSettings } from '../../app/webhooks/webhooks.ts';
import { refused, usage } from '../../domain/errors.ts';
import { readSecretName, readWebhookUrl } from '../../domain/webhook.ts';
import { isPrivateHost } from '../../io/private-address.ts';

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

/** Throws `refused` for an address that no message would be sent to. */
export async function requireReachable(webhook: {
  readonly url: string;
  readonly allowsPrivate?: boolean | undefined;
}): Promise<void> {
  const { hostname } = new URL(webhook.url);
  if (!webhook.allowsPrivate && (await isPrivateHost(hostname)))
    throw refused(
      `"${hostname}" is this machine or one of a private network, and such get no messages`,
      'If it is meant to get them, add: --allow-private',
    );
}

/** Collects a repeatable option. */
export const collect = (text: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), text];
