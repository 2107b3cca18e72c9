import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

/** A message to send over HTTP. */
export interface HttpMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the address may be one of a private network or of this machine. */
  readonly allowsPrivate: boolean;
}

/** How a message ended. */
export interface HttpEnd {
  /** Null if there was no answer. */
  readonly status: number | null;
  /** What went wrong, in words; null for a status from 200 to 299. */
  readonly problem: string | null;
  /** How long the receiver asks to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
}

/** How long an answer may take, from the name of the host to the last byte. */
const TIMEOUT_MS = 10_000;

/** More of an answer is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Posts a message and waits for the answer. The name of the host is looked up once, and its address is the one that is used.
 * Redirects are not followed.
 */
export async function postMessage(message: HttpMessage): Promise<HttpEnd> {
  const url = new URL(message.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const address = await addressOf(host, signal);
    if (!message.allowsPrivate && (await isPrivateAddress(address)))
      return failure(
        `${host === address ? host : `${host} is ${address}, which`} is an address of a private network: allow it with --allow-private`,
      );
    return await post(url, address, message, signal);
  } catch (error) {
    return failure(signal.aborted ? `no answer within ${TIMEOUT_MS / 1000} s` : reasonOf(error, url.host));
  }
}

const failure = (problem: string): HttpEnd => ({ status: null, problem, retryAfterMs: null });

function reasonOf(error: unknown, host: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `there is no host ${host}`;
    case 'ECONNREFUSED':
      return `${host} refuses connections`;
    case 'ECONNRESET':
      return `${host} broke the connection off`;
    default:
      return `${host} cannot be reached: ${message}`;
  }
}

async function addressOf(host: string, signal: AbortSignal): Promise<string> {
  const { isIP } = await import('node:net');
  if (isIP(host) !== 0) return host;
  const { lookup } = await import('node:dns/promises');
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return (await Promise.race([lookup(host), late])).address;
}

async function post(
  url: URL,
  address: string,
  { headers, body }: HttpMessage,
  signal: AbortSignal,
): Promise<HttpEnd> {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const family = address.includes(':') ? 6 : 4;
  const pinned: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: pinned,
        signal,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        const { statusCode = 0, headers: got } = answer;
        const end = () => resolve(endOf(statusCode, got.location, got['retry-after']));
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes <= MAX_ANSWER_BYTES) return;
          answer.destroy();
          end();
        });
        answer.on('end', end);
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function endOf(status: number, location: string | undefined, retryAfter: string | undefined): HttpEnd {
  const retryAfterMs =
    retryAfter !== undefined && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : null;
  if (status >= 200 && status < 300) return { status, problem: null, retryAfterMs };
  const isRedirect = status >= 300 && status < 400;
  const problem = isRedirect
    ? `it redirects to ${location ?? 'another address'}, which is not followed`
    : `it answered with HTTP status ${status}`;
  return { status, problem, retryAfterMs };
}
