import { createHmac } from 'node:crypto';

/** What a signed message has in its headers, as Standard Webhooks has it. */
export interface SignedHeaders extends Readonly<Record<string, string>> {
  readonly 'webhook-id': string;
  /** Seconds since the epoch. */
  readonly 'webhook-timestamp': string;
}

/** The headers of a message; with a secret it is signed. A secret is `whsec_` and Base64, or any other text as it is. */
export function webhookHeaders(
  { id, body }: { readonly id: string; readonly body: string },
  secret: string | null,
  now: number,
): SignedHeaders {
  const timestamp = String(Math.floor(now / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === null) return headers;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}
