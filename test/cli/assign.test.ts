import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Shop, shop } from '../support/shop.ts';

/** A database with three users who get new leads in turn. */
async function team() {
  const own = shop();
  for (const user of ['ann', 'bob', 'cem']) await own.ok('user', 'add', user);
  await own.ok('rule', 'add', 'on lead.created then assign round-robin(ann, bob, cem:2)');
  const add = async (count: number, now = '2026-03-12 11:00') => {
    const file = join(own.place.home, 'leads.csv');
    const names = Array.from({ length: count }, (_, at) => `Lead ${Math.random()} ${at}`);
    writeFileSync(file, `name\n${names.join('\n')}\n`);
    const { stderr } = await own.run(['lead', 'import', file, '--match', 'none', '--now', now]);
    expect(stderr).not.toContain('crm: ');
    const leads: { owner: string | null }[] = await own.json(
      'lead',
      'list',
      '--columns',
      'owner',
      '--sort',
      'id',
    );
    return leads
      .slice(-count)
      .map(({ owner }) => owner ?? '-')
      .join(' ');
  };
  return { ...own, add };
}

test('turns leave out who is away or inactive, from the first day of an absence to the last', async () => {
  const { ok, add } = await team();
  await ok('user', 'edit', 'bob', '--away', '2026-03-13..2026-03-14');
  expect(await add(4)).toBe('ann bob cem cem');
  expect(await add(3, '2026-03-13')).toBe('ann cem cem');
  expect(await add(3, '2026-03-14')).toBe('ann cem cem');
  expect(await add(3, '2026-03-15')).toBe('ann bob cem');
  await ok('user', 'edit', 'cem', '--inactive');
  expect(await add(3, '2026-03-15')).toBe('ann bob ann');
  await ok('user', 'edit', 'bob', '--away', '');
  expect(await ok('user', 'list', '--columns', 'name,away_from', '--csv')).toContain('bob,\n');
});

test('nobody gets more open leads than they take, and a lead that nobody takes is named', async () => {
  const { ok, add, json } = await team();
  for (const user of ['ann', 'bob']) await ok('user', 'edit', user, '--max-leads', '2');
  await ok('user', 'edit', 'cem', '--max-leads', '1');
  expect(await add(7)).toBe('ann bob cem ann bob - -');
  expect(await json('today', '--all')).toContainEqual(
    expect.objectContaining({ kind: 'failed', detail: expect.stringContaining('nobody of ann, bob, cem') }),
  );
  await ok('lead', 'disqualify', '3', '--reason', 'other');
  expect(await add(2)).toBe('cem -');
});

test.each([
  ['--away', '2026-03-14..2026-03-13'],
  ['--away', 'whenever'],
  ['--away', '2026-03-13..2026-03-14..2026-03-15'],
  ['--max-leads', 'many'],
  ['--hours', 'whenever'],
  ['--tz', 'Mars/Olympus'],
])('user edit %s %s is an error of the command line', async (...options) => {
  const { ok, run } = shop();
  await ok('user', 'add', 'ann');
  expect(await run(['user', 'edit', 'ann', ...options])).toMatchObject({ exitCode: 2 });
});

/** Owners of leads by their names. */
async function owners({ json }: Shop): Promise<Record<string, string | null>> {
  const leads: { name: string; owner: string | null }[] = await json(
    'lead',
    'list',
    '--columns',
    'name,owner',
  );
  return Object.fromEntries(leads.map(({ name, owner }) => [name, owner]));
}

async function people(...rules: readonly string[]): Promise<Shop> {
  const own = shop();
  for (const user of ['ann', 'bob', 'cem']) await own.ok('user', 'add', user);
  await own.ok('account', 'add', 'Acme GmbH', '--website', 'acme.example', '--owner', 'cem');
  for (const rule of rules) await own.ok('rule', 'add', rule);
  return own;
}

test('the owner of the account comes first, then who has the same person, then the turn', async () => {
  const own = await people('on lead.created then assign round-robin(ann, bob)');
  const { ok, json } = own;
  await ok('lead', 'add', 'By domain', '--email', 'x@acme.example');
  await ok('lead', 'add', 'By name', '--company', 'ACME');
  await ok('lead', 'add', 'First', '--email', 'ida@mail.example');
  await ok('lead', 'add', 'Second', '--email', 'other@mail.example', '--phone', '+1 206 555 0176');
  await ok('lead', 'add', 'Third', '--email', 'IDA@mail.example', '--force');
  await ok('lead', 'add', 'Second', '--email', 'third@mail.example', '--phone', '+1 206 555 0176', '--force');
  expect(await json('lead', 'list', '--columns', 'name,owner', '--sort', 'id')).toMatchObject([
    { name: 'By domain', owner: 'cem' },
    { name: 'By name', owner: 'cem' },
    { name: 'First', owner: 'ann' },
    { name: 'Second', owner: 'bob' },
    { name: 'Third', owner: 'ann' },
    { name: 'Second', owner: 'bob' },
  ]);
  const why = async (record: string) => (await json('history', record))[0].why;
  expect(await why('lead:1')).toBe('rule 1: cem has account 1');
  expect(await why('lead:3')).toBe('rule 1: it was the turn of ann');
  expect(await why('lead:5')).toBe('rule 1: ann has lead 3 of the same person');
  await ok('user', 'edit', 'cem', '--away', '2000-01-01..2100-01-01');
  await ok('lead', 'add', 'While away', '--email', 'z@acme.example');
  expect((await owners(own))['While away']).toBe('ann');
});

test('rows of a file that are one person to two programs get one owner', async () => {
  const own = await people('on lead.created then assign round-robin(ann, bob)');
  const file = join(own.place.home, 'leads.csv');
  writeFileSync(file, 'name,email\nOne,i@m.example\nTwo,o@m.example\nThree,i@m.example\nFour,o@m.example\n');
  await own.ok('lead', 'import', file, '--match', 'none');
  expect(await owners(own)).toEqual({ One: 'ann', Two: 'bob', Three: 'ann', Four: 'bob' });
});

test('what a rule adds to the rows of a file is found, and no more after an undo', async () => {
  const { ok, json, place } = await people('on lead.created if city = Boston then tag inbound');
  const file = join(place.home, 'leads.csv');
  const rows = Array.from({ length: 600 }, (_, at) => `Lead ${at},${at % 200 === 0 ? 'Boston' : 'Bonn'}`);
  writeFileSync(file, `name,city\n${rows.join('\n')}\n`);
  await ok('lead', 'import', file);
  const found = async () => (await json('search', 'inbound')).map(({ id }: { id: number }) => id);
  expect((await found()).toSorted()).toEqual([1, 201, 401]);
  expect(await json('search', 'bonn', '--limit', '9999')).toHaveLength(597);
  await ok('doctor');
  await ok('undo');
  expect(await found()).toEqual([]);
});

test('only a round robin looks for nobody else, and an account owner may be all there is', async () => {
  const only = await people('on lead.created then assign only round-robin(ann, bob)');
  await only.ok('lead', 'add', 'A', '--email', 'x@acme.example');
  expect(await owners(only)).toEqual({ A: 'ann' });
  const account = await people('on lead.created then assign account-owner');
  await account.ok('lead', 'add', 'A', '--email', 'x@acme.example', '--owner', 'bob');
  await account.ok('lead', 'add', 'B', '--owner', 'bob');
  expect(await owners(account)).toEqual({ A: 'cem', B: 'bob' });
  const queue = await people();
  await queue.ok('queue', 'add', 'inbound', 'ann');
  await queue.ok('rule', 'add', 'on case.created then assign account-owner or inbound');
  await queue.ok('case', 'add', 'No power', '--account', '1');
  await queue.ok('case', 'add', 'No water');
  expect(await queue.json('case', 'list', '--columns', 'owner', '--sort', 'id')).toMatchObject([
    { owner: 'cem' },
    { owner: 'inbound' },
  ]);
  const { stderr } = await queue.run(['rule', 'add', 'on opp.created then assign inbound']);
  expect(stderr).toContain('inbound is a queue: it has leads and cases, but no opportunities');
});

test('the first rule that gives a record away counts, and rules can be moved', async () => {
  const own = await people(
    'on lead.created then assign ann, tag all',
    'on lead.created if source = web then assign bob',
  );
  const { ok, json } = own;
  await ok('lead', 'add', 'A', '--source', 'web');
  await ok('rule', 'edit', '2', '--before', '1');
  expect(await ok('rule', 'list', '-f', 'ids')).toBe('2\n1\n');
  await ok('lead', 'add', 'B', '--source', 'web');
  await ok('lead', 'add', 'C', '--source', 'fair');
  expect(await owners(own)).toEqual({ A: 'ann', B: 'bob', C: 'ann' });
  expect(await json('lead', 'show', '2')).toMatchObject({ tags: ['all'] });
  await ok('rule', 'edit', '2', '--after', '1');
  expect(await ok('rule', 'list', '-f', 'ids')).toBe('1\n2\n');
});

test('turns go to who works now, unless nobody does', async () => {
  const { ok, add } = await team();
  await ok('user', 'edit', 'ann', '--hours', 'mon-fri 9-17', '--tz', 'Europe/Berlin');
  await ok('user', 'edit', 'bob', '--hours', '9-17', '--tz', 'America/New_York');
  await ok('user', 'edit', 'cem', '--hours', 'mon-fri 0-24', '--tz', 'Asia/Tokyo');
  expect(await ok('user', 'list', '--columns', 'name,hours,tz', '--csv')).toContain(
    'ann,mon-fri 09:00-17:00,Europe/Berlin\n',
  );
  await ok('user', 'edit', 'cem', '--inactive');
  expect(await add(2, '2026-03-12T10:00:00Z')).toBe('ann ann');
  expect(await add(2, '2026-03-12T19:00:00Z')).toBe('bob bob');
  expect(await add(2, '2026-03-12T02:00:00Z')).toBe('ann bob');
});

test('a dry run moves no turn, and neither does a change that is refused', async () => {
  const { ok, run, add, place } = await team();
  expect(await add(1)).toBe('ann');
  const file = join(place.home, 'more.csv');
  writeFileSync(file, 'name\nDry\n');
  await ok('lead', 'import', file, '--dry-run');
  await ok('rule', 'test', '1', '--since', '-30d');
  await ok('rule', 'add', 'on lead.saving if company = Bad then refuse "no"');
  expect((await run(['lead', 'add', 'Bad', '--company', 'Bad'])).exitCode).not.toBe(0);
  expect(await add(1)).toBe('bob');
});
