import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { expect, test } from 'vitest';
import { LOCALHOST } from '../support/localhost-certificate.ts';
import { answer, mailServer, type ReceivedMail } from '../support/mail-server.ts';
import { crmProcess } from '../support/program.ts';
import { shop } from '../support/shop.ts';
import { open } from '../support/terminal.ts';

type Server = Awaited<ReturnType<typeof mailServer>>;

/** A database with people, and an account at a server. */
async function office(server: Pick<Server, 'port'>, ...setup: string[]) {
  const made = shop();
  const { ok, run } = made;
  await ok('account', 'add', 'Acme');
  await ok('contact', 'add', 'Miguel Reyes', '--account', 'Acme', '--email', 'miguel@acme.test');
  await ok('opp', 'add', 'Heating', '--account', 'Acme', '--contact', 'Miguel Reyes');
  await ok('lead', 'add', 'Jane Doe', '--company', 'Lake', '--email', 'jane@lake.test');
  await ok('lead', 'add', 'Bob "B" Stone', '--email', 'bob@stone.test');
  await ok('lead', 'add', 'Nora None');
  await ok(
    ...['mail', 'setup', '--from', 'Ann Lee <ann@x.test>', '--smtp', `127.0.0.1:${server.port}`, '--no-tls'],
    ...setup,
  );
  const work = async (now: string) =>
    (await run(['run', '--once', '-f', 'jsonl', '--only', 'mail', '--now', now])).stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const states = async () =>
    (await made.json('mail', 'list')).map(({ id, state }: { id: number; state: string }) => [id, state]);
  return { ...made, work, states };
}

const send = (...options: string[]) => ['mail', 'send', ...options];
const HELLO = ['--subject', 'Hello', '-m', 'Hello **{{ first_name }}**,\n\nhere it is.'];

const textOf = ({ raw }: ReceivedMail) => raw.replace(/=\r\n/g, '');

test('a mail is queued, sent at once with the Message-ID it was given, and noted on its person', async () => {
  const server = await mailServer();
  const { ok, json } = await office(server);
  expect(await ok(...send('1', ...HELLO))).toBe('1\n');
  const [mail] = server.received;
  expect(mail).toMatchObject({ from: 'ann@x.test', to: ['jane@lake.test'] });
  expect(mail?.headers).toMatchObject({
    from: 'Ann Lee <ann@x.test>',
    to: 'Jane Doe <jane@lake.test>',
    subject: 'Hello',
  });
  expect(mail?.headers).not.toHaveProperty('list-unsubscribe');
  expect(textOf(mail as ReceivedMail)).toContain('Hello Jane,');
  expect(textOf(mail as ReceivedMail)).toContain('<strong>Jane</strong>');
  const [listed] = await json('mail', 'list');
  expect(listed).toMatchObject({ id: 1, state: 'sent', about: 'lead:1', answer: '250 accepted' });
  expect(mail?.headers['message-id']).toBe(`<${listed.message_id}>`);
  const [activity] = await json('activity', 'list', '--columns', 'type,direction,subject,lead,external_id');
  expect(activity).toMatchObject({
    type: 'email',
    direction: 'out',
    subject: 'Hello',
    external_id: listed.message_id,
  });
  expect(await ok('search', 'here it is', '-f', 'ids')).toContain('activity:');
});

test('a deal and its contact, copies, files and a signature', async () => {
  const server = await mailServer();
  const { ok, place, run } = await office(server, '--signature', 'Ann Lee\n**x.test**');
  const file = join(place.home, 'Preis – ü.txt');
  writeFileSync(file, 'the price');
  await ok(...send('opp:1', ...HELLO, '--cc', 'cc@y.test', '--bcc', 'Bea <bea@z.test>', '--attach', file));
  const [mail] = server.received;
  expect(mail?.to).toEqual(['miguel@acme.test', 'cc@y.test', 'bea@z.test']);
  expect(mail?.headers).toMatchObject({ to: 'Miguel Reyes <miguel@acme.test>', cc: 'cc@y.test' });
  expect(mail?.raw).not.toContain('bea@z.test');
  expect(mail?.raw).toContain(Buffer.from('the price').toString('base64'));
  expect(mail?.raw).toMatch(/filename\*0?\*?=utf-8''Preis/i);
  expect(mail?.raw).toContain('-- \r\nAnn Lee\r\nx.test');
  expect(await ok('mail', 'show', '1')).toContain('File: Preis – ü.txt, 9 B');
  expect((await run(['doctor'])).stdout).toContain('1 file, 9 B');
  const account = await run(send('account:1', ...HELLO));
  expect([account.exitCode, account.stderr]).toEqual([2, expect.stringContaining('contact:1 Miguel Reyes')]);
});

test('a copy is kept in a Maildir folder', async () => {
  const server = await mailServer();
  const home = shop().place.home;
  const folder = join(home, 'Sent');
  const { ok } = await office(server, '--sent', folder);
  await ok(...send('1', ...HELLO));
  const [name = ''] = readdirSync(join(folder, 'cur'));
  expect(name).toMatch(/:2,S$/);
  expect(readFileSync(join(folder, 'cur', name), 'utf8')).toBe(
    server.received[0]?.raw.replaceAll('\r\n', '\n'),
  );
});

test('nobody is written to who wants no mail, whose address does not work, or who has none', async () => {
  const server = await mailServer();
  const { ok, run } = await office(server);
  const refusal = async (...options: string[]) => {
    const { exitCode, stderr } = await run(send(...options, ...HELLO));
    expect([exitCode, server.received]).toEqual([1, []]);
    return stderr;
  };
  expect(await refusal('3')).toContain('lead 3  Nora None has no e-mail address that works');
  // Another record with the same address says no.
  await ok('contact', 'add', 'Jane D.', '--email', 'JANE@lake.test', '--do-not-email', '--force');
  expect(await refusal('1')).toContain('contact 2  Jane D. wants no mail');
  await ok('mail', 'suppress', 'Bob@stone.test', '--reason', 'asked by phone');
  expect(await refusal('2')).toContain('bob@stone.test is not written to: asked by phone');
  expect(await refusal('contact:1', '--cc', 'bob@stone.test')).toContain('is not written to');
  await ok('mail', 'suppress', 'bob@stone.test', '--remove');
  await ok('lead', 'edit', '2', '--email-label', 'bad: bob@stone.test');
  expect(await refusal('2')).toContain('has no e-mail address that works');
  expect(await refusal('contact:1', '--cc', 'bob@stone.test')).toContain(
    'does not work: mail to it came back',
  );
});

test('several mails are taken back, and sent after all, in one change, or none if one is not to be', async () => {
  const server = await mailServer();
  const { ok, run, json } = await office(server);
  const states = async () =>
    ((await json('mail', 'list', '--columns', 'id,state')) as { state: string }[])
      .map(({ state }) => state)
      .toReversed();
  for (const who of ['1', '2', 'contact:1']) await ok(...send(who, ...HELLO, '--at', '2026-03-20 09:00'));
  await ok('mail', 'cancel', '3');
  expect(await run(['mail', 'cancel', '1', '3'])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('mail 3 was cancelled already'),
  });
  expect(await states()).toEqual(['queued', 'queued', 'cancelled']);
  expect(await ok('mail', 'cancel', '1', '2', '1')).toBe('1\n2\n');
  expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled']);
  await ok('undo');
  expect(await states()).toEqual(['queued', 'queued', 'cancelled']);
  await ok('redo');
  expect(await run(['mail', 'retry', '1', '2', '3'])).toMatchObject({
    exitCode: 0,
    stderr: '',
    stdout: '1\n2\n3\n',
  });
  expect(await states()).toEqual(['queued', 'queued', 'queued']);
});

test('a mail for later waits for the worker, which asks again whether it may be sent', async () => {
  const server = await mailServer();
  const { ok, run, work, states } = await office(server);
  expect((await run(send('1', ...HELLO, '--at', '2026-03-20 09:00'))).stderr).toBe('');
  await ok(...send('2', ...HELLO, '--at', '2026-03-20 09:00'));
  await ok(...send('contact:1', ...HELLO, '--at', '2026-03-20 09:00'));
  expect(await work('2026-03-19T12:00:00Z')).toEqual([]);
  await ok('lead', 'edit', '2', '--do-not-email');
  await ok('mail', 'cancel', '3');
  const done = await work('2026-03-21T12:00:00Z');
  expect(done).toMatchObject([
    { what: 'mail 1 to Jane Doe <jane@lake.test>', failed: false },
    {
      what: 'mail 2 to Bob B Stone <bob@stone.test>',
      failed: true,
      result: expect.stringContaining('wants no mail'),
    },
  ]);
  expect(server.received.map(({ to }) => to)).toEqual([['jane@lake.test']]);
  expect(await states()).toEqual([
    [3, 'cancelled'],
    [2, 'failed'],
    [1, 'sent'],
  ]);
});

test('a mail for the hours of somebody leaves within them, however late the worker or full the day', async () => {
  const server = await mailServer();
  const { ok, run } = await office(server, '--daily-limit', '1');
  await ok('lead', 'edit', '1', '--country', 'Germany');
  await ok(...send('1', ...HELLO, '--at', '2026-03-19 10:00', '--their-hours'));
  await ok(...send('2', ...HELLO, '--at', '2026-03-20 06:00'));
  const work = async (now: string) =>
    (await run(['run', '--once', '-f', 'jsonl', '--only', 'mail', '--now', now])).stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  // The worker was away until eleven at night in Berlin.
  expect(await work('2026-03-19T22:00:00Z')).toMatchObject([
    { result: expect.stringContaining('crm run sends it Fri 2026-03-20'), failed: false },
  ]);
  // The next day the other one is first; this one leaves on Monday, within the hours.
  expect(await work('2026-03-20T06:00:00Z')).toMatchObject([{ result: '250 accepted' }]);
  const [put] = await work('2026-03-20T12:00:00Z');
  expect(put).toMatchObject({ failed: false, result: expect.stringContaining('daily limit of 1 mails') });
  expect(put.result).toContain('crm run sends it Mon 2026-03-23');
  expect(await work('2026-03-21T12:00:00Z')).toEqual([]);
  expect(await work('2026-03-23T12:00:00Z')).toMatchObject([{ result: '250 accepted' }]);
});

test('a mail is no message of a webhook, which could be sent again', async () => {
  const server = await mailServer();
  const { ok, run, work } = await office(server);
  await ok(...send('1', ...HELLO));
  expect(await run(['webhook', 'replay', '1'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('no message 1 that can be sent again'),
  });
  await work('2027-03-20T12:00:00Z');
  expect(server.received).toHaveLength(1);
});

test('an undo cancels what is queued, and says what has left', async () => {
  const server = await mailServer();
  const { ok, run, work, states } = await office(server);
  await ok(...send('1', ...HELLO, '--at', '2026-03-20 09:00'));
  await ok('undo');
  expect(await work('2026-03-21T12:00:00Z')).toEqual([]);
  await ok('redo');
  expect(await states()).toEqual([[1, 'queued']]);
  expect(await work('2026-03-21T12:00:00Z')).toMatchObject([{ failed: false }]);
  const undone = await run(['undo']);
  expect([undone.exitCode, undone.stderr]).toEqual([
    1,
    expect.stringContaining('mail 1 to Jane Doe <jane@lake.test> has left, which cannot be taken back'),
  ]);
  expect(await states()).toEqual([[1, 'sent']]);
});

test('an undo of many keeps those that have left', async () => {
  const server = await mailServer();
  const { ok, run, work, states } = await office(
    server,
    '--footer',
    'X Ltd, 1 Road',
    '--unsubscribe',
    'https://x.test/u?a={address}',
    '--daily-limit',
    '1',
  );
  const sent = await run(send('--where', 'name ~ o', ...HELLO, '--at', '2026-03-20 09:00'));
  expect(sent.stderr).toContain('left out: lead 3  Nora None has no e-mail address that works');
  const queued = Number((await ok('history', '-f', 'ids', '--limit', '1')).trim());
  await work('2026-03-21T12:00:00Z');
  expect(await states()).toEqual([
    [2, 'queued'],
    [1, 'sent'],
  ]);
  const undone = await run(['undo', String(queued)]);
  expect([undone.exitCode, undone.stderr]).toEqual([
    0,
    expect.stringContaining('1 of its mails has left already'),
  ]);
  expect(await states()).toEqual([[1, 'sent']]);
  expect(await work('2026-03-25T12:00:00Z')).toEqual([]);
  expect(server.received).toHaveLength(1);
});

test('an undo of a restored archive keeps the mails that left after it, without what they referred to', async () => {
  const server = await mailServer();
  const { ok, run, work, place } = await office(server);
  await ok('user', 'add', 'bea');
  await run(send('1', ...HELLO, '--at', '2026-03-20 09:00'), { env: { CRM_USER: 'bea' } });
  await work('2026-03-21T12:00:00Z');
  const archive = join(place.home, 'all.jsonl');
  await ok('export', 'all', '-o', archive);
  const other = shop();
  // The clock of this machine is behind: the mail left nine days after it was restored.

  await other.ok('import', 'all', archive);
  const before = await other.exports();
  const [mail] = await other.json('mail', 'list');
  const undone = await other.run(['undo']);
  expect([undone.exitCode, undone.stderr]).toEqual([0, expect.stringContaining('1 of its mails has left')]);
  expect(await other.json('mail', 'list')).toMatchObject([
    { id: 1, state: 'sent', message_id: mail.message_id },
  ]);
  expect(await other.ok('doctor')).toContain('no dangling references');
  await other.ok('redo');
  expect(await other.exports()).toBe(before);
  expect(await other.json('mail', 'list')).toEqual([mail]);
});

test('mails to many go to each alone, with a way to unsubscribe by one click', async () => {
  const server = await mailServer();
  const plain = await office(server);
  const refused = await plain.run(send('--where', 'name ~ o', ...HELLO));
  expect([refused.exitCode, refused.stderr]).toEqual([
    1,
    expect.stringContaining('mails to many need your postal address'),
  ]);
  const { run } = await office(
    server,
    '--footer',
    'X Ltd, 1 Road',
    '--unsubscribe',
    'https://x.test/u?a={address}',
  );
  expect((await run(send('--where', 'name ~ o', ...HELLO))).exitCode).toBe(0);
  expect(server.received.map(({ to }) => to)).toEqual([['jane@lake.test'], ['bob@stone.test']]);
  expect(server.received[1]?.headers).toMatchObject({
    'list-unsubscribe': '<https://x.test/u?a=bob%40stone.test>',
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
  });
  expect(textOf(server.received[1] as ReceivedMail)).toContain('X Ltd, 1 Road');
  expect(textOf(server.received[1] as ReceivedMail)).toContain(
    'Unsubscribe: https://x.test/u?a=bob%40stone.test',
  );
});

test('an answer stands in the thread of its mail', async () => {
  const server = await mailServer();
  const { ok, run } = await office(server);
  await ok(...send('1', ...HELLO));
  await ok('mail', 'reply', '1', '-m', 'Did you get it?');
  await ok('mail', 'reply', '2', '-m', 'Once more.');
  const [first, second, third] = server.received.map(({ headers }) => headers);
  expect(second).toMatchObject({
    subject: 'Re: Hello',
    'in-reply-to': first?.['message-id'],
    references: first?.['message-id'],
  });
  expect(third).toMatchObject({
    subject: 'Re: Hello',
    references: `${first?.['message-id']} ${second?.['message-id']}`,
  });
  expect(await ok('mail', 'show', '2')).toContain('Thread: mail 1, mail 3');
  expect((await run(['mail', 'show', '9'])).exitCode).toBe(3);
});

test('an answer is filled like any mail, but not what it quotes', async () => {
  const server = await mailServer();
  const { ok, run } = await office(server);
  await ok(...send('1', '--subject', 'Use {{ "{{ name }} and {% if %}" }}', '-m', 'Hello'));
  await ok('mail', 'reply', '1', '-m', 'Dear {{ first_name }},\n\nso:\n\n> {{ name }} {% raw %} {{{ x }}}');
  const [, answer] = server.received;
  expect(answer?.headers.subject).toBe('Re: Use {{ name }} and {% if %}');
  expect(textOf(answer as ReceivedMail)).toContain('Dear Jane,');
  expect(textOf(answer as ReceivedMail)).toContain('> {{ name }} {% raw %} {{{ x }}}');
  const blank = await run(['mail', 'reply', '1', '-m', 'Dear {{ salutation }},']);
  expect(blank).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('salutation') });
  expect(server.received).toHaveLength(2);
});

test('a mail for the hours of somebody whose zone is not known leaves within those here', async () => {
  const server = await mailServer();
  const { ok, work, states } = await office(server);
  await ok(...send('2', ...HELLO, '--their-hours', '--now', '2026-03-19 23:30'));
  expect(await states()).toEqual([[1, 'queued']]);
  expect(await work('2026-03-20 05:00')).toEqual([]);
  expect(await work('2026-03-20 10:00')).toMatchObject([{ result: '250 accepted' }]);
});

test('what a server refuses for good fails, and what it refuses for now is tried again', async () => {
  let busy = 2;
  const server = await mailServer({
    onRcptTo({ address }, _session, done) {
      if (address === 'bob@stone.test') return done(answer(550, '5.1.1 no such user'));
      if (address === 'copy@stone.test') return done(answer(550, 'no copies'));
      if (address === 'jane@lake.test' && busy-- > 0) return done(answer(451, 'try later'));
      done();
    },
  });
  const { run, work, states } = await office(server);
  const bob = await run(send('2', ...HELLO));
  expect([bob.exitCode, bob.stderr]).toEqual([1, expect.stringContaining('550 5.1.1 no such user')]);
  // The address is known to be bad from then on.
  expect((await run(send('2', ...HELLO))).stderr).toContain('has no e-mail address that works');
  const jane = await run(send('1', ...HELLO));
  expect([jane.exitCode, jane.stderr]).toEqual([
    0,
    expect.stringContaining('451 try later; crm run tries again Thu'),
  ]);
  expect(await states()).toEqual([
    [2, 'queued'],
    [1, 'failed'],
  ]);
  expect(await work('2026-03-12T12:00:00Z')).toMatchObject([{ failed: true }]);
  expect(await work('2026-03-12T12:00:01Z')).toEqual([]);
  expect(await work('2026-03-12T18:00:00Z')).toMatchObject([{ failed: false }]);
  // One of several addresses is refused: the others get it, and the answer says so.
  const both = await run(send('contact:1', ...HELLO, '--cc', 'copy@stone.test'));
  expect([both.exitCode, both.stdout]).toEqual([0, '3\n']);
  expect(both.stderr).toContain('mail 3: not to copy@stone.test: 550 no copies');
  expect((await run(['mail', 'show', '3'])).stdout).toContain('not to copy@stone.test: 550 no copies');
});

test('a mail of which only the copies were taken has not been sent to its person', async () => {
  const server = await mailServer({
    onRcptTo({ address }, _session, done) {
      done(address === 'jane@lake.test' ? answer(550, 'no such user') : null);
    },
  });
  const { ok, run, json } = await office(server);
  const copies = ['a', 'b', 'c'].flatMap((name) => ['--cc', `${name}@y.test`]);
  const sent = await run(send('1', ...HELLO, ...copies));
  expect([sent.exitCode, sent.stderr]).toEqual([
    1,
    expect.stringContaining('only its copies were taken: not to jane@lake.test: 550 no such user'),
  ]);
  expect(server.received.map(({ to }) => to)).toEqual([['a@y.test', 'b@y.test', 'c@y.test']]);
  expect(await json('activity', 'list')).toEqual([]);
  // Sent again it would reach the others twice.
  expect((await run(['mail', 'retry', '1'])).stderr).toContain('mail 1 came back');
  expect(await ok('mail', 'list', '--bounced', '-f', 'ids')).toBe('1\n');
});

test('addresses that a server refuses for now get a mail later, and the others do not get it twice', async () => {
  const busy = new Map([
    ['c@y.test', 2],
    ['bob@stone.test', 1],
    ['full@y.test', 99],
  ]);
  const server = await mailServer({
    onRcptTo({ address }, _session, done) {
      const left = busy.get(address) ?? 0;
      busy.set(address, left - 1);
      if (address === 'gone@y.test') return done(answer(550, '5.1.1 no such user'));
      done(left > 0 ? answer(451, '4.2.1 try later') : null);
    },
  });
  const { ok, run, json, work, states } = await office(server);
  const copies = (...names: string[]) => names.flatMap((name) => ['--cc', `${name}@y.test`]);
  const first = await run(send('1', ...HELLO, ...copies('a', 'c', 'gone')));
  expect([first.exitCode, first.stdout]).toEqual([0, '1\n']);
  expect(first.stderr).toContain('mail 1: not yet to c@y.test: 451 4.2.1 try later');
  expect(first.stderr).toContain('mail 1: not to gone@y.test: 550 5.1.1 no such user');
  expect(first.stderr).toContain('crm run tries again');
  expect(await ok('mail', 'suppress')).toContain('gone@y.test');
  expect(await json('activity', 'list')).toMatchObject([{ type: 'email', subject: 'Hello' }]);
  // It has left: neither an undo nor a second attempt sends it to those who have it.
  expect((await run(['undo'])).stderr).toContain('mail 1 to Jane Doe <jane@lake.test> has left');
  expect(await states()).toEqual([[1, 'queued']]);
  expect(await work('2026-03-12T12:00:00Z')).toMatchObject([{ failed: true }]);
  expect(await work('2026-03-12T18:00:00Z')).toMatchObject([{ failed: false }]);
  expect(server.received.map(({ to }) => to)).toEqual([['jane@lake.test', 'a@y.test'], ['c@y.test']]);
  expect(await states()).toEqual([[1, 'sent']]);
  expect(await json('activity', 'list')).toHaveLength(1);

  // A person who gets it later than the copies: it is not on their page before.
  const second = await run(send('2', ...HELLO, ...copies('a')));
  expect(second.stderr).toContain('only its copies were taken: not yet to bob@stone.test');
  expect(await json('activity', 'list')).toHaveLength(1);
  await work('2026-03-13T12:00:00Z');
  expect(server.received.slice(2).map(({ to }) => to)).toEqual([['a@y.test'], ['bob@stone.test']]);
  expect(await json('activity', 'list')).toHaveLength(2);

  // What is full for good ends, and a mail that is taken back has left to the others.
  await ok(...send('1', ...HELLO, ...copies('full')));
  for (let day = 14; day < 20; day++) await work(`2026-03-${day}T12:00:00Z`);
  expect((await states())[0]).toEqual([3, 'sent']);
  expect(await ok('mail', 'show', '3')).toContain('not to full@y.test: 451 4.2.1 try later');
  await ok(...send('1', ...HELLO, ...copies('full')));
  await ok('mail', 'cancel', '4');
  expect((await states())[0]).toEqual([4, 'sent']);
  expect(await work('2026-03-25T12:00:00Z')).toEqual([]);
});

test('no server, a wrong password and no encryption are one line each, and the mail waits', async () => {
  const server = await mailServer({
    authOptional: false,
    onAuth: (_auth, _session, done) => done(answer(535, 'wrong')),
  });
  const { run, states, ok } = await office(server, '--login', 'ann', '--password-command', 'printf secret');
  const refused = await run(send('1', ...HELLO));
  expect(refused.stderr).toContain('the server refused the login');
  expect(refused.stderr).not.toContain('secret');
  expect(await states()).toEqual([[1, 'queued']]);
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as { port: number };
  await new Promise((resolve) => free.close(resolve));
  await ok('mail', 'setup', '--smtp', `127.0.0.1:${port}`);
  expect((await run(send('1', ...HELLO))).stderr).toContain(`nothing listens at 127.0.0.1:${port}`);
  // What has waited for hours is told every day.
  expect(await ok('today')).not.toContain('not sent yet');
  expect(await ok('today', '--now', '2026-03-12T18:00:00Z')).toContain(
    '2 mails\tnot sent yet: nothing listens',
  );
  const test = await run(['mail', 'test']);
  expect([test.exitCode, test.stderr]).toEqual([1, expect.stringContaining('nothing listens')]);
  const open = await run([
    'mail',
    'setup',
    '--name',
    'far',
    '--from',
    'a@x.test',
    '--smtp',
    'mail.x.test',
    '--no-tls',
  ]);
  expect([open.exitCode, open.stderr]).toEqual([2, expect.stringContaining('needs encryption')]);
});

test('of several mails that failed each problem is named, the most frequent first', async () => {
  const server = await mailServer({
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('a') ? answer(550, 'no such user') : answer(552, `full ${address}`)),
  });
  const { ok, run } = await office(server);
  const fail = async (...addresses: string[]) => {
    for (const address of addresses) {
      await ok('lead', 'add', address, '--email', address);
      await run(send(address, '--subject', 'Hello', '-m', 'Hello'));
    }
  };
  await fail('b@z.test');
  expect(await ok('today')).toContain('1 mail\t552 full b@z.test ·');
  await fail('a1@y.test', 'a2@y.test');
  expect(await ok('today')).toContain('3 mails\t550 no such user (2); 552 full b@z.test (1) ·');
  await fail('c@z.test', 'd@z.test', 'e@z.test');
  const all = '550 no such user (2); 552 full e@z.test (1); 552 full d@z.test (1); other problems (2)';
  expect(await ok('today')).toContain(`6 mails\t${all} ·`);
  expect((await run(['doctor'])).stdout).toContain(all);
});

test.each([
  ['and lets ann log in', { onAuth: (_auth, _session, done) => done(null, { user: 'ann' }) }, 'ann'],
  ['and asks for no login: that of ann is not used', { disabledCommands: ['AUTH', 'STARTTLS'] }, 'ann'],
  ['without a login', {}, null],
] as [string, SMTPServerOptions, string | null][])(
  'a test of an account says that the server answers %s',
  async (said, options, login) => {
    const server = await mailServer({ allowInsecureAuth: true, ...options });
    const setup = login === null ? [] : ['--login', login, '--password-command', 'printf secret'];
    const { run } = await office(server, ...setup);
    const tested = await run(['mail', 'test']);
    expect(tested).toMatchObject({ exitCode: 0, stderr: `127.0.0.1:${server.port} answers ${said}\n` });
  },
);

test('a server without encryption gets nothing unless it is on this machine and allowed', async () => {
  const server = await mailServer();
  const { ok, run } = await office(server);
  await ok('mail', 'setup', '--smtp', `127.0.0.1:${server.port}`);
  const refused = await run(send('1', ...HELLO));
  expect([server.received, refused.stderr]).toEqual([
    [],
    expect.stringContaining('127.0.0.1 offers no encryption'),
  ]);
});

test('encryption begins before the password is said, and with nobody but whom somebody vouches for', async () => {
  const seen: unknown[] = [];
  const server = await mailServer({
    ...LOCALHOST,
    disabledCommands: [],
    onAuth({ username, password }, { secure }, done) {
      seen.push({ username, password, secure });
      done(null, { user: username });
    },
  });
  const { ok, run, place } = await office(server, '--login', 'ann', '--password-command', 'printf secret');
  await ok('mail', 'setup', '--smtp', `localhost:${server.port}`);
  expect((await run(send('1', ...HELLO))).stderr).toContain('is not trusted: self-signed certificate');
  expect([server.received, seen]).toEqual([[], []]);
  const ca = join(place.home, 'ca.pem');
  writeFileSync(ca, LOCALHOST.cert);
  const sent = await crmProcess(send('1', ...HELLO), { ...place, env: { NODE_EXTRA_CA_CERTS: ca } });
  expect([sent.exitCode, sent.stderr]).toEqual([0, '']);
  expect(server.received.map(({ to }) => to)).toEqual([['jane@lake.test']]);
  expect(seen).toEqual([{ username: 'ann', password: 'secret', secure: true }]);
});

test('a connection that breaks after the text leaves a mail unknown, which is never sent again by itself', async () => {
  const server = await mailServer({
    onData(stream, session) {
      stream.resume();
      stream.on('end', () => {
        const own = [...server.server.connections].find(({ id }) => id === session.id);
        (own as unknown as { _socket: { destroy(): void } })._socket.destroy();
      });
    },
  });
  const { run, work, states } = await office(server);
  const broken = await run(send('1', ...HELLO));
  expect([broken.exitCode, broken.stderr]).toEqual([
    1,
    expect.stringContaining('unknown whether it was sent'),
  ]);
  expect(await states()).toEqual([[1, 'unknown']]);
  expect(await work('2026-04-12T12:00:00Z')).toEqual([]);
  const undone = await run(['undo']);
  expect(undone.exitCode).toBe(1);
});

test('what was written in the editor is kept when it cannot be sent', async () => {
  const server = await mailServer();
  const { place } = await office(server);
  const editor = join(place.home, 'editor.sh');
  writeFileSync(editor, '#!/bin/sh\nprintf "Subject: Hi\\nBcc: x@y.test\\n\\nA long letter\\n" > "$1"\n');
  chmodSync(editor, 0o755);
  const env = { EDITOR: editor, TMPDIR: place.home };
  const terminal = open(['mail', 'write', '1'], { ...place, env, cols: 200 });
  expect(await terminal.exit).toBe(2);
  expect(server.received).toEqual([]);
  const [, file = ''] = /what you wrote is in (\S+)/.exec(terminal.screen()) ?? [];
  expect(readFileSync(file, 'utf8')).toContain('A long letter');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('line breaks and quotes in names and subjects never become headers', async () => {
  const server = await mailServer();
  const { ok, run } = await office(server);
  await ok(...send('2', '--subject', 'x\nBcc: evil@y.test', '-m', 'Hi', '--set', 'a=b'));
  const [mail] = server.received;
  expect(mail?.headers).toMatchObject({ to: 'Bob B Stone <bob@stone.test>', subject: 'x Bcc: evil@y.test' });
  expect(mail?.headers).not.toHaveProperty('bcc');
  expect((await run(send('1', ...HELLO, '--cc', 'a@y.test\nBcc: z@y.test'))).exitCode).toBe(2);
});

test('a draft waits, a print sends nothing, and a blank place refuses', async () => {
  const server = await mailServer();
  const { ok, run, states } = await office(server);
  expect(await ok(...send('1', ...HELLO, '--print'))).toContain('To: "Jane Doe" <jane@lake.test>');
  await ok(...send('1', ...HELLO, '--draft'));
  expect([server.received, await states()]).toEqual([[], [[1, 'draft']]]);
  await ok('mail', 'retry', '1');
  expect([server.received.length, await states()]).toEqual([1, [[1, 'sent']]]);
  const again = await run(['mail', 'retry', '1']);
  expect(again.stderr).toContain('mail 1 was sent');
  const blank = await run(send('2', '--subject', 'Hi', '-m', 'Hi {{ company }},'));
  expect([blank.exitCode, blank.stderr]).toEqual([
    1,
    expect.stringContaining('the text needs company, which is blank'),
  ]);
});

test('an account that is broken in the config is named', async () => {
  const made = shop();
  const folder = join(made.place.home, 'config', 'crm');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.toml'), '[mail.work]\nfrom = "ann"\nsmtp = "x.test"\n');
  const { exitCode, stderr } = await made.run(['lead', 'list']);
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining('[mail.work]: "ann" is not an e-mail address'),
  ]);
});

test('a restored database sends nothing that was queued in the other', async () => {
  const server = await mailServer();
  const { ok, run, place } = await office(server);
  await ok(...send('1', ...HELLO, '--at', '2026-03-20 09:00'));
  await ok('export', 'all', '-o', join(place.home, 'all.jsonl'));
  const db = join(place.home, 'restored.db');
  await ok('import', 'all', join(place.home, 'all.jsonl'), '--db', db);
  await run(['run', '--once', '--db', db, '--now', '2026-03-21T12:00:00Z']);
  expect(server.received).toEqual([]);
  expect((await run(['mail', 'list', '--json', '--db', db])).stdout).toContain('"cancelled"');
  expect((await run(['mail', 'list', '--state', 'Sent, cancelled', '--json', '--db', db])).stdout).toContain(
    '"cancelled"',
  );
  expect((await run(['mail', 'list', '--state', 'sent', '--json', '--db', db])).stdout).not.toContain(
    '"cancelled"',
  );
  expect((await run(['mail', 'list', '--state', 'lost', '--db', db])).stderr).toContain(
    'unknown state "lost"; there are received, queued',
  );
});

test('a clock that was a year ahead does not keep mails for a year, and sends none too early', async () => {
  let isBusy = true;
  const server = await mailServer({
    onRcptTo: (_address, _session, done) => done(isBusy ? answer(451, 'try later') : null),
  });
  const { ok, work, states } = await office(server);
  await ok(...send('1', ...HELLO, '--at', '2026-03-13 10:00'));
  await ok(...send('2', ...HELLO, '--at', '2026-03-20 10:00'));
  const ahead = ['--now', '2027-03-13T10:00:00Z'];
  await ok(...send('1', ...HELLO), ...ahead);
  await ok(...send('1', ...HELLO, '--at', '2027-03-14 10:00'), ...ahead);
  expect(await work('2027-03-13T10:00:00Z')).toHaveLength(2);
  isBusy = false;
  await work('2026-03-13T10:30:00Z');
  expect(await states()).toEqual(
    expect.arrayContaining([
      [1, 'sent'],
      [2, 'queued'],
      [3, 'sent'],
      [4, 'queued'],
    ]),
  );
  await work('2026-03-20T10:30:00Z');
  expect(server.received).toHaveLength(3);
});
