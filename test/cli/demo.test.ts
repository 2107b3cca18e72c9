import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

test('creates a company in a new database and shows its pipeline', async () => {
  const home = makeHome();
  const own = join(home, 'own.db');
  await crm(['lead', 'add', 'Jane Doe'], { home, db: own });
  const before = readFileSync(own);

  const made = await crm(['demo'], { home, db: own });
  const path = join(home, 'data/crm/demo.db');
  expect(made.exitCode).toBe(0);
  expect(made.stdout).toMatch(/^pipeline\tstage\t.*\nsales\tprospecting\topen\t10\tUSD\t\d+\t/);
  expect(made.stderr).toContain('300 leads, 60 accounts, 120 contacts, 80 opportunities');
  expect(made.stderr).toContain(`export CRM_DB=${path}\n`);
  expect(readFileSync(own)).toEqual(before);

  const sound = await crm(['doctor'], { home, db: path });
  expect(sound).toMatchObject({ exitCode: 0, stderr: '' });
  const lead = await crm(['lead', 'show', '42', '--json'], { home, db: path });
  expect(JSON.parse(lead.stdout)).toMatchObject({
    name: 'Priya Raman',
    owner: 'tester',
    status: 'connected',
  });
});

test('has campaigns with costs, and customers who have gone quiet', async () => {
  const home = makeHome();
  const db = join(home, 'demo.db');
  const rows = async (...args: string[]) => JSON.parse((await crm([...args, '--json'], { home, db })).stdout);
  await crm(['demo', '--path', db], { home });
  expect(await rows('report', 'win-back')).toMatchObject([
    { frequency: 5, rhythm: expect.any(Number), silence: expect.any(Number) },
    { frequency: 3 },
  ]);
  const campaigns = await rows('report', 'campaigns');
  expect(campaigns).toMatchObject([{ return: expect.any(Number) }, { return: expect.any(Number) }]);
  expect(await rows('account', 'list', '--where', 'exists(purchases) and kind != customer')).toEqual([]);
});

test('is undone to an empty database, and redone', async () => {
  const home = makeHome();
  const db = join(home, 'demo.db');
  const run = (...args: string[]) => crm(args, { home, db });
  await run('demo', '--path', db);
  for (const _ of ['rating', 'next step']) expect(await run('undo')).toMatchObject({ exitCode: 0 });
  const mails = (await run('mail', 'list', '-f', 'ids')).stdout;
  const deals = (await run('opp', 'export')).stdout;
  expect(await run('undo')).toMatchObject({ exitCode: 0, stderr: '' });
  for (const noun of ['account', 'mail', 'user'])
    expect((await run(noun, 'list', '-f', 'ids')).stdout).toBe(noun === 'user' ? '1\n' : '');
  expect(await run('doctor')).toMatchObject({ exitCode: 0, stderr: '' });
  await run('redo');
  expect((await run('mail', 'list', '-f', 'ids')).stdout).toBe(mails);
  expect((await run('opp', 'export')).stdout).toBe(deals);
});

test('is recreated while it is unchanged, and always with --reset', async () => {
  const home = makeHome();
  const db = join(home, 'demo.db');
  const demo = (...args: string[]) => crm(['demo', '--path', db, ...args], { home });
  await demo();
  expect((await demo()).exitCode).toBe(0);

  await crm(['lead', 'edit', '42', '--notes', 'mine'], { home, db });
  const refused = await demo();
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toBe(
    'crm: 1 change made in the demo would be lost\nTo replace it anyway: crm demo --reset\n',
  );
  expect((await crm(['lead', 'show', '42'], { home, db })).stdout).toContain('mine');

  expect((await demo('--reset')).exitCode).toBe(0);
  expect((await crm(['lead', 'show', '42'], { home, db })).stdout).not.toContain('mine');
});

test('never replaces anything else', async () => {
  const home = makeHome();
  const db = join(home, 'own.db');
  await crm(['lead', 'add', 'Jane Doe'], { home, db });
  const refused = await crm(['demo', '--path', db, '--reset'], { home });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toBe(
    `crm: "${db}" is a database of your own, not a demo\nName another file with --path.\n`,
  );
  expect((await crm(['lead', 'list', '-f', 'ids'], { home, db })).stdout).toBe('1\n');
});

test('requires a whole number as seed', async () => {
  const home = makeHome();
  const { exitCode, stderr } = await crm(['demo', '--seed', '1e3'], { home });
  expect(exitCode).toBe(2);
  expect(stderr).toBe('crm: "1e3" is not a seed\nGive a whole number, such as --seed 7.\n');
  expect(existsSync(join(home, 'data/crm/demo.db'))).toBe(false);
});

test('fits a terminal of 80 columns, and asks before it discards changes', async () => {
  const home = makeHome();
  const db = join(home, 'data/crm/demo.db');
  const first = open(['demo'], { home, rows: 40 });
  await first.waitFor('unset CRM_DB');
  expect(first.screen()).toContain('By stage');
  expect(await first.exit).toBe(0);

  await crm(['lead', 'edit', '42', '--notes', 'mine'], { home, db });
  const second = open(['demo'], { home });
  await second.waitFor('1 change made in the demo will be lost');
  second.type('n\r');
  expect(await second.exit).not.toBe(0);
  expect((await crm(['lead', 'show', '42'], { home, db })).stdout).toContain('mine');
});

test('its campaigns have call scripts, which are kept where they were changed', async () => {
  const home = makeHome();
  await crm(['demo'], { home });
  const folder = join(home, 'data/crm/demo-scripts');
  expect(readdirSync(folder).sort()).toEqual(['metering webinar.txt', 'spring expo.txt']);
  writeFileSync(join(folder, 'spring expo.txt'), 'Mine\n');
  await crm(['demo'], { home });
  expect(readFileSync(join(folder, 'spring expo.txt'), 'utf8')).toBe('Mine\n');
  const db = join(home, 'data/crm/demo.db');
  const list = await crm(
    ['lead', 'export', '--db', db, '--call-list', '--where', 'campaign = "metering webinar"', '--csv'],
    { home },
  );
  expect(list.stdout).toContain('metering');
});

test('a demo is made beside a database of your own', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Ann'], { home });
  expect(await crm(['demo'], { home })).toMatchObject({ exitCode: 0 });
  expect((await crm(['lead', 'list', '-f', 'ids'], { home })).stdout).toBe('1\n');
});
