import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { environment } from '../support/program.ts';
import { receiver } from '../support/receiver.ts';
import { shop } from '../support/shop.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

/** All of them run against the built program; `npm test` has no time for so many. */
const [KILLS, MESSAGES] = process.env.CRM_BIN ? [200, 1000] : [12, 60];

/** The clock of a worker runs on from the time of the tests. */
const LATER = ['--now', '2026-03-12T12:00:00Z'];

const PATIENCE = 900_000;

test(
  `a worker that is killed ${KILLS} times sends each of ${MESSAGES} messages once, or says that it does not know`,
  async () => {
    const { url, received } = await receiver();
    const { place, run, ok, json } = shop();
    await ok('webhook', 'add', url, '--allow-private', '--on', 'lead.created');
    const file = join(place.home, 'leads.csv');
    const names = Array.from({ length: MESSAGES }, (_, at) => `Lead ${at}`);
    writeFileSync(file, `name\n${names.join('\n')}\n`);
    await ok('lead', 'import', file);
    for (let kill = 0; kill < KILLS; kill++) {
      const { length } = received;
      const worker = execa(PROGRAM.command, [...PROGRAM.before, 'run', '--every', '1s'], {
        env: environment(place),
        extendEnv: false,
        cwd: ROOT,
        reject: false,
      });
      // At any moment of its life: before the first message, or while it sends.
      const after = kill % 4 === 0 ? 0 : (kill * 7) % Math.ceil((2 * MESSAGES) / KILLS);
      const until = Date.now() + 50 + ((kill * 37) % 400);
      await expect
        .poll(() => received.length >= length + after && Date.now() >= until, {
          interval: 3,
          timeout: 20_000,
        })
        .toBe(true)
        .catch(() => {});
      worker.kill('SIGKILL');
      await worker;
    }
    while ((await run(['run', '--once', '-f', 'jsonl', ...LATER])).stdout !== '') {}
    const times = new Map<unknown, number>();
    for (const { headers } of received)
      times.set(headers['webhook-id'], (times.get(headers['webhook-id']) ?? 0) + 1);
    const messages: { key: string; state: string }[] = await json('webhook', 'log', '--limit', '9999');
    expect(messages).toHaveLength(MESSAGES);
    const wrong = messages.filter(({ key, state }) => {
      const count = times.get(key) ?? 0;
      return state === 'unknown' ? count > 1 : state !== 'done' || count !== 1;
    });
    expect(wrong).toEqual([]);
    const unknown = messages.filter(({ state }) => state === 'unknown').length;
    expect(unknown).toBeLessThanOrEqual(KILLS);
  },
  PATIENCE,
);
