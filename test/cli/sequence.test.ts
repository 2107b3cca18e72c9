import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { expect, test } from 'vitest';
import { mail } from '../support/incoming-mail.ts';
import { answer, mailServer } from '../support/mail-server.ts';
import { shop } from '../support/shop.ts';

const COLD = `- day 0 email intro window 9-11 their time
- +2d call "Did you see my mail?"
- +3d email bump reply-in-thread
- +1d task "Look them up" priority high skip after 2d
- +1d email bump
stop on reply, meeting, answered call, status, opp`;

/** A Thursday morning in Berlin, where the user is in UTC. */
const THURSDAY = '2026-03-12T08:30:00Z';

/** A team with an account, templates and a sequence. */
async function office(text = COLD, options: SMTPServerOptions = {}) {
  const server = await mailServer(options);
  const made = shop();
  const { ok, run } = made;
  await ok(
    ...'lead add --first-name Jane --last-name Doe --company Lake --email jane@lake.test --phone +4930123456'.split(
      ' ',
    ),
    '--country',
    'Germany',
  );
  await ok(
    ...'lead add --first-name Bob --last-name Stone --company Stone --email bob@stone.test --phone +12125550100 --country US'.split(
      ' ',
    ),
  );
  await ok(...'lead add --last-name Nobody --company Void'.split(' '));
  await ok(
    ...'contact add --first-name Cleo --last-name Roy --email cleo@roy.test --phone +4930123499'.split(' '),
  );
  await ok(
    ...['mail', 'setup', '--from', 'Ann <ann@x.test>', '--smtp', `127.0.0.1:${server.port}`, '--no-tls'],
    ...['--footer', 'X Ltd', '--unsubscribe', 'https://x.test/u'],
  );
  await ok('template', 'add', 'intro', '--subject', 'For {{ first_name }}', '-m', 'Hello {{ first_name }}');
  await ok('template', 'add', 'bump', '--subject', 'Once more', '-m', 'Did you see it?');
  await ok('sequence', 'add', 'cold', '-m', text);
  const at = (now: string, ...words: string[]) => ok(...words, '--now', now);
  /** What crm run does at a time, in words. */
  const work = async (now: string) =>
    (await run(['run', '--once', '-f', 'jsonl', '--only', 'sequences,mail', '--now', now])).stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).result as string);
  const runOf = async (ref: string) => (await made.json('sequence', 'runs', ref))[0];
  const subjects = () => server.received.map(({ to, headers }) => `${to} ${headers.subject}`);
  return { ...made, server, at, work, runOf, subjects };
}

test('somebody goes through a sequence: mails, a call, a task that is skipped', async () => {
  const { at, work, runOf, subjects, server, ok, json } = await office();
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  expect(await runOf('1')).toMatchObject({
    state: 'active',
    step: 1,
    kind: 'email',
    due_at: '2026-03-12T08:30:00.000Z',
  });
  expect(await work(THURSDAY)).toEqual(['queued mail 1 to jane@lake.test', '250 accepted']);
  expect(await work(THURSDAY)).toEqual([]);
  expect(server.received[0]?.headers['list-unsubscribe']).toContain('https://x.test/u');
  // Two working days later is Monday, nine o'clock in Berlin.
  expect(await runOf('1')).toMatchObject({ step: 2, kind: 'call', due_at: '2026-03-16T08:00:00.000Z' });
  const [task] = await json('task', 'list', '--columns', 'id,subject,kind,due_date,lead');
  expect(task).toMatchObject({
    subject: 'Call: Did you see my mail?',
    kind: 'callback',
    due_date: '2026-03-16',
  });
  // Nobody answers: the step is done.
  await at('2026-03-16T10:00:00Z', 'call', 'log', '1', 'no-answer');
  expect(await json('task', 'show', String(task.id))).toMatchObject({ status: 'done' });
  expect(await runOf('1')).toMatchObject({ step: 3, kind: 'email', due_at: '2026-03-19T08:00:00.000Z' });
  await work('2026-03-19T08:00:00Z');
  expect(subjects()).toEqual(['jane@lake.test For Jane', 'jane@lake.test Re: For Jane']);
  expect(server.received[1]?.headers['in-reply-to']).toBe(server.received[0]?.headers['message-id']);
  expect(await runOf('1')).toMatchObject({ step: 4, kind: 'task', due_at: '2026-03-20T08:00:00.000Z' });
  // It is skipped two working days later, and the last mail follows.
  expect(await work('2026-03-24T07:59:00Z')).toEqual([]);
  expect(await work('2026-03-24T08:00:00Z')).toEqual(['skipped task "Look them up": nobody did it in time']);
  expect((await work('2026-03-25T08:00:00Z'))[0]).toBe('queued mail 3 to jane@lake.test');
  expect(await runOf('1')).toMatchObject({ state: 'finished' });
  expect(await ok('activity', 'list')).toContain('Finished the sequence cold');
  expect(await work('2026-04-25T08:00:00Z')).toEqual([]);
});

test('mails leave in the window of the person, over weekends and holidays', async () => {
  const { at, work, runOf } = await office(
    '- day 0 email intro window 9-11 their time, mon-thu\n- +1d email bump',
  );
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '2');
  // Nine in New York, where the clocks have changed already.
  expect(await runOf('2')).toMatchObject({ due_at: '2026-03-12T13:00:00.000Z' });
  // Nobody ran crm in the window; on Friday there is none.
  expect(await work('2026-03-12T15:00:00Z')).toEqual([
    'outside of its window: planned for Mon 2026-03-16 13:00',
  ]);
  expect(await work('2026-03-16T12:59:00Z')).toEqual([]);
  expect((await work('2026-03-16T13:00:00Z'))[0]).toContain('queued mail');
});

test.each([
  ['replied', ['log', 'email', '1', '--in', 'Tell me more']],
  ['meeting', ['meeting', 'add', 'Visit', '--lead', '1', '--start', 'tomorrow 10:00']],
  ['answered call', ['call', 'log', '1', 'connected']],
  ['status: qualified', ['lead', 'qualify', '1']],
  ['status: disqualified', ['lead', 'disqualify', '1', '--reason', 'too small']],
  ['converted', ['lead', 'convert', '1', '--no-opp']],
  ['unsubscribed: jane@lake.test', ['mail', 'suppress', 'jane@lake.test']],
  ['unsubscribed: do not email', ['lead', 'edit', '1', '--do-not-email']],
  ['bounced: jane@lake.test', ['lead', 'edit', '1', '--email-label', 'bad: jane@lake.test']],
  ['by hand', ['sequence', 'stop', '1']],
])('a run ends: %s; an undo takes it back', async (reason, words) => {
  const { at, work, runOf, ok, json } = await office();
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  await work(THURSDAY);
  await at('2026-03-13T09:00:00Z', ...words);
  expect(await runOf('1')).toMatchObject({ state: 'stopped', reason });
  expect(await json('task', 'list', '--where', 'status = open and subject ~ "Did you"')).toEqual([]);
  expect(await work('2026-06-13T09:00:00Z')).toEqual([]);
  await ok('undo');
  expect(await runOf('1')).toMatchObject({ state: 'active', step: 2 });
  expect(await json('task', 'list', '--where', 'status = open and subject ~ "Did you"')).toHaveLength(1);
});

test('what a sequence does not stop on, does not stop it', async () => {
  const { at, work, runOf } = await office(
    '- day 0 email intro\n- +2d call "Well?"\n- +2d email bump\nstop on meeting, status in (qualified)',
  );
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  await work(THURSDAY);
  await at('2026-03-13T09:00:00Z', 'log', 'email', '1', '--in', 'Tell me more');
  await at('2026-03-13T09:00:00Z', 'lead', 'nurture', '1');
  await at('2026-03-13T09:10:00Z', 'call', 'log', '1', 'connected');
  expect(await runOf('1')).toMatchObject({ state: 'active', step: 3 });
  await at('2026-03-13T09:20:00Z', 'lead', 'qualify', '1');
  expect(await runOf('1')).toMatchObject({ state: 'stopped', reason: 'status: qualified' });
});

test('a mail that waits is cancelled when its run ends', async () => {
  const { at, run, runOf, json, server, work } = await office();
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1', '2', 'contact:1');
  await run(['run', '--once', '--only', 'sequences', '--now', '2026-03-12T09:30:00Z']);
  await at('2026-03-12T09:30:00Z', 'log', 'email', '1', '--in', 'Thanks, no');
  expect(await json('mail', 'list', '1')).toMatchObject([{ state: 'cancelled' }]);
  await work('2026-03-12T09:30:00Z');
  expect(server.received.map(({ to }) => to[0])).toEqual(['cleo@roy.test']);
  expect(await runOf('contact:1')).toMatchObject({ state: 'active', step: 2 });
});

test('a mail that the server puts off leaves in the window of its step, also by a worker that was away', async () => {
  let busy = true;
  const { at, work, subjects } = await office('- day 0 email intro window 9-11 their time, mon-thu', {
    onRcptTo: (_address, _session, done) => done(busy ? answer(451, 'later') : null),
  });
  // Thursday, a minute before eleven in Berlin: the next time within the window is on Monday.
  await at('2026-03-12T09:59:00Z', 'sequence', 'enrol', 'cold', '1');
  expect(await work('2026-03-12T09:59:00Z')).toEqual([
    'queued mail 1 to jane@lake.test',
    '451 later; crm run tries again Mon 2026-03-16 08:00',
  ]);
  busy = false;
  expect(await work('2026-03-16T07:59:00Z')).toEqual([]);
  expect(await work('2026-03-16T13:00:00Z')).toEqual([
    'this is no time to write to them; crm run sends it Tue 2026-03-17 08:00',
  ]);
  expect(subjects()).toEqual([]);
  expect(await work('2026-03-17T08:00:00Z')).toEqual(['250 accepted']);
});

test('nobody is contacted twice a day by two, unless the sequence says so', async () => {
  const steps = '- day 0 email intro';
  const { at, work, ok } = await office(steps);
  await ok('sequence', 'add', 'other', '-m', `${steps}\nsame day allowed`);
  await ok('sequence', 'add', 'third', '-m', '- day 0 email bump');
  await at(THURSDAY, 'call', 'log', '1', 'no-answer');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  expect(await work('2026-03-12T09:00:00Z')).toEqual([
    'they were contacted today already: planned for Fri 2026-03-13 08:00',
  ]);
  await at('2026-03-12T09:00:00Z', 'sequence', 'enrol', 'other', '1');
  expect((await work('2026-03-12T09:00:00Z'))[0]).toContain('queued mail 1');
  // The next day both others want to: one of them waits.
  await at('2026-03-12T09:00:00Z', 'sequence', 'enrol', 'third', '1', '--start', 'fri 8:00');
  const friday = await work('2026-03-13T08:00:00Z');
  expect(friday.filter((text) => text.startsWith('queued'))).toHaveLength(1);
  expect(friday.filter((text) => text.includes('contacted today already'))).toHaveLength(1);
});

test('a person gets so many mails of sequences a week', async () => {
  const { at, work, ok } = await office('- day 0 email intro\n- +1d email bump\n- +1d email bump');
  await ok('config', 'set', 'sequence_mails_per_week', '2');
  await at('2026-03-09T09:00:00Z', 'sequence', 'enrol', 'cold', '1');
  await work('2026-03-09T09:00:00Z');
  await work('2026-03-10T09:00:00Z');
  expect(await work('2026-03-11T09:00:00Z')).toEqual([
    'they got 2 mails of sequences within a week: planned for Mon 2026-03-16 09:00',
  ]);
  expect((await work('2026-03-16T09:00:00Z'))[0]).toContain('queued mail');
});

test('who cannot come in is named; so many begin a day', async () => {
  const { at, run, json, ok } = await office('- day 0 email intro\none per account');
  await ok('lead', 'add', 'Jim', '--company', 'Lake', '--email', 'jim@lake.test');
  await ok('contact', 'add', 'Twin', '--email', 'BOB@stone.test', '--force');
  const { stderr } = await run([
    'sequence',
    'enrol',
    'cold',
    '1',
    '2',
    '3',
    '4',
    'contact:2',
    '--limit',
    '1/day',
    '--now',
    THURSDAY,
  ]);
  expect(stderr).toContain('lead 3  Nobody has no e-mail address that works');
  expect(stderr).toContain('lead 4  Jim · Lake works with lead 1  Jane Doe, who is in the sequence');
  expect(stderr).toContain(
    'contact 2  Twin has the address of lead 2  Bob Stone, who is in the sequence already',
  );
  const runs = await json('sequence', 'runs');
  expect(runs.map(({ person, due_at }: Record<string, string>) => [person, due_at])).toEqual([
    ['lead:1', '2026-03-12T08:30:00.000Z'],
    ['lead:2', '2026-03-13T13:00:00.000Z'],
  ]);
  const again = await run(['sequence', 'enroll', 'cold', '1', '--now', THURSDAY]);
  expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('is in the sequence already')]);
  await at(THURSDAY, 'sequence', 'stop', '--all', 'cold');
  expect(await json('sequence', 'runs', '--active')).toEqual([]);
});

test('so many begin a day, however they are enrolled, and a day that has them is full for mails that waited', async () => {
  let isAway = false;
  const { at, work, json, ok, server } = await office('- day 0 email intro', {
    onMailFrom: (_, __, callback) => callback(isAway ? answer(451, 'later') : null),
  });
  for (const name of ['Kim', 'Lee', 'Max', 'Noa'])
    await ok(
      'lead',
      'add',
      '--first-name',
      name,
      '--last-name',
      'Ng',
      '--company',
      name,
      '--email',
      `${name}@n.test`,
    );
  const dueDays = async () =>
    (await json('sequence', 'runs')).map(({ due_at }: { due_at: string | null }) => due_at?.slice(0, 10));
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1', '4', '--limit', '1/day');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '5');
  expect(await dueDays()).toEqual(['2026-03-12', '2026-03-13', '2026-03-16']);
  expect((await json('sequence', 'list'))[0]).toMatchObject({ starts_per_day: 1 });
  // Paused, it gives its day to another; resumed, it waits for the next that has room.
  await at(THURSDAY, 'sequence', 'pause', '5');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '6');
  await at(THURSDAY, 'sequence', 'resume', '5');
  expect(await dueDays()).toEqual(['2026-03-12', '2026-03-13', '2026-03-16', '2026-03-17']);
  // A worker that was away on Thursday and Friday: what is due begins one a day, the server takes none before Tuesday.
  isAway = true;
  expect((await work('2026-03-16T10:00:00Z'))[0]).toContain('queued mail 1 to jane@lake.test');
  expect(server.received).toEqual([]);
  await work('2026-03-17T12:00:00Z');
  isAway = false;
  expect(await work('2026-03-18T12:00:00Z')).toContainEqual(
    expect.stringContaining('1 people have begun the sequence today'),
  );
  for (let day = 18; day < 26; day++) {
    await work(`2026-03-${day}T12:00:00Z`);
    await work(`2026-03-${day}T18:00:00Z`);
  }
  const days = (await json('mail', 'list', '--sent')).map(({ at: sent }: { at: string }) =>
    sent.slice(0, 10),
  );
  expect(days).toHaveLength(4);
  expect(new Set(days).size).toBe(4);
  await at('2026-03-25T09:00:00Z', 'sequence', 'enrol', 'cold', '7', '2', '--limit', 'none/day');
  expect((await json('sequence', 'list'))[0]).toMatchObject({ starts_per_day: null });
  expect(new Set(await dueDays())).toContain('2026-03-25');
});

test('a call is skipped, and said so, where nobody can be called', async () => {
  const { at, runOf, ok, run, json } = await office('- day 0 call "Hello?"\n- +1d task "Look them up"');
  await ok('lead', 'edit', '2', '--do-not-call');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1', '2', '3');
  const skipped = 'Skipped call "Hello?" of the sequence cold: no number that may be called';
  expect(await runOf('1')).toMatchObject({ step: 1 });
  for (const ref of ['2', '3']) expect(await runOf(ref)).toMatchObject({ step: 2, kind: 'task' });
  const notes = async () =>
    (await json('activity', 'list')).filter(({ subject }: { subject: string }) => subject === skipped).length;
  expect(await notes()).toBe(2);
  expect(await ok('sequence', 'preview', 'cold', '3')).toContain('skipped: no number that may be called');
  // Who can no longer be called does not wait for a call.
  await at('2026-03-12T10:00:00Z', 'lead', 'edit', '1', '--phone', '');
  expect(await runOf('1')).toMatchObject({ step: 2, kind: 'task' });
  expect(await notes()).toBe(3);
  expect(await json('task', 'list', '--where', 'status = open and kind = callback')).toEqual([]);
  await ok('undo');
  expect(await runOf('1')).toMatchObject({ step: 1, kind: 'call' });
  await at('2026-03-12T11:00:00Z', 'dnc', 'add', '+4930123456');
  expect(await runOf('1')).toMatchObject({ step: 2 });
  await ok('sequence', 'add', 'calls', '-m', '- day 0 call "Hello?"');
  const { stderr, exitCode } = await run(['sequence', 'enrol', 'calls', '3']);
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringContaining('lead 3  Nobody · Void has no number that may be called'),
  ]);
});

test('an edit is a new version; those within go on with theirs', async () => {
  const { at, work, ok, subjects, runOf } = await office('- day 0 email intro\n- +1d email bump');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  await ok('sequence', 'edit', 'cold', '-m', '- day 0 email intro');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', 'contact:1');
  expect(await ok('sequence', 'show', 'cold')).toBe('- day 0 email intro\n');
  expect(await ok('sequence', 'show', 'cold', '--version-number', '1')).toContain('bump');
  await work(THURSDAY.replace('08:30', '09:30'));
  await work('2026-03-13T09:00:00Z');
  expect(subjects()).toEqual([
    'jane@lake.test For Jane',
    'cleo@roy.test For Cleo',
    'jane@lake.test Once more',
  ]);
  expect(await runOf('1')).toMatchObject({ version: 1, state: 'finished' });
  expect(await runOf('contact:1')).toMatchObject({ version: 2, state: 'finished' });
});

test('people within go on with a new version when they are to, after what was done', async () => {
  const { at, work, runOf, ok, run, json } = await office();
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1', '2', 'contact:1');
  // Jane waits for a call, Bob for his mail; Cleo, who has hers, is paused.
  await work(THURSDAY);
  await at(THURSDAY, 'sequence', 'pause', 'contact:1');
  const text = `- day 0 email intro window 9-11 their time
- +1d task "Connect"
- +2d call "Did you see my mail?"
- +3d email bump reply-in-thread`;
  const moved = await run(['sequence', 'edit', 'cold', '-m', text, '--migrate', '--now', THURSDAY]);
  expect(moved.stderr).toContain('3 people go on with the new version');
  expect(await runOf('1')).toMatchObject({
    version: 2,
    step: 2,
    kind: 'task',
    due_at: '2026-03-13T08:00:00.000Z',
  });
  expect(await runOf('2')).toMatchObject({ version: 2, step: 1, kind: 'email' });
  expect(await runOf('contact:1')).toMatchObject({ version: 2, state: 'paused' });
  // Her call waits no longer; the task does.
  expect(
    (await json('task', 'list', '--all', '--columns', 'subject,status')).map(
      ({ subject, status }: Record<string, string>) => `${subject}: ${status}`,
    ),
  ).toEqual(expect.arrayContaining(['Call: Did you see my mail?: cancelled', 'Connect: open']));
  // Mails count for the version in which they were sent.
  const done = (await json('sequence', 'report', 'cold', '--versions')).map(
    (each: Record<string, unknown>) => [each.version, each.step, each.done],
  );
  expect(done).toEqual(
    expect.arrayContaining([
      [1, 1, 2],
      [2, 1, 0],
    ]),
  );
  await ok('undo');
  expect(await runOf('1')).toMatchObject({ version: 1, step: 2, kind: 'call', state: 'active' });
  // Later, and to a version that has nothing left for her.
  await ok('sequence', 'edit', 'cold', '-m', '- day 0 email intro');
  const last = await run(['sequence', 'edit', 'cold', '--migrate', '--now', THURSDAY]);
  expect([last.exitCode, last.stdout]).toEqual([0, 'cold\n']);
  expect(await runOf('1')).toMatchObject({ state: 'finished' });
  expect((await run(['sequence', 'edit', 'cold', '--migrate'])).stderr).toContain(
    'nobody is in an earlier version of cold',
  );
});

test('a sequence is copied, or read from a file; accounts take turns', async () => {
  const { ok, run, json, place, server, at, work } = await office('- day 0 email intro');
  await ok('sequence', 'add', 'spring', '--from', 'COLD');
  writeFileSync(join(place.home, 'steps.md'), '- day 0 call "Hello"\n');
  await ok('sequence', 'add', 'calls', '--from', join(place.home, 'steps.md'));
  expect([await ok('sequence', 'show', 'spring'), await ok('sequence', 'show', 'calls')]).toEqual([
    '- day 0 email intro\n',
    '- day 0 call "Hello"\n',
  ]);
  expect((await run(['sequence', 'add', 'x', '--from', 'nowhere'])).stderr).toContain(
    'there is no sequence and no file "nowhere"',
  );
  const bob = ['--name', 'bob', '--from', 'Bob <bob@x.test>', '--smtp', `127.0.0.1:${server.port}`];
  await ok('mail', 'setup', ...bob, '--no-tls', '--footer', 'X', '--unsubscribe', 'no@x.test');
  const enrol = (...people: string[]) =>
    at(THURSDAY, 'sequence', 'enrol', 'cold', ...people, '--account', 'work, bob');
  await enrol('1', 'contact:1');
  await ok('lead', 'add', 'Dora Wu', '--email', 'dora@wu.test', '--country', 'Germany');
  await ok('lead', 'add', 'Finn Ott', '--email', 'finn@ott.test', '--country', 'Germany');
  await enrol('dora@wu.test', 'finn@ott.test');
  await work('2026-03-12T10:00:00Z');
  expect(server.received.map(({ from }) => from).sort()).toEqual([
    'ann@x.test',
    'ann@x.test',
    'bob@x.test',
    'bob@x.test',
  ]);
  expect(
    new Set((await json('sequence', 'runs')).map(({ account }: { account: string }) => account)),
  ).toEqual(new Set(['work', 'bob']));
});

test('a blank name pauses a run, which goes on when it is filled in', async () => {
  const { at, work, runOf, ok } = await office('- day 0 email intro');
  await ok('lead', 'add', '--last-name', 'Blank', '--email', 'blank@x.test', '--country', 'Germany');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '4');
  expect((await work(THURSDAY))[0]).toContain('paused: the template intro needs first_name');
  expect(await runOf('4')).toMatchObject({
    state: 'paused',
    reason: expect.stringContaining('needs first_name'),
  });
  await ok('lead', 'edit', '4', '--first-name', 'Ben');
  await at(THURSDAY, 'sequence', 'resume', '4');
  expect((await work(THURSDAY))[0]).toContain('queued mail');
});

test('every date and text is shown before', async () => {
  const { at } = await office();
  expect(await at(THURSDAY, 'sequence', 'preview', 'cold', '1')).toMatchInlineSnapshot(`
    "1. Thu 2026-03-12 08:30 (09:30 there)  email intro
       Subject: For Jane

       Hello Jane

    2. Mon 2026-03-16 08:00 (09:00 there)  call "Did you see my mail?"

    3. Thu 2026-03-19 08:00 (09:00 there)  email bump
       Subject: Re: For Jane

       Did you see it?

    4. Fri 2026-03-20 08:00 (09:00 there)  task "Look them up"

    5. Mon 2026-03-23 08:00 (09:00 there)  email bump
       Subject: Once more

       Did you see it?
    "
  `);
});

test('the call queue has a lead when its sequence does', async () => {
  const { at, work, json } = await office();
  const queue = async (now: string) =>
    (await json('call', 'queue', '--columns', 'id,why', '--now', now)).map(
      ({ id, why }: Record<string, unknown>) => [id, why],
    );
  expect(await queue('2026-03-12T08:00:00Z')).toEqual([[1, 'no score, never tried']]);
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  expect(await queue(THURSDAY)).toEqual([]);
  const counts = await json('call', 'queue', '--counts', '--now', THURSDAY);
  expect(counts).toContainEqual(expect.objectContaining({ standing: 'sequence', leads: 1 }));
  await work(THURSDAY);
  expect(await queue('2026-03-13T09:00:00Z')).toEqual([]);
  expect(await queue('2026-03-16T09:00:00Z')).toEqual([
    [1, 'sequence cold, step 2: Call: Did you see my mail?'],
  ]);
  // A callback that was agreed goes before it.
  await at('2026-03-13T09:00:00Z', 'lead', 'edit', '1', '--next-attempt', '2026-03-13T10:00:00Z');
  expect((await queue('2026-03-13T10:00:00Z'))[0]?.[1]).toContain('callback due');
});

test('merging two people of a sequence keeps the older run', async () => {
  const { at, json, ok } = await office();
  await ok('lead', 'add', 'Janet', '--company', 'Lake', '--email', 'janet@lake.test');
  await at('2026-03-11T08:30:00Z', 'sequence', 'enrol', 'cold', '4');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  await at(THURSDAY, 'merge', 'lead:1', 'lead:4', '--yes');
  const runs = await json('sequence', 'runs');
  expect(
    runs.map(({ person, state, started_at }: Record<string, string>) => [person, state, started_at]),
  ).toEqual([
    ['lead:1', 'active', '2026-03-11T08:30:00.000Z'],
    ['lead:1', 'stopped', '2026-03-12T08:30:00.000Z'],
  ]);
});

test('events, removal and the way back', async () => {
  const { at, work, ok, run } = await office('- day 0 email intro\n- +1d email bump');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  await work(THURSDAY);
  await at('2026-03-12T10:00:00Z', 'log', 'email', '1', '--in', 'No');
  const events = (await ok('events', '--type', 'sequence.*', '--since', '2026-03-01'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  expect(events.map(({ type, ref, after }) => [type, ref, after?.reason]).slice(-3)).toEqual([
    ['sequence.started', 'lead:1', undefined],
    ['sequence.step_done', 'lead:1', undefined],
    ['sequence.stopped', 'lead:1', 'replied'],
  ]);
  await ok('sequence', 'rm', 'cold');
  expect((await run(['sequence', 'show', 'cold'])).exitCode).toBe(3);
  await ok('undo');
  expect(await ok('sequence', 'list', '-f', 'ids')).toBe('cold\n');
});

test('a reply that is captured ends a run, an automatic one does not', async () => {
  const { at, work, runOf, ok, server, place } = await office();
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  await work(THURSDAY);
  const answers = server.received[0]?.headers['message-id'];
  const capture = async (name: string, [said, ...headers]: [string, ...string[]]) => {
    const file = join(place.home, `${name}.eml`);
    const head = [
      'From: jane@lake.test',
      'To: ann@x.test',
      'Subject: Re: For Jane',
      `Message-ID: <${name}@lake.test>`,
    ];
    const lines = [
      ...head,
      `In-Reply-To: ${answers}`,
      'Date: Thu, 12 Mar 2026 09:00:00 +0000',
      ...headers,
      '',
      said,
    ];
    writeFileSync(file, lines.join('\r\n'));
    await at('2026-03-12T09:30:00Z', 'mail', 'import', file);
  };
  await capture('away', ['Thank you', 'Auto-Submitted: auto-replied']);
  expect(await runOf('1')).toMatchObject({ state: 'active', step: 2 });
  await capture('answer', ['Thank you']);
  expect(await runOf('1')).toMatchObject({ state: 'stopped', reason: 'replied' });
  await ok('undo');
  expect(await runOf('1')).toMatchObject({ state: 'active', step: 2 });
  // Who wants no more mails has not been won by a template.
  await capture('no-more', ['unsubscribe']);
  expect(await runOf('1')).toMatchObject({ state: 'stopped', reason: 'unsubscribed: jane@lake.test' });
});

const GROUP = ['List-ID: <sales.x.test>', 'List-Unsubscribe: <mailto:x@y.test>', 'Precedence: list'];
const AS_GROUP = `"'Jane Doe' via Sales" <sales@x.test>`;
const JANE = 'jane@lake.test';

/** One that is not ours. */
const LIST = ['List-ID: <users.lists.test>', 'Precedence: list'];
const AS_LIST = `"'Jane Doe' via Users" <users@lists.test>`;

/** Two people get a mail of a sequence; `fileFrom` files an answer to that of the first one, and says what became of it. */
async function listOffice() {
  const made = await office();
  const { at, work, run, server, runOf } = made;
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1', '2');
  for (const now of [THURSDAY, '2026-03-12T14:00:00Z']) await work(now);
  const idOf = (to: string) =>
    server.received.find((each) => each.to.includes(to))?.headers['message-id'] as string;
  const answers = `In-Reply-To: ${idOf(JANE)}`;
  const fileFrom = async (from: string, headers: readonly string[], text = 'Thank you') => {
    const date = 'Thu, 12 Mar 2026 15:00:00 +0000';
    const input = mail({ from, to: 'sales@x.test', subject: 'Re: For Jane', date, headers, text });
    const words = ['mail', 'file', '-', '--own', 'sales@x.test', '--now', '2026-03-12T15:30:00Z'];
    const { stderr } = await run(words, { input });
    return [(await runOf('1')).state, (await runOf('2')).state, stderr];
  };
  return { ...made, idOf, answers, fileFrom };
}

test.each([
  ['through a group', JANE, GROUP],
  ['through a group that sends it on as its own', AS_GROUP, [...GROUP, `X-Original-Sender: ${JANE}`]],
  ['the same, named by Reply-To alone', AS_GROUP, [...GROUP, `Reply-To: sales@x.test, ${JANE}`]],
  ['by a program that lets people unsubscribe', JANE, ['List-Unsubscribe: <https://lake.test/u>']],
])('an answer ends a run that comes %s', async (_, from, headers) => {
  const { answers, fileFrom, json, ok, runOf } = await listOffice();
  expect(await fileFrom(from, [answers, ...headers])).toEqual(['stopped', 'active', '']);
  const [filed] = await json('mail', 'list', '--columns', 'from,about');
  expect(filed).toMatchObject({ from: expect.stringContaining(JANE), about: 'lead:1' });
  expect(await runOf('1')).toMatchObject({ reason: 'replied' });
  await ok('undo');
  expect(await runOf('1')).toMatchObject({ state: 'active', step: 2 });
});

test('an answer through a group counts from another address of the person, and after the mails between', async () => {
  const { answers, idOf, fileFrom, ok } = await listOffice();
  await ok('lead', 'edit', '1', '--email', JANE, '--email', 'work: jane@home.test');
  const between = [`In-Reply-To: <between@else.test>`, `References: ${idOf(JANE)} <between@else.test>`];
  expect(await fileFrom('jane@home.test', [...between, ...GROUP])).toEqual(['stopped', 'active', '']);
  // Who is asked to write no more says so through a group, too.
  await ok('undo');
  await fileFrom(JANE, [answers, ...GROUP], 'unsubscribe');
  expect(await ok('mail', 'suppress')).toContain(JANE);
});

test.each([
  ['a newsletter of a known person', JANE, ['List-Unsubscribe: <https://lake.test/u>']],
  ['a post with a subject of ours that answers others', JANE, ['In-Reply-To: <other@else.test>', ...LIST]],
  ['an answer to a mail that went to somebody else', 'bob@stone.test', ['answers', ...LIST]],
  ['an answer of a stranger', 'eve@else.test', ['answers', ...LIST]],
  ['a digest', JANE, ['answers', ...LIST, 'MIME-Version: 1.0', 'Content-Type: multipart/digest; boundary=b']],
  ['a notice of absence', JANE, ['answers', ...LIST, 'Auto-Submitted: auto-replied']],
  ['a confirmation', JANE, ['answers', ...LIST, 'X-Auto-Response-Suppress: All']],
  ['a newsletter in bulk', JANE, ['answers', 'List-Unsubscribe: <https://lake.test/u>', 'Precedence: bulk']],
  ['a group that names a program', AS_GROUP, ['answers', ...GROUP, 'X-Original-Sender: noreply@lake.test']],
  ['a list that names somebody else', AS_LIST, ['answers', ...LIST, 'X-Original-Sender: bob@stone.test']],
])('what passed a list ends no run that is %s', async (_, from, headers) => {
  const { answers, fileFrom, json } = await listOffice();
  const made = headers.map((header) => (header === 'answers' ? answers : header));
  const [first, second, stderr] = await fileFrom(from, made);
  expect([first, second]).toEqual(['active', 'active']);
  expect(stderr).toContain('left out 1: from lists');
  expect(await json('mail', 'list')).toHaveLength(2);
});

test('who may be behind a list is asked only where the list says that the mail is its own', async () => {
  const { answers, fileFrom } = await listOffice();
  const other = ['List-ID: <else.test>', `X-Original-Sender: ${JANE}`];
  const [first, , stderr] = await fileFrom('sales@x.test', [answers, ...other]);
  expect(first).toBe('active');
  expect(stderr).toContain('among colleagues');
  const long = ['List-ID: <sales.x.test>', `X-Original-Sender: ${'a'.repeat(400_000)}`];
  expect((await fileFrom('sales@x.test', [answers, ...long]))[0]).toBe('active');
});

test('the report counts each step, and says of templates what can be said', async () => {
  const { at, work, json } = await office('- day 0 email intro|bump 50/50\n- +1d call "Well?"');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1', '2', 'contact:1');
  await work('2026-03-12T15:00:00Z');
  await at('2026-03-12T16:00:00Z', 'log', 'email', '1', '--in', 'Yes');
  const rows: Record<string, unknown>[] = await json('sequence', 'report', 'cold');
  expect(rows.map(({ step, what, waiting }) => [step, what, waiting])).toEqual([
    [1, 'email intro', 0],
    [1, 'email bump', null],
    [2, 'call "Well?"', 2],
  ]);
  const sum = (column: string) => rows.reduce((all, row) => all + Number(row[column]), 0);
  expect([sum('done'), sum('replied')]).toEqual([3, 1]);
  expect(rows.map(({ verdict }) => verdict)).toEqual(['too few to tell', 'too few to tell', null]);
});

test('whom a clock that was a year ahead moved or enrolled is planned anew, and what it did is done', async () => {
  const { at, work, runOf, json, server } = await office();
  const ahead = '2027-03-11T08:30:00Z';
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1');
  await at(ahead, 'sequence', 'enrol', 'cold', '2', 'contact:1');
  expect(await work(ahead)).toHaveLength(4);
  await at(ahead, 'sequence', 'pause', 'contact:1');
  expect(await runOf('1')).toMatchObject({ step: 2, due_at: '2027-03-15T08:00:00.000Z' });
  const again = 'the clock was ahead:';
  expect(await work('2026-03-12T09:00:00Z')).toEqual([
    `${again} planned for 2026-03-16T08:00:00.000Z`,
    `${again} planned for 2026-03-12T13:00:00.000Z`,
    `${again} can be resumed now`,
  ]);
  expect(await work('2026-03-12T09:01:00Z')).toEqual([]);
  expect(await runOf('1')).toMatchObject({ state: 'active', step: 2 });
  expect(await runOf('2')).toMatchObject({ started_at: '2026-03-12T09:00:00.000Z' });
  const open = await json('task', 'list', '--columns', 'subject,due_date,lead');
  expect(open).toEqual([expect.objectContaining({ due_date: '2026-03-16', lead: 'Jane Doe' })]);
  expect(server.received).toHaveLength(2);
  await work('2026-03-12T13:00:00Z');
  expect(server.received).toHaveLength(3);
  await at('2026-03-12T13:30:00Z', 'sequence', 'resume', 'contact:1');
  expect(await runOf('contact:1')).toMatchObject({ state: 'active', due_at: '2026-03-12T13:30:00.000Z' });
});

test('a mail of a sequence that a clock queued which was ahead leaves', async () => {
  let isBusy = true;
  const onRcptTo: SMTPServerOptions['onRcptTo'] = (_address, _session, done) =>
    done(isBusy ? answer(451, 'try later') : null);
  const { at, work, server } = await office('- day 0 email intro\n- +1d email bump', { onRcptTo });
  await at('2027-03-11T08:30:00Z', 'sequence', 'enrol', 'cold', '1');
  await work('2027-03-11T08:30:00Z');
  isBusy = false;
  await work('2026-03-12T09:00:00Z');
  expect(server.received).toHaveLength(1);
});

test('an answer ends a run that a clock began which was ahead', async () => {
  const { at, work, runOf } = await office();
  await at('2027-03-11T08:30:00Z', 'sequence', 'enrol', 'cold', '1');
  await work('2027-03-11T08:30:00Z');
  await at('2026-03-13T09:00:00Z', 'log', 'email', '1', '--in', 'Tell me more');
  expect(await runOf('1')).toMatchObject({ state: 'stopped', reason: 'replied' });
});

test('what a clock that was ahead has sent counts for its day and week alone', async () => {
  const { at, work, ok } = await office('- day 0 email intro');
  await ok('mail', 'setup', '--daily-limit', '1');
  await ok('config', 'set', 'sequence_mails_per_week', '1');
  await at('2027-03-11T08:30:00Z', 'sequence', 'enrol', 'cold', '1');
  await work('2027-03-11T08:30:00Z');
  await ok('sequence', 'add', 'other', '-m', '- day 0 email bump');
  await at(THURSDAY, 'sequence', 'enrol', 'other', '1');
  expect(await work('2026-03-12T09:00:00Z')).toEqual(['queued mail 2 to jane@lake.test', '250 accepted']);
});

test('a restored database waits to be told to go on, so that nobody is contacted from two', async () => {
  const { at, work, run, ok, place, server } = await office('- day 0 email intro\n- +1d call "Well?"');
  await at(THURSDAY, 'sequence', 'enrol', 'cold', '1', '2');
  await work(THURSDAY);
  const archive = join(place.home, 'all');
  await ok('export', 'all', '-o', archive);
  const other = join(place.home, 'other.db');
  const there = (...words: string[]) => run([...words, '--db', other]);
  expect((await there('import', 'all', archive)).stderr).not.toContain('crm: ');
  await there('run', '--once', '--only', 'sequences,mail', '--now', '2026-03-13T15:00:00Z');
  expect(server.received).toHaveLength(1);
  const runs = async () =>
    JSON.parse((await there('sequence', 'runs', '--json')).stdout)
      .map((each: Record<string, string>) => [each.person, each.state, each.reason])
      .sort();
  expect(await runs()).toEqual([
    ['lead:1', 'paused', 'restored'],
    ['lead:2', 'paused', 'restored'],
  ]);
  await there('sequence', 'resume', '--all', 'cold', '--now', '2026-03-13T15:00:00Z');
  expect((await runs()).map(([person, state]: string[]) => [person, state])).toEqual([
    ['lead:1', 'active'],
    ['lead:2', 'active'],
  ]);
  expect(JSON.parse((await there('task', 'list', '--json')).stdout)).toHaveLength(1);
});
