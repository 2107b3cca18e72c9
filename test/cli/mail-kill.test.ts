import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { mailServer } from '../support/mail-server.ts';
import { environment } from '../support/program.ts';
import { shop } from '../support/shop.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

/** All of them with `npm run test:kills`. */
const [KILLS, MAILS] = process.env.CRM_BIN ? [200, 1000] : [8, 40];

/** The clock of a worker runs on from the time of the tests. */
const LATER = ['--now', '2026-03-12T12:00:00Z'];

const LONGEST_LIFE_MS = 5000;
const PATIENCE = 900_000;

test(
  `a worker that is killed ${KILLS} times sends each of ${MAILS} mails once, or says that it does not know`,
  async () => {
    let [life, left, kill] = [0, 0, () => {}];
    const { port, received } = await mailServer({
      onMailFrom(_address, _session, done) {
        // Before the text is sent, while it is, or when it was taken.
        if (--left === 0) setTimeout(kill, (life * 7) % 30);
        done();
      },
    });
    const { place, run, ok, json } = shop();
    const file = join(place.home, 'leads.csv');
    const rows = Array.from({ length: MAILS }, (_, at) => `Lead ${at},lead${at}@lake.test`);
    writeFileSync(file, `name,email\n${rows.join('\n')}\n`);
    await ok('lead', 'import', file);
    await ok(
      ...['mail', 'setup', '--from', 'ann@x.test', '--smtp', `127.0.0.1:${port}`, '--no-tls'],
      ...['--footer', 'X Ltd', '--unsubscribe', 'https://x.test/u'],
    );
    await ok(
      'mail',
      'send',
      '--where',
      'name ~ lead',
      '--subject',
      'Hi',
      '-m',
      'Hi',
      '--at',
      '2026-03-12 10:30',
    );
    for (; life < KILLS; life++) {
      const worker = execa(
        PROGRAM.command,
        [...PROGRAM.before, 'run', '--every', '1s', '--only', 'mail', ...LATER],
        {
          env: environment(place),
          extendEnv: false,
          cwd: ROOT,
          reject: false,
        },
      );
      kill = () => worker.kill('SIGKILL');
      left = 1 + ((life * 7) % 5);
      const end = setTimeout(kill, life % 4 === 0 ? 50 + ((life * 37) % 400) : LONGEST_LIFE_MS);
      await worker;
      clearTimeout(end);
    }
    left = 0;
    while ((await run(['run', '--once', '-f', 'jsonl', '--only', 'mail', ...LATER])).stdout !== '') {}
    const times = new Map<string, number>();
    for (const { headers } of received) {
      const id = headers['message-id'] ?? '';
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    const mails: { message_id: string; state: string }[] = await json('mail', 'list', '--limit', '9999');
    expect(mails).toHaveLength(MAILS);
    const wrong = mails.filter(({ message_id, state }) => {
      const count = times.get(`<${message_id}>`) ?? 0;
      return state === 'unknown' ? count > 1 : state !== 'sent' || count !== 1;
    });
    expect(wrong).toEqual([]);
    const unknown = mails.filter(({ state }) => state === 'unknown').length;
    expect(unknown).toBeLessThanOrEqual(KILLS);
  },
  PATIENCE,
);
