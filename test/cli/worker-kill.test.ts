import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { environment } from '../support/program.ts';
import { receiver } from '../support/receiver.ts';
import { shop } from '../support/shop.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

/** All of them with `npm run test:kills`. */
const [KILLS, MESSAGES] = process.env.CRM_BIN ? [200, 1000] : [12, 60];

/** The clock of a worker runs on from the time of the tests. */
const LATER = ['--now', '2026-03-12T12:00:00Z'];

/** A worker that has nothing to send, because of the work of an earlier one, is killed too. */
const LONGEST_LIFE_MS = 5000;

const PATIENCE = 900_000;

test(
  `a worker that is killed ${KILLS} times sends each of ${MESSAGES} messages once, or says that it does not know`,
  async () => {
    let [life, left, kill] = [0, 0, () => {}];
    const { url, received } = await receiver(() => {
      // While it waits for the answer, or a moment later.
      if (--left === 0) setTimeout(kill, life % 3 === 0 ? 0 : (life * 13) % 25);
      return 204;
    });
    const { place, run, ok, json } = shop();
    await ok('webhook', 'add', url, '--allow-private', '--on', 'lead.created');
    const file = join(place.home, 'leads.csv');
    const names = Array.from({ length: MESSAGES }, (_, at) => `Lead ${at}`);
    writeFileSync(file, `name\n${names.join('\n')}\n`);
    await ok('lead', 'import', file);
    for (; life < KILLS; life++) {
      const worker = execa(PROGRAM.command, [...PROGRAM.before, 'run', '--every', '1s'], {
        env: environment(place),
        extendEnv: false,
        cwd: ROOT,
        reject: false,
      });
      kill = () => worker.kill('SIGKILL');
      // At any moment of its life: at one of its messages, or before the first. The messages last for all lives.
      left = 1 + ((life * 7) % 6);
      const end = setTimeout(kill, life % 4 === 0 ? 50 + ((life * 37) % 400) : LONGEST_LIFE_MS);
      await worker;
      clearTimeout(end);
    }
    left = 0;
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
    if (process.env.CRM_BIN)
      process.stderr.write(
        `${KILLS} kills: ${MESSAGES - unknown} sent once, ${unknown} unknown, none sent twice\n`,
      );
  },
  PATIENCE,
);
