import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type MailParts, mail, mbox } from '../support/incoming-mail.ts';
import { answer, mailServer } from '../support/mail-server.ts';
import { crm, makeHome } from '../support/program.ts';
import { shop } from '../support/shop.ts';

test('a campaign writes to invited members once, and says who was left out and why', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  await ok('campaign', 'add', 'Fair');
  await ok('lead', 'add', 'Ann Lee', '--email', 'ann@x.example');
  await ok('lead', 'add', 'Bob Roe');
  await ok('lead', 'add', 'Cas No', '--email', 'cas@x.example', '--do-not-email');
  await ok('lead', 'add', 'Dan Two', '--email', 'ANN@x.example', '--force');
  await ok('campaign', 'join', 'Fair', '1', '2', '3', '4');
  await ok('template', 'add', 'invite', '--subject', 'Our fair', '-m', 'Hello {{ first_name }}');
  const setup = ['mail', 'setup', '--from', 'me@y.example', '--smtp', 'localhost:1', '--no-tls'];
  await ok(...setup);
  const send = ['campaign', 'send', 'Fair', '--template', 'invite', '--at', '+3d'];
  expect((await run(...send)).stderr).toContain('postal address');
  await ok(...setup, '--footer', 'Acme, 1 Main St', '--unsubscribe', 'no@y.example');
  const before = await ok('export', 'all');
  const planned = await run(...send, '--dry-run', '--json');
  expect(planned.stderr).toBe('1 would get it, 3 would be left out; nothing was sent\n');
  expect(JSON.parse(planned.stdout)).toMatchObject([
    { record: 'lead:1', address: 'ann@x.example', subject: 'Our fair', reason: null },
    { record: 'lead:2', address: null, reason: expect.stringContaining('no e-mail address') },
    { record: 'lead:3', reason: expect.any(String) },
    { record: 'lead:4', reason: expect.stringContaining('gets it already') },
  ]);
  expect(await ok('export', 'all')).toBe(before);
  const { stderr } = await run(...send);
  expect(stderr).toContain('left out: lead 2');
  const members = async () =>
    (await rows('campaign', 'members', 'Fair')).toSorted((a: { record: string }, b: { record: string }) =>
      a.record.localeCompare(b.record),
    );
  expect(await members()).toMatchObject([
    { record: 'lead:1', status: 'sent', reason: null },
    { record: 'lead:2', status: 'invited', reason: expect.stringContaining('no e-mail address') },
    { record: 'lead:3', status: 'invited', reason: expect.any(String) },
    { record: 'lead:4', status: 'invited', reason: expect.stringContaining('gets it already') },
  ]);
  expect(await rows('mail', 'list')).toMatchObject([{ subject: 'Our fair' }]);
  // Who was written to is not written to again.
  expect((await run(...send)).stderr).not.toContain('lead 1');
  await ok('lead', 'edit', '2', '--email', 'bob@x.example');
  await ok(...send);
  // Dan has the address of Ann, whose mail waits.
  expect(await rows('mail', 'list')).toHaveLength(2);
  await ok('undo');
  expect(await members()).toMatchObject([{ status: 'sent' }, { status: 'invited' }, {}, {}]);
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('a campaign writes to a segment, and keeps who of it was left out, and why', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  await ok('campaign', 'add', 'Fair');
  await ok('lead', 'add', 'Ann Lee', '--email', 'ann@x.example', '--score', '80');
  await ok('lead', 'add', 'Bob Roe', '--score', '90');
  await ok('lead', 'add', 'Cas Ny', '--email', 'cas@x.example', '--score', '10');
  await ok('lead', 'add', 'Dan Oh', '--email', 'dan@x.example', '--score', '70');
  await ok('segment', 'add', 'warm', '--where', 'score > 50');
  await ok('template', 'add', 'invite', '--subject', 'Our fair', '-m', 'Hello {{ first_name }}');
  const account = ['--footer', 'Acme, 1 Main St', '--unsubscribe', 'no@y.example'];
  await ok('mail', 'setup', '--from', 'me@y.example', '--smtp', 'localhost:1', '--no-tls', ...account);
  await ok('campaign', 'join', 'Fair', '4', '--status', 'responded');
  const send = ['campaign', 'send', 'Fair', '--template', 'invite', '--segment', 'warm'];
  expect((await run(...send, '--print')).stderr).toContain('status responded already');
  expect(await rows('campaign', 'members', 'Fair')).toHaveLength(1);
  await ok(...send, '--at', '+3d');
  const members = async () =>
    (await rows('campaign', 'members', 'Fair')).toSorted((a: { record: string }, b: { record: string }) =>
      a.record.localeCompare(b.record),
    );
  expect(await members()).toMatchObject([
    { record: 'lead:1', status: 'sent' },
    { record: 'lead:2', status: 'invited', reason: expect.stringContaining('no e-mail address') },
    { record: 'lead:4', status: 'responded' },
  ]);
  expect((await run(...send, '--to', 'invited')).exitCode).toBe(2);
  expect(
    (await run('campaign', 'send', 'Fair', '--template', 'invite', '--segment', 'wram')).stderr,
  ).toContain('warm');
  const named = async (filter: string, ...more: string[]) =>
    (await ok('lead', 'list', '--where', filter, '--sort', 'id', '-f', 'ids', ...more))
      .split('\n')
      .filter(Boolean);
  expect(await named('campaigns ~ fair')).toEqual(['1', '2', '4']);
  expect(await named('campaigns = Fair')).toEqual(['1', '2', '4']);
  expect(await named('campaigns ~ "(responded)"')).toEqual(['4']);
  expect(await named('campaigns is empty')).toEqual(['3']);
  await ok('lead', 'convert', '1', '--no-opp');
  expect(await rows('contact', 'show', '1')).toMatchObject({ campaigns: [{ name: 'Fair', status: 'sent' }] });
  expect((await ok('contact', 'list', '--where', 'campaigns = fair', '-f', 'ids')).trim()).toBe('1');
  await ok('undo');
  await ok('undo');
  expect(await members()).toMatchObject([{ record: 'lead:4' }]);
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('who gets a draft stays invited until it leaves', async () => {
  const server = await mailServer();
  const { ok, run, json } = shop();
  await ok('campaign', 'add', 'Fair');
  for (const name of ['ann', 'bob', 'cas', 'dan'])
    await ok('lead', 'add', `${name} Lee`, '--email', `${name}@lake.test`, '--score', '60');
  await ok('campaign', 'join', 'Fair', '1', '2', '3');
  await ok('template', 'add', 'invite', '--subject', 'Our fair', '-m', 'Hello {{ first_name }}');
  await ok(
    ...['mail', 'setup', '--from', 'me@x.test', '--smtp', `127.0.0.1:${server.port}`, '--no-tls'],
    ...['--footer', 'X Ltd', '--unsubscribe', 'no@x.test'],
  );
  const members = async () =>
    Object.fromEntries(
      (await json('campaign', 'members', 'Fair')).map(({ record, status }: Record<string, string>) => [
        record,
        status,
      ]),
    );
  const send = ['campaign', 'send', 'Fair', '--template', 'invite'];
  await ok(...send, '--draft');
  expect(await members()).toEqual({ 'lead:1': 'invited', 'lead:2': 'invited', 'lead:3': 'invited' });
  // Nobody gets a second mail while the first waits; who is chosen by a filter is invited at once.
  const again = await run([...send, '--draft', '--where', 'score = 60']);
  expect(again.stderr).toContain('mail 1 to ann@lake.test has not left yet: crm mail retry 1');
  expect(await json('mail', 'list')).toHaveLength(4);
  expect(await members()).toMatchObject({ 'lead:4': 'invited' });
  // The second became a contact, the third has answered by telephone.
  await ok('lead', 'convert', '2', '--no-opp');
  await ok('campaign', 'join', 'Fair', '3', '--status', 'responded');
  for (const mail of ['1', '2', '3']) await ok('mail', 'retry', mail);
  expect(server.received).toHaveLength(3);
  expect(await members()).toEqual({
    'lead:1': 'sent',
    'contact:1': 'sent',
    'lead:3': 'responded',
    'lead:4': 'invited',
  });
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('who answers a mail of a campaign has responded, whoever notes it later', async () => {
  const server = await mailServer();
  const { ok, run, json, place } = shop();
  await ok('campaign', 'add', 'Fair');
  for (const name of ['ann', 'bob', 'cas', 'dan', 'eve'])
    await ok('lead', 'add', `${name} Lee`, '--email', `${name}@lake.test`);
  await ok('campaign', 'join', 'Fair', '1', '2', '3', '4', '5');
  await ok('template', 'add', 'invite', '--subject', 'Our fair', '-m', 'Hello {{ first_name }}');
  await ok(
    ...['mail', 'setup', '--from', 'me@x.test', '--smtp', `127.0.0.1:${server.port}`, '--no-tls'],
    ...['--footer', 'X Ltd', '--unsubscribe', 'no@x.test'],
  );
  await ok('campaign', 'send', 'Fair', '--template', 'invite');
  await ok('campaign', 'join', 'Fair', '5', '--status', 'attended');
  const idOf = (to: string) =>
    server.received.find((each) => each.to[0] === to)?.headers['message-id'] as string;
  const file = (from: string, parts: Partial<MailParts>) => {
    const reply = {
      from,
      subject: 'Re: Our fair',
      headers: [`In-Reply-To: ${idOf(from)}`, ...(parts.headers ?? [])],
    };
    writeFileSync(
      join(place.home, 'a.mbox'),
      mbox([mail({ date: 'Thu, 12 Mar 2026 09:00:00 +0000', ...parts, ...reply })]),
    );
    return run(['mail', 'import', join(place.home, 'a.mbox')]);
  };
  // The third became a contact meanwhile.
  await ok('lead', 'convert', '3', '--no-opp');
  await file('ann@lake.test', { text: 'We come.' });
  await file('bob@lake.test', { text: 'unsubscribe' });
  await file('cas@lake.test', { text: 'Maybe.' });
  await file('dan@lake.test', { text: 'I am away.', headers: ['Auto-Submitted: auto-replied'] });
  await file('eve@lake.test', { text: 'It was nice.' });
  const members = async () =>
    Object.fromEntries(
      (await json('campaign', 'members', 'Fair')).map(({ name, status }: Record<string, string>) => [
        name,
        status,
      ]),
    );
  expect(await members()).toEqual({
    'ann Lee': 'responded',
    'bob Lee': 'sent',
    'cas Lee': 'responded',
    'dan Lee': 'sent',
    'eve Lee': 'attended',
  });
  const [since] = (await json('campaign', 'members', 'Fair'))
    .filter(({ name }: { name: string }) => name === 'ann Lee')
    .map((each: { since: string }) => each.since);
  expect(since).toBe('2026-03-12T09:00:00.000Z');
  // A later answer in the thread changes nothing; the campaign can be left, and removed.
  await file('ann@lake.test', { text: 'With my wife.', date: 'Thu, 12 Mar 2026 09:30:00 +0000' });
  expect(await json('campaign', 'report', 'Fair')).toMatchObject([{ members: 5, responses: 3 }]);
  expect((await json('campaign', 'members', 'Fair')).map((each: { since: string }) => each.since)).toContain(
    since,
  );
  await ok('campaign', 'rm', 'Fair', '--yes');
  await ok('undo');
  expect(await members()).toMatchObject({ 'ann Lee': 'responded' });
});

test('whose mail the server refuses is invited with the reason, and who has responded stays so', async () => {
  let refuses = true;
  const server = await mailServer({
    onRcptTo: ({ address }, _session, done) =>
      done(refuses && address.startsWith('bob') ? answer(554, 'policy') : undefined),
  });
  const { ok, run, json } = shop();
  await ok('campaign', 'add', 'Fair');
  for (const name of ['ann', 'bob', 'cas'])
    await ok('lead', 'add', `${name} Lee`, '--email', `${name}@lake.test`);
  await ok('campaign', 'join', 'Fair', '1', '2');
  await ok('campaign', 'join', 'Fair', '3', '--status', 'attended');
  await ok('template', 'add', 'invite', '--subject', 'Our fair', '-m', 'Hello {{ first_name }}');
  await ok(
    ...['mail', 'setup', '--from', 'me@x.test', '--smtp', `127.0.0.1:${server.port}`, '--no-tls'],
    ...['--footer', 'X Ltd', '--unsubscribe', 'no@x.test'],
  );
  const members = async () =>
    (await json('campaign', 'members', 'Fair', '--columns', 'record,status,reason')).toSorted(
      (a: { record: string }, b: { record: string }) => a.record.localeCompare(b.record),
    );
  const send = ['campaign', 'send', 'Fair', '--template', 'invite'];
  await run(send);
  const [ann, bob, cas] = [
    { record: 'lead:1', status: 'sent', reason: null },
    {
      record: 'lead:2',
      status: 'invited',
      reason: expect.stringContaining('mail 2 did not leave: 554 policy'),
    },
    { record: 'lead:3', status: 'attended', reason: null },
  ];
  expect(await members()).toMatchObject([ann, bob, cas]);
  await run([...send, '--to', 'attended']);
  expect(server.received.map(({ to }) => to)).toEqual([['ann@lake.test'], ['cas@lake.test']]);
  expect(await members()).toMatchObject([ann, bob, cas]);
  refuses = false;
  await ok('mail', 'retry', '2');
  const got = { record: 'lead:2', status: 'sent', reason: null };
  expect(await members()).toMatchObject([ann, got, cas]);
  // Another mail that does not leave says nothing of the one that did.
  refuses = true;
  await run([...send, '--to', 'sent']);
  expect(await members()).toMatchObject([ann, got, cas]);
});
