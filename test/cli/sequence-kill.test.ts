import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { mailServer } from '../support/mail-server.ts';
import { environment } from '../support/program.ts';
import { shop } from '../support/shop.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

/** All of them with `npm run test:kills`. */
const [KILLS, PEOPLE] = process.env.CRM_BIN ? [100, 300] : [8, 25];

const MORNING = '2026-03-12T10:00:00Z';
/** The clock of a worker runs on. */
const LATER = '2026-03-12T10:45:00Z';
const PATIENCE = 600_000;

test(
  `a worker that is killed ${KILLS} times contacts each of ${PEOPLE} people once a step, or says that it does not know`,
  async () => {
    const { port, received } = await mailServer();
    const { place, run, ok, json } = shop();
    const file = join(place.home, 'leads.csv');
    const rows = Array.from(
      { length: PEOPLE },
      (_, at) => `Lead ${at},lead${at}@lake.test,+49301234${100 + at}`,
    );
    writeFileSync(file, `name,email,phone\n${rows.join('\n')}\n`);
    await ok('lead', 'import', file);
    await ok(
      ...['mail', 'setup', '--from', 'ann@x.test', '--smtp', `127.0.0.1:${port}`, '--no-tls'],
      ...['--footer', 'X Ltd', '--unsubscribe', 'https://x.test/u'],
    );
    await ok('template', 'add', 'one', '--subject', 'one', '-m', 'Hi');
    await ok('template', 'add', 'two', '--subject', 'two', '-m', 'Hi');
    await ok('sequence', 'add', 'cold', '-m', '- day 0 email one\n- +0d email two\n- +0d call "Well?"');
    await ok('sequence', 'enrol', 'cold', '--where', 'name ~ lead', '--now', MORNING);
    for (let life = 0; life < KILLS; life++) {
      const worker = execa(
        PROGRAM.command,
        [...PROGRAM.before, 'run', '--every', '1s', '--only', 'sequences,mail', '--now', MORNING],
        { env: environment(place), extendEnv: false, cwd: ROOT, reject: false },
      );
      // While it starts, while it queues, while it sends.
      const end = setTimeout(() => worker.kill('SIGKILL'), 150 + ((life * 137) % 1200));
      await worker;
      clearTimeout(end);
    }
    while (
      (await run(['run', '--once', '-f', 'jsonl', '--only', 'sequences,mail', '--now', LATER])).stdout !== ''
    ) {}
    const mails: { message_id: string; state: string; to: string; subject: string }[] = await json(
      ...['mail', 'list', '--limit', '9999'],
    );
    expect(mails).toHaveLength(2 * PEOPLE);
    expect(new Set(mails.map(({ to, subject }) => `${to} ${subject}`)).size).toBe(2 * PEOPLE);
    for (const { message_id, state } of mails) {
      const count = received.filter(({ headers }) => headers['message-id'] === `<${message_id}>`).length;
      expect(state === 'unknown' ? count <= 1 : state === 'sent' && count === 1).toBe(true);
    }
    if (process.env.CRM_BIN) {
      const unknown = mails.filter(({ state }) => state === 'unknown').length;
      process.stderr.write(`${KILLS} kills: ${mails.length - unknown} mails sent once, ${unknown} unknown\n`);
    }
    // One task for each call, and everybody waits for it.
    const tasks = await json('task', 'list', '--where', 'subject = "Call: Well?"');
    expect(tasks).toHaveLength(PEOPLE);
    const runs: { step: number; state: string }[] = await json('sequence', 'runs', '--limit', '9999');
    expect(runs.filter(({ step, state }) => step === 3 && state === 'active')).toHaveLength(PEOPLE);
  },
  PATIENCE,
);
