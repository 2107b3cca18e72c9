import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mailServer } from '../support/mail-server.ts';
import { crmProcess } from '../support/program.ts';
import { shop } from '../support/shop.ts';

/** A database whose user is reminded by a program that writes down what it shows. */
function reminded(settings = '') {
  const own = shop();
  const { home } = own.place;
  const folder = join(home, 'config', 'crm');
  mkdirSync(folder, { recursive: true });
  const log = join(home, 'shown');
  const script = `printf "%s | %s\\n" "$1" "$2" >> ${log}`;
  const config = (more: string) =>
    writeFileSync(join(folder, 'config.toml'), `notify = '''sh -c '${script}' sh {title} {text}'''\n${more}`);
  config(settings);
  const shown = async (now: string) => {
    const before = existsSync(log) ? readFileSync(log, 'utf8') : '';
    await own.ok('run', '--once', '--now', now);
    const after = existsSync(log) ? readFileSync(log, 'utf8') : '';
    return after.slice(before.length).split('\n').filter(Boolean);
  };
  return { ...own, shown, folder };
}

test('tasks, meetings and callbacks are reminded of once, at their time; a task that is put off again', async () => {
  const { ok, shown } = reminded();
  const hostile = '$(touch pwned) "; rm -rf ~';
  await ok('lead', 'add', 'Ann Lee', '--phone', '+14155550100');
  await ok('task', 'add', hostile, '--due', '2026-03-12 11:00', '--lead', '1');
  await ok('task', 'add', 'Some day', '--due', '2026-03-13');
  await ok(
    'task',
    'add',
    'Not mine',
    '--due',
    '2026-03-12 11:00',
    '--owner',
    (await ok('user', 'add', 'bob')).trim(),
  );
  await ok('meeting', 'add', 'Demo', '--lead', '1', '--start', '2026-03-12 14:00');
  await ok('log', 'call', '1', '-o', 'callback', '--next', '2026-03-12 16:00');
  expect(await shown('2026-03-12 10:59')).toEqual([]);
  expect(await shown('2026-03-12 11:00')).toEqual([`Task: ${hostile} | 11:00  lead 1 Ann Lee`]);
  expect(await shown('2026-03-12 11:01')).toEqual([]);
  expect(await shown('2026-03-12 13:50')).toEqual([expect.stringMatching(/^Meeting: Demo \| 14:00 /)]);
  expect(await shown('2026-03-12 16:00')).toEqual([expect.stringMatching(/^(Callback|Task): .*Ann Lee/)]);
  expect(await shown('2026-03-13 09:00')).toEqual(['Task: Some day | today']);
  await ok('task', 'snooze', '1', '2026-03-13 12:00');
  expect(await shown('2026-03-13 11:59')).toEqual([]);
  expect(await shown('2026-03-13 12:00')).toHaveLength(1);
});

test('nothing is shown in quiet hours, and after days off only what was due in the last hours', async () => {
  const { ok, shown } = reminded('quiet_hours = "22:00-07:00"\n');
  await ok('task', 'add', 'Late', '--due', '2026-03-12 23:00');
  await ok('task', 'add', 'Later', '--due', '2026-03-13 12:00');
  expect(await shown('2026-03-12 23:00')).toEqual([]);
  expect(await shown('2026-03-13 07:00')).toEqual(['Task: Late | 23:00']);
  expect(await shown('2026-03-16 08:00')).toEqual([]);
});

test('a program that cannot be started is named, and the reminder is not shown twice', async () => {
  const { ok, run, json, folder } = reminded();
  writeFileSync(join(folder, 'config.toml'), 'notify = "/no/such/program"\n');
  await ok('task', 'add', 'Call', '--due', '2026-03-12 10:00');
  expect(await run(['run', '--once'])).toMatchObject({
    exitCode: 4,
    stdout: expect.stringContaining('cannot be started'),
  });
  expect(await run(['run', '--once'])).toMatchObject({ exitCode: 0 });
  expect(await json('today')).toContainEqual(
    expect.objectContaining({ kind: 'failed', title: '1 reminder' }),
  );
});

test('reminders go by mail where an address is set, each once, as mails that no program answers', async () => {
  const server = await mailServer();
  const { ok, json, run } = shop();
  const refused = await run(['config', 'set', 'remind_to', 'Ann']);
  expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('is an e-mail address')]);
  await ok('config', 'set', 'remind_to', 'ann@home.test');
  await ok('task', 'add', 'Call', '--due', '2026-03-12 10:00');
  const at = (now: string) => run(['run', '--once', '--now', now]);
  expect(await at('2026-03-12 09:59')).toMatchObject({ exitCode: 0 });
  const without = await at('2026-03-12 10:00');
  expect([without.exitCode, without.stdout]).toEqual([
    4,
    expect.stringContaining('no mail account sends to ann@home.test'),
  ]);
  await ok('mail', 'setup', '--from', 'crm@x.test', '--smtp', `127.0.0.1:${server.port}`, '--no-tls');
  await ok('task', 'add', 'Send # *offer* $(id)', '--due', '2026-03-12 11:00');
  for (const time of ['10:59', '11:00', '11:01']) await at(`2026-03-12 ${time}`);
  expect(server.received).toMatchObject([
    {
      to: ['ann@home.test'],
      headers: {
        to: 'ann@home.test',
        subject: 'Task: Send # *offer* $(id)',
        'auto-submitted': 'auto-generated',
      },
      raw: expect.stringMatching(/\r\n\r\n11:00\r\n$/),
    },
  ]);
  expect(await json('mail', 'list')).toEqual([]);
  await ok('task', 'add', 'Wait', '--due', '2026-03-12 12:00');
  await new Promise<void>((done) => server.server.close(() => done()));
  expect((await at('2026-03-12 12:00')).stdout).toContain('nothing listens at 127.0.0.1');
  expect((await run(['today', '--now', '2026-03-12 12:01'])).stdout).toContain('2 reminders');
});

test('what was done while nobody worked is not reminded of where a worker was killed on the way to it', async () => {
  const { ok, run, folder, place } = reminded();
  const path = join(folder, 'config.toml');
  const config = readFileSync(path, 'utf8');
  await ok('task', 'add', 'One', '--due', '2026-03-12 10:00');
  await ok('task', 'add', 'Two', '--due', '2026-03-12 10:00');
  writeFileSync(path, "notify = '''sh -c 'kill -9 $PPID' sh {title}'''\n");
  const killed = crmProcess(['run', '--once', '--now', '2026-03-12 10:00'], place);
  await expect(killed).rejects.toThrow('SIGKILL');
  writeFileSync(path, config);
  await ok('task', 'done', '2');
  // Of the first one nobody knows whether it was shown.
  expect(await run(['run', '--once', '--now', '2026-03-12 10:05'])).toMatchObject({ exitCode: 4 });
  expect(existsSync(join(place.home, 'shown'))).toBe(false);
  expect(await ok('today', '--now', '2026-03-12 10:05')).toContain('1 reminder');
});

test('who has a contract or purchase of an account that ends is told of its new cases', async () => {
  const { ok, shown } = reminded();
  await ok('user', 'add', 'bob');
  for (const name of ['Acme', 'Beta', 'Cato', 'Dora']) await ok('account', 'add', name);
  await ok('contract', 'add', 'Support', '--account', 'Acme', '--start', '2026-01-01', '--end', '2026-12-31');
  await ok('purchase', 'add', 'Licence', '--account', 'Beta', '--ends-on', '2027-03-31');
  await ok('purchase', 'add', 'For ever', '--account', 'Cato');
  await ok('purchase', 'add', 'Of bob', '--account', 'Dora', '--ends-on', '2027-03-31', '--owner', 'bob');
  for (const name of ['Acme', 'Beta', 'Cato', 'Dora'])
    await ok('case', 'add', `At ${name}`, '--account', name, '--owner', 'bob', '--now', '2026-03-12 11:00');
  expect(await shown('2026-03-12 11:05')).toEqual([
    'New case: At Acme | 11:00  account 1 Acme',
    'New case: At Beta | 11:00  account 2 Beta',
  ]);
});

test('who sells to an account is told of its new cases, once; the others and the one who has the case are not', async () => {
  const { ok, shown } = reminded();
  await ok('user', 'add', 'bob');
  await ok('account', 'add', 'Acme');
  await ok('account', 'add', 'Beta');
  await ok('opp', 'add', 'Renewal', '--account', 'Acme');
  const at = ['--now', '2026-03-12 11:00'];
  await ok('case', 'add', 'Meter broken', '--account', 'Acme', '--owner', 'bob', ...at);
  await ok('case', 'add', 'My own', '--account', 'Acme', ...at);
  await ok('case', 'add', 'No deal', '--account', 'Beta', '--owner', 'bob', ...at);
  expect(await shown('2026-03-12 11:05')).toEqual(['New case: Meter broken | 11:00  account 1 Acme']);
  expect(await shown('2026-03-12 11:10')).toEqual([]);
});
