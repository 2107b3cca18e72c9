import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** A home with a contact, and a field of contacts of which no two have the same value. */
async function withUniqueField(type: string, value: string) {
  const home = makeHome();
  const run = (args: string[], input = '') => crm(args, { home, input });
  await run(['contact', 'add', 'Zed Old']);
  await run(['field', 'add', 'contact', 'badge', '--type', type, '--unique']);
  await run(['contact', 'edit', '1', '--set', `badge=${value}`]);
  return { home, run };
}

test.each([
  ['text', 'b-7', 'B-9', 'b-9', 'B-7'],
  ['number', '7', '9', '9.0', '7.00'],
  ['email', 'b7@x.example', 'b9@x.example', 'B9@X.example', 'B7@x.example'],
  ['date', '2026-01-07', '2026-01-09', '9 Jan 2026', '7 Jan 2026'],
])('a %s that another record has rejects its row alone', async (type, had, first, again, same) => {
  const { home, run } = await withUniqueField(type, had);
  const text = `Name,Badge\nAnn Poe,${first}\nBob Ray,${again}\nCy Oh,${same}\nDi Fo,\nEl Gee,\n`;
  const whole = await run(['contact', 'import', '-'], text);
  expect(whole.exitCode).toBe(1);
  expect(whole.stderr).toMatch(/^crm: nothing was imported: 2 of 5 rows of stdin were rejected$/m);
  expect(whole.stderr).toMatch(/^line 3: badge: ".+" is that of line 2, Ann Poe$/m);
  expect(whole.stderr).toMatch(/^line 4: badge: ".+" is that of contact 1, Zed Old$/m);
  const part = await run(['contact', 'import', '-', '--rejects', join(home, 'rejected.csv')], text);
  expect(part.exitCode).toBe(4);
  expect(
    (await run(['contact', 'list', '--columns', 'name', '--csv'])).stdout.split('\n').toSorted(),
  ).toEqual(['', 'Ann Poe', 'Di Fo', 'El Gee', 'Zed Old', 'name'].toSorted());
});

test('a value goes to the row after the one that gives it up', async () => {
  const { run } = await withUniqueField('text', 'B-7');
  const text = 'id,Name,Badge\n1,Zed Old,B-8\n,Ann Poe,B-7\n';
  expect((await run(['contact', 'import', '-'], text)).exitCode).toBe(0);
  expect((await run(['contact', 'list', '--columns', 'name,badge', '--csv'])).stdout).toContain(
    'Ann Poe,B-7\n',
  );
});

test('an external id goes to the row after the one that gives it up, and else names its record', async () => {
  const home = makeHome();
  const run = (args: string[], input = '') => crm(args, { home, input });
  await run(['contact', 'add', 'Zed Old', '--external-id', '7']);
  await run(['contact', 'add', 'Al Ray', '--external-id', '9']);
  const taken = await run(['contact', 'import', '-'], 'id,external_id\n1,9\n');
  expect(taken.stderr).toContain('line 2: the external id "9" is that of contact 2, Al Ray\n');
  const moved = await run(['contact', 'import', '-'], 'id,Name,external_id\n1,Zed Old,8\n,Ann Poe,7\n');
  expect(moved.exitCode).toBe(0);
});
