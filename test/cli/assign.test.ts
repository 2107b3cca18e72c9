import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shop } from '../support/shop.ts';

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
])('user edit %s %s is an error of the command line', async (...options) => {
  const { ok, run } = shop();
  await ok('user', 'add', 'ann');
  expect(await run(['user', 'edit', 'ann', ...options])).toMatchObject({ exitCode: 2 });
});
