import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { postMessage } from '../../src/io/post-message.ts';
import { webhookHeaders } from '../../src/io/webhook-signature.ts';
import { receiver } from '../support/receiver.ts';
import { shop } from '../support/shop.ts';

/** A database with a webhook to a receiver. */
async function told(url: string, ...options: string[]) {
  const own = shop();
  const folder = join(own.place.home, 'config', 'crm');
  mkdirSync(folder, { recursive: true });
  const config = (text: string) => writeFileSync(join(folder, 'config.toml'), text);
  await own.ok('webhook', 'add', url, '--allow-private', '--on', '*', ...options);
  const work = async (now = '2026-03-12T10:00:00Z') =>
    own.run(['run', '--once', '-f', 'jsonl', '--now', now]);
  const log = () => own.json('webhook', 'log', '--limit', '1000');
  const [first] = await own.json('webhook', 'list');
  expect(first).toMatchObject({ id: 1, state: 'on' });
  const webhook = async () => (await own.json('webhook', 'list'))[0];
  return { ...own, config, work, log, webhook };
}

test('signs a message as the standard does', () => {
  expect(
    webhookHeaders(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      1614265330_999,
    ),
  ).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a webhook is told of what happens since it was added, signed, in order, undo included', async () => {
  const { url, received } = await receiver();
  const { ok, work, config, log } = await told(url, '--secret', 'team');
  config(`[secrets]\nteam = ["printf", "%s\\n", "whsec_c2VjcmV0"]\n`);
  const hostile = '{{name}} $(id) "; drop table lead; --';
  await ok('lead', 'add', hostile);
  await ok('lead', 'edit', '1', '--rating', 'hot');
  await ok('undo');
  await work();
  await work();
  const leads = received.filter(({ json }) => json.type.startsWith('lead.'));
  expect(leads.map(({ json }) => json)).toMatchObject([
    { type: 'lead.created', timestamp: '2026-03-12T10:00:00.000Z', data: { ref: 'lead:1', title: hostile } },
    { type: 'lead.updated', data: { kind: 'do', before: { rating: null }, after: { rating: 'hot' } } },
    { type: 'lead.updated', data: { kind: 'undo', after: { rating: null } } },
  ]);
  expect(leads[0]?.json.data).not.toHaveProperty('command');
  for (const { headers, body } of received) {
    expect(() => new Webhook('whsec_c2VjcmV0').verify(body, headers as Record<string, string>)).not.toThrow();
    expect(() => new Webhook('whsec_b3RoZXI=').verify(body, headers as Record<string, string>)).toThrow();
  }
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(received.length);
  expect((await log()).every(({ state }: { state: string }) => state === 'done')).toBe(true);
});

test('a message that fails is tried again later and holds up its record alone; the sixth failure is the last', async () => {
  const { url, received } = await receiver(({ json }) => (json.data.ref === 'lead:1' ? 500 : 200));
  const { ok, work, log, run } = await told(url);
  await ok('lead', 'add', 'One');
  await ok('lead', 'add', 'Two');
  await ok('lead', 'edit', '1', '2', '--rating', 'hot');
  const sent = () =>
    received
      .filter(({ json }) => json.type.startsWith('lead.'))
      .map(({ json }) => `${json.data.ref} ${json.type}`);
  expect((await work()).exitCode).toBe(4);
  expect(sent()).toEqual(['lead:1 lead.created', 'lead:2 lead.created', 'lead:2 lead.updated']);
  await work('2026-03-12T10:00:59Z');
  expect(sent()).toHaveLength(3);
  for (const now of ['10:01:13', '10:08', '10:45', '13:30', '23:59']) await work(`2026-03-12T${now}Z`);
  await work('2026-03-13T05:00:00Z');
  expect(sent().filter((each) => each === 'lead:1 lead.created')).toHaveLength(6);
  expect(sent()).toContain('lead:1 lead.updated');
  expect(await log()).toContainEqual(
    expect.objectContaining({ record: 'lead:1', event: 'lead.created', state: 'failed', attempts: 6 }),
  );
  const { stdout } = await run(['today', '--json', '--now', '2026-03-14T10:00:00Z']);
  expect(JSON.parse(stdout)).toContainEqual(
    expect.objectContaining({
      kind: 'failed',
      id: 'webhook:1',
      detail: expect.stringContaining('HTTP status 500'),
    }),
  );
});

test('messages that are not taken do not lengthen the pause of a host that is away', async () => {
  const { url, close } = await receiver(() => 500);
  const { ok, work } = await told(url);
  for (const name of ['One', 'Two', 'Three', 'Four']) await ok('lead', 'add', name);
  await work('2026-03-12T10:00:00Z');
  await ok('lead', 'add', 'Five');
  await close();
  const { stdout } = await work('2026-03-12T10:00:30Z');
  const again = Date.parse(/again at (\S+?)"/.exec(stdout)?.[1] ?? '');
  expect(again - Date.parse('2026-03-12T10:00:30Z')).toBeLessThan(120_000);
});

test('a host that is away for a week is asked ever more seldom, then never, and misses nothing', async () => {
  const { url, received, close, reopen } = await receiver();
  const { ok, work, webhook, run } = await told(url);
  await close();
  await ok('lead', 'add', 'One');
  await ok('lead', 'add', 'Two');
  const tries = async (now: string) => (await work(now)).stdout.split('\n').filter(Boolean).length;
  expect(await tries('2026-03-12T10:00:00Z')).toBe(1);
  expect(await tries('2026-03-12T10:00:30Z')).toBe(0);
  expect(await tries('2026-03-12T10:01:15Z')).toBe(1);
  expect(await tries('2026-03-12T10:03:00Z')).toBe(0);
  expect(await webhook()).toMatchObject({
    state: 'failing',
    problem: expect.stringContaining('refuses connections'),
  });
  expect(await tries('2026-03-14T10:00:00Z')).toBe(1);
  expect(await webhook()).toMatchObject({ state: 'failing' });
  expect(await tries('2026-03-15T11:00:00Z')).toBe(1);
  expect(await webhook()).toMatchObject({ state: 'disabled' });
  expect(await tries('2026-03-19T10:00:00Z')).toBe(0);
  const { exitCode, stdout } = await run(['doctor', '--csv', '--now', '2026-03-19T10:00:00Z']);
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('webhook 1: disabled')]);
  await reopen();
  await ok('webhook', 'edit', '1', '--enable', '--now', '2026-03-19T10:00:00Z');
  await work('2026-03-19T10:00:01Z');
  const titles = received
    .filter(({ json }) => json.type === 'lead.created')
    .map(({ json }) => json.data.title);
  expect(titles).toEqual(['One', 'Two']);
  expect(await webhook()).toMatchObject({ state: 'on', problem: null, waiting: 0 });
});

test('a clock that was a year ahead does not keep a webhook waiting for a year', async () => {
  let isUp = false;
  const { url, received } = await receiver(() => (isUp ? 200 : 503));
  const { ok, work } = await told(url);
  await ok('lead', 'add', 'One');
  await work('2027-03-12T10:00:00Z');
  isUp = true;
  await work('2026-03-12T10:05:00Z');
  expect(received.filter(({ json }) => json.type === 'lead.created')).toHaveLength(1);
});

test('a host that is away is asked no more after three days by the clock that is right again', async () => {
  const { url, close } = await receiver();
  const { ok, work, webhook } = await told(url);
  await close();
  await ok('lead', 'add', 'One');
  for (const now of ['2027-03-12T10:00:00Z', '2026-03-12T11:00:00Z', '2026-03-14T11:00:00Z']) await work(now);
  expect(await webhook()).toMatchObject({ state: 'failing' });
  await work('2026-03-16T12:00:00Z');
  expect(await webhook()).toMatchObject({ state: 'disabled' });
});

test('redirects are not followed, and private addresses are reached only when they are allowed', async () => {
  const inner = await receiver();
  const outer = await receiver(() => ({ status: 302, headers: { location: inner.url } }));
  const { ok, run, work, log, json } = await told(outer.url);
  await ok('lead', 'add', 'One');
  await work();
  expect(outer.received).toHaveLength(2);
  expect(await log()).toContainEqual(
    expect.objectContaining({
      state: 'waiting',
      problem: `it redirects to ${inner.url}, which is not followed`,
    }),
  );
  const { port } = inner;
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '0.0.0.0',
  ]) {
    expect(await run(['webhook', 'add', `http://${host}:${port}/`, '--on', 'lead.created'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('add: --allow-private'),
    });
    const message = { url: `http://${host}:${port}/`, headers: {}, body: '{}' };
    expect((await postMessage({ ...message, allowsPrivate: false })).problem).toContain('private network');
  }
  expect(inner.received).toEqual([]);
  for (const host of ['intranet', 'printer.local', 'build.internal', 'LOCALHOST.', 'box.lan', '10.1.2.3'])
    expect((await run(['webhook', 'add', `http://${host}/`, '--on', 'lead.created'])).stderr).toContain(
      'is this machine or one of a private network',
    );
  const [own] = await json('webhook', 'list');
  expect(await run(['webhook', 'edit', String(own.id), '--no-allow-private'])).toMatchObject({ exitCode: 1 });
  expect(await run(['webhook', 'edit', String(own.id), '--url', 'http://box.lan/'])).toMatchObject({
    exitCode: 0,
  });
});

test('without its secret a webhook gets nothing, and says why', async () => {
  const { url, received } = await receiver();
  const { ok, work, config, webhook } = await told(url, '--secret', 'team');
  await ok('lead', 'add', 'One');
  await work();
  expect(await webhook()).toMatchObject({ problem: 'the config has no secret "team"' });
  config('[secrets]\nteam = ["false"]\n');
  await work('2026-03-12T10:02:00Z');
  expect(await webhook()).toMatchObject({
    problem: 'the command of the secret "team" failed with exit code 1',
  });
  expect(received).toEqual([]);
  config('[secrets]\nteam = "echo hush"\n');
  await work('2026-03-12T10:30:00Z');
  expect(received.length).toBeGreaterThan(0);
});

test('a receiver that is gone is told nothing more', async () => {
  const { url, received } = await receiver(() => 410);
  const { ok, work, webhook } = await told(url);
  await ok('lead', 'add', 'One');
  await work();
  await work('2026-03-13T10:00:00Z');
  expect(received).toHaveLength(1);
  expect(await webhook()).toMatchObject({ state: 'disabled' });
});

test('messages are sent again on request, with the same id; what was missed can be skipped', async () => {
  const { url, received } = await receiver();
  const { ok, run, work, log } = await told(url);
  await ok('lead', 'add', 'One');
  await work();
  expect(await run(['webhook', 'replay', '999'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('no message 999 that can be sent again'),
  });
  const count = received.length;
  const [latest] = await log();
  // All or none.
  expect(await run(['webhook', 'replay', String(latest.id), '998', '999'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('no message 998, 999 that can be sent again'),
  });
  await work();
  expect(received).toHaveLength(count);
  await ok('webhook', 'replay', String(latest.id));
  await work();
  expect(received).toHaveLength(count + 1);
  expect(received.at(-1)?.headers['webhook-id']).toBe(latest.key);
  await ok('webhook', 'edit', '1', '--disable');
  await ok('lead', 'add', 'Two');
  await ok('webhook', 'edit', '1', '--enable', '--skip-missed');
  await ok('lead', 'add', 'Three');
  await work();
  expect(received.slice(count + 1).map(({ json }) => json.data.title)).toEqual(['Three']);
});

test('an import of many rows comes in order, whatever fits into the outbox at once', async () => {
  const { url, received } = await receiver();
  const { place, ok, work } = await told(url);
  const file = join(place.home, 'leads.csv');
  const names = Array.from({ length: 1010 }, (_, at) => `Lead ${at}`);
  writeFileSync(file, `name\n${names.join('\n')}\n`);
  await ok('webhook', 'edit', '1', '--on', 'lead.created', '--skip-missed');
  await ok('lead', 'import', file);
  await work();
  expect(received.map(({ json }) => json.data.title)).toEqual(names);
}, 120_000);

test.each([
  ['ftp://example.com/', '--on', 'opp.won'],
  ['example.com', '--on', 'opp.won'],
  ['https://ann:pass@example.com/', '--on', 'opp.won'],
  ['https://example.com/', '--on', 'opp.exploded'],
  ['https://example.com/', '--on', 'opp.won', '--secret', 'not a name'],
])('webhook add %s %s %s is an error of the command line', async (...args) => {
  const { ok, run } = shop();
  await ok('lead', 'add', 'Ann');
  expect(await run(['webhook', 'add', ...args])).toMatchObject({ exitCode: 2 });
  expect(await ok('webhook', 'list', '-f', 'ids')).toBe('');
});
