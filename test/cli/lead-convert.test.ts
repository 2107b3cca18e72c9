import { expect, test } from 'vitest';
import { shop } from '../support/shop.ts';
import { open } from '../support/terminal.ts';

test('a qualified lead becomes an account, a contact and an opportunity with all its values, and undo reverts it', async () => {
  const { run, ok, json, exports } = shop();
  await ok('field', 'add', 'lead', 'budget', '--type', 'money');
  await ok('field', 'add', 'opp', 'budget', '--type', 'money');
  await ok(
    ...[
      'lead',
      'add',
      'Jane Doe',
      '--company',
      'Acme',
      '--title',
      'CEO',
      '--city',
      'Rome',
      '--source',
      'expo',
    ],
    ...['--email', 'jane@acme.test', '--email', 'jd@home.test', '--phone', '+1 415 555 0100', '--tag', 'hot'],
    ...['--campaign', 'spring', '--notes', 'met at the fair', '--do-not-call', '--set', 'budget=5k'],
  );
  await ok('log', 'note', 'lead:1', 'likes blue');
  await ok('task', 'add', 'Send the offer', '--lead', '1', '--due', 'tomorrow');
  await ok('lead', 'qualify', '1');
  const before = await exports();

  const { stdout, stderr, exitCode } = await run([
    'lead',
    'convert',
    '1',
    '--amount',
    '12k',
    '--close',
    '2026-05-01',
  ]);
  expect({ stdout, stderr, exitCode }).toEqual({
    stdout: 'account:1\ncontact:1\nopp:1\n',
    stderr: '',
    exitCode: 0,
  });

  expect(await json('account', 'show', '1')).toMatchObject({ name: 'Acme', kind: 'prospect', city: 'Rome' });
  expect(await json('contact', 'show', '1')).toMatchObject({
    name: 'Jane Doe',
    title: 'CEO',
    account_id: 1,
    email: 'jane@acme.test',
    other_emails: ['jd@home.test'],
    phone: '+14155550100',
    tags: ['hot'],
    notes: 'met at the fair',
    do_not_call: true,
    owner: 'tester',
  });
  expect(await json('opp', 'show', '1')).toMatchObject({
    name: 'Acme',
    account_id: 1,
    contact_id: 1,
    stage: 'prospecting',
    amount: { amount: '12000.00', currency: 'USD' },
    budget: { amount: '5000.00', currency: 'USD' },
    close_date: '2026-05-01',
    source: 'expo',
    campaign: 'spring',
  });
  expect(await json('lead', 'show', '1')).toMatchObject({
    status: 'converted',
    converted_at: '2026-03-12T10:00:00.000Z',
    account_id: 1,
    contact_id: 1,
    opp_id: 1,
    email: 'jane@acme.test',
  });
  const [event, note] = await json(
    'activity',
    'list',
    '--sort',
    '-id',
    '--columns',
    'type,subject,body,lead_id,contact_id,account_id,opp_id',
  );
  const links = { lead_id: 1, contact_id: 1, account_id: 1, opp_id: 1 };
  expect(note).toMatchObject({ type: 'note', body: 'likes blue', ...links });
  expect(event).toMatchObject({ type: 'event', subject: 'Converted lead 1  Jane Doe · Acme', ...links });
  expect(await json('task', 'list', '--columns', 'lead_id,contact_id,account_id,opp_id')).toEqual([links]);

  const twice = await run(['lead', 'convert', '1']);
  expect(twice).toMatchObject({ exitCode: 1, stdout: '' });
  expect(twice.stderr).toContain(
    'crm: lead 1 was converted on 2026-03-12 into account 1, contact 1, opp 1\n',
  );

  await ok('undo');
  expect(await exports()).toBe(before);
  await ok('redo');
  expect(await json('opp', 'list')).toHaveLength(1);
});

test('what a conversion does not carry over is said in words: names, local times, one line', async () => {
  const { run, ok, json } = shop();
  await ok('account', 'add', 'Partner Ltd');
  await ok('field', 'add', 'lead', 'partner', '--type', 'lookup:account');
  await ok('field', 'add', 'lead', 'scout', '--type', 'user');
  await ok('field', 'add', 'lead', 'visit', '--type', 'datetime');
  await ok('field', 'add', 'lead', 'story', '--type', 'longtext');
  const values = ['partner=Partner Ltd', 'scout=me', 'visit=2026-03-12 15:00', 'story=one\ntwo'];
  await ok('lead', 'add', 'Jane Doe', ...values.flatMap((value) => ['--set', value]));
  const { stderr } = await run(['lead', 'convert', '1', '--no-opp']);
  expect(stderr).toMatch(
    /timeline: partner account 1 {2}Partner Ltd, scout \w+, story one two, visit 2026-03-12 15:00\n/,
  );
  const [event] = await json('activity', 'list', '--where', 'type = event', '--sort', '-id', '--limit', '1');
  expect(event.body).toContain('Not carried over: partner account 1  Partner Ltd\n');
});

test('conversion into existing records fills blanks only; other values are reported and kept on the timeline', async () => {
  const { run, ok, json } = shop();
  await ok('account', 'add', 'ACME Inc.', '--city', 'Paris');
  await ok('contact', 'add', 'J. Doe', '--account', '1', '--email', 'jane@acme.test');
  await ok(
    'lead',
    'add',
    'Jane Doe',
    '--company',
    'Acme',
    '--email',
    'Jane@Acme.test',
    '--title',
    'CEO',
    '--city',
    'Rome',
    '--score',
    '50',
    '--force',
  );
  const { stdout, stderr } = await run(['lead', 'convert', '1', '--no-opp']);
  expect(stdout).toBe('account:1\ncontact:1\n');
  expect(stderr).toContain('lead 1 was new, not qualified: converted anyway\n');
  expect(stderr).toContain(
    'not carried over, kept on lead 1 and on the timeline: first_name Jane (contact has J.), score 50\n',
  );
  expect(await json('account', 'show', '1')).toMatchObject({ name: 'ACME Inc.', city: 'Paris' });
  expect(await json('contact', 'show', '1')).toMatchObject({
    first_name: 'J.',
    title: 'CEO',
    city: 'Rome',
    other_emails: [],
  });
  const [event] = await json('activity', 'list', '--columns', 'body');
  expect(event.body).toContain('Not carried over: score 50');
});

test('a person without a company becomes an account of kind person', async () => {
  const { ok, json } = shop();
  await ok('lead', 'add', 'Solo Person', '--email', 'solo@gmail.com');
  await ok('lead', 'convert', '1');
  expect(await json('account', 'show', '1')).toMatchObject({ name: 'Solo Person', kind: 'person' });
  expect(await json('opp', 'show', '1')).toMatchObject({ name: 'Solo Person', close_date: '2026-04-11' });
});

test('if several accounts match or the contact has another account, a script gets the choices', async () => {
  const { run, ok, json } = shop();
  await ok('account', 'add', 'Acme');
  await ok('account', 'add', 'Acme GmbH', '--force');
  await ok('account', 'add', 'Globex');
  await ok('contact', 'add', 'Jane Doe', '--account', 'Globex', '--email', 'jane@acme.test');
  await ok('lead', 'add', 'Jane Doe', '--company', 'Acme', '--email', 'jane@acme.test', '--force');
  const several = await run(['lead', 'convert', '1']);
  expect(several).toMatchObject({ exitCode: 3, stdout: '' });
  expect(several.stderr).toContain('  account:1  Acme\n  account:2  Acme GmbH\nName one: --account <number>');

  const elsewhere = await run(['lead', 'convert', '1', '--account', '1']);
  expect(elsewhere.exitCode).toBe(3);
  expect(elsewhere.stderr).toContain('contact 1  Jane Doe · Globex');
  const apart = await run(['lead', 'convert', '1', '--account', '1', '--contact', '1']);
  expect(apart.exitCode).toBe(1);
  expect(apart.stderr).toContain(
    'contact 1  Jane Doe · Globex belongs to account 3  Globex, not to account 1  Acme',
  );
  expect(await json('lead', 'list', '--status', 'converted')).toEqual([]);

  expect(await ok('lead', 'convert', '1', '--contact', '1')).toBe('account:3\ncontact:1\nopp:1\n');
});

test('a lead can join an existing deal, and many leads convert together or not at all', async () => {
  const { run, ok, json } = shop();
  await ok('account', 'add', 'Acme');
  await ok('opp', 'add', 'Renewal', '--account', 'Acme');
  await ok('lead', 'add', 'Jane Doe', '--company', 'Initech');
  await ok('lead', 'add', 'Bob Roe', '--company', 'Initech');
  await ok('lead', 'add', 'Amy Poe', '--company', 'Initech');
  expect(await ok('lead', 'convert', '1', '--opp', 'Renewal')).toBe('account:1\ncontact:1\nopp:1\n');
  await ok('lead', 'disqualify', '3', '--reason', 'no budget');
  const refused = await run(['lead', 'convert', '2', '3']);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain(
    'crm: lead 3 is disqualified: no budget\nQualify it first: crm lead qualify 3\n',
  );
  expect(await json('account', 'list')).toHaveLength(1);
  await ok('lead', 'qualify', '3');
  expect(await ok('lead', 'convert', '2', '3')).toBe(
    'account:2\ncontact:2\nopp:2\naccount:2\ncontact:3\nopp:3\n',
  );
  const options = await run(['lead', 'convert', '2', '--no-opp', '--amount', '3']);
  expect(options).toMatchObject({ exitCode: 2, stdout: '' });
});

test('at a terminal, convert asks for the account', async () => {
  const { ok, json, place } = shop();
  await ok('account', 'add', 'Acme');
  await ok('account', 'add', 'Acme GmbH', '--force');
  await ok('lead', 'add', 'Jane Doe', '--company', 'Acme');
  const terminal = open(['lead', 'convert', '1'], place);
  await terminal.waitFor('Which account is it?');
  await terminal.waitFor('none of these: create a new account');
  terminal.type('\x1b[B\r');
  await terminal.waitFor('Converted lead 1  Jane Doe · Acme into account 2  Acme GmbH, contact 1');
  expect(await terminal.exit).toBe(0);
  expect(await json('lead', 'show', '1')).toMatchObject({ account_id: 2 });
});
