import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A message that a webhook got. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the values.
  readonly json: any;
}

/** A real HTTP server on the loopback that keeps what it gets; `answer` says with which status it answers. */
export async function receiver(
  answer: (
    message: Received,
    nth: number,
  ) => number | { status: number; headers: Record<string, string> } = () => 204,
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const message = { headers: request.headers, body, json: JSON.parse(body) };
    received.push(message);
    const said = answer(message, received.length);
    const { status, headers } = typeof said === 'number' ? { status: said, headers: {} } : said;
    response.writeHead(status, headers).end('thanks');
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  return { url: `http://127.0.0.1:${port}/hook`, port, received, close, reopen: () => listen(port) };
}
