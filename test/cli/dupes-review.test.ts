import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

test('decides each pair with one key, and remembers the decisions', async () => {
  const home = makeHome();
  const run = async (...args: string[]) => (await crm(args, { home })).stdout;
  for (const [first, company] of [
    ['Jane', 'Acme'],
    ['Bob', 'Globex'],
    ['Zoe', 'Initech'],
  ] as const) {
    await run('lead', 'add', first, 'Doe', '--company', company, '--title', 'CEO');
    await run('lead', 'add', first, 'Doe', '--company', company, '--city', 'Rome', '--force');
  }
  const review = open(['dupes', '--review'], { home });
  await review.waitFor(/pair 1 of 3[\s\S]*Jane Doe/);
  review.type('1');
  await review.waitFor(/pair 2 of 3 .*1 merged[\s\S]*Bob Doe/);
  review.type('n');
  await review.waitFor(/pair 3 of 3 .*1 kept apart[\s\S]*Zoe Doe/);
  review.type('2');
  await review.waitFor('That was the last pair.');
  review.type('u');
  await review.waitFor(/pair 3 of 3 .*1 merged · 1 kept apart[\s\S]*Zoe Doe/);
  review.type('s');
  await review.waitFor('That was the last pair.');
  review.type('q');
  expect(await review.exit).toBe(0);
  expect(await run('dupes', '-f', 'ids')).toBe('lead:5 lead:6\n');
  expect(await run('lead', 'list', '-f', 'ids', '--sort', 'id')).toBe('1\n3\n4\n5\n6\n');
  expect((await crm(['dupes', '--review'], { home })).exitCode).toBe(2);
});

test('a merge takes each field from the record that was chosen for it', async () => {
  const home = makeHome();
  const run = async (...args: string[]) => (await crm(args, { home })).stdout;
  await run('lead', 'add', 'Jane', 'Doe', '--company', 'Acme', '--title', 'CEO', '--city', 'Rome');
  await run('lead', 'add', 'Jane', 'Doe', '--company', 'Acme', '--title', 'CTO', '--city', 'Oslo', '--force');
  const review = open(['dupes', '--review'], { home });
  await review.waitFor(/title +● CEO +○ CTO/);
  review.type('jl');
  await review.waitFor(/title +○ CEO +● CTO/);
  review.type('\r');
  await review.waitFor('That was the last pair.');
  review.type('q');
  expect(await review.exit).toBe(0);
  expect(await run('lead', 'list', '--columns', 'id,title,city', '-f', 'csv')).toBe(
    'id,title,city\n1,CTO,Rome\n',
  );
  // All of the right.
  await run('undo');
  const again = open(['dupes', '--review'], { home });
  await again.waitFor(/title +● CEO/);
  again.type('jh2');
  await again.waitFor('That was the last pair.');
  again.type('q');
  await again.exit;
  expect(await run('lead', 'list', '--columns', 'id,title,city', '-f', 'csv')).toBe(
    'id,title,city\n2,CTO,Oslo\n',
  );
});

test('a small window cuts what two values have in common, not what differs', async () => {
  const home = makeHome();
  const title = 'Vice President of Operations in the North';
  for (const each of [`${title}east`, `${title}west`])
    await crm(['lead', 'add', 'Jane', 'Doe', '--company', 'Acme', '--title', each, '--force'], { home });
  const review = open(['dupes', '--review'], { home, cols: 60, rows: 14 });
  await review.waitFor(/title +● ….*Northeast +○ ….*Northwest/);
  review.type('q');
  expect(await review.exit).toBe(0);
});

test('long values are whole, in several lines, where there is room', async () => {
  const home = makeHome();
  const title = 'Vice President of Operations and Sustainability in the North';
  for (const each of [`${title}east`, `${title}west`])
    await crm(['lead', 'add', 'Jane', 'Doe', '--company', 'Acme', '--title', each, '--force'], { home });
  const review = open(['dupes', '--review'], { home, cols: 120 });
  await review.waitFor('Northwest');
  const rows = review.screen().split('\n');
  const first = rows.findIndex((row) => /^. title /.test(row));
  const columns = [18, 52, 84].map((from, at) =>
    rows
      .slice(first, first + 3)
      .map((row) => row.slice(from, at === 2 ? undefined : from + 31).trim())
      .join(' ')
      .trim(),
  );
  expect(columns).toEqual([`${title}east`, `${title}west`, `${title}east`]);
  review.type('jl');
  await review.waitFor(/title +○ .*● /);
  review.type('\r');
  await review.waitFor('That was the last pair.');
  review.type('q');
  expect(await review.exit).toBe(0);
  expect((await crm(['lead', 'list', '--columns', 'title', '-f', 'csv'], { home })).stdout).toBe(
    `title\n${title}west\n`,
  );
});
