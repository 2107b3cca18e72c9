import { expect, test } from 'vitest';
import { shop } from '../support/shop.ts';
import { open } from '../support/terminal.ts';

test('history shows who did what, a change its fields, and a record its changes', async () => {
  const { run, ok, json } = shop();
  await ok('field', 'add', 'lead', 'budget', '--type', 'money');
  await ok('lead', 'add', 'Jane Doe', '--email', 'jane@acme.test');
  await ok('user', 'add', 'ann', '--user', 'ann');
  await ok('lead', 'add', 'Bob Roe', '--user', 'ann');
  await ok('lead', 'edit', '1', '--city', 'Rome', '--tag', 'hot', '--set', 'budget=5k', '--owner', 'ann');
  expect(await json('history', '--limit', '2')).toEqual([
    {
      id: 4,
      at: '2026-03-12T10:00:00.000Z',
      user: 'tester',
      what: 'edited lead 1  Jane Doe',
      command: 'lead edit 1 --city Rome --tag hot --set budget=5k --owner ann',
      undone_by: null,
      why: null,
    },
    expect.objectContaining({ id: 3, user: 'ann', what: 'added lead 2  Bob Roe' }),
  ]);
  expect(await json('history', '4')).toEqual(
    expect.arrayContaining([
      { record: 'lead:1', what: 'changed', field: 'city', before: null, after: 'Rome', why: null },
      { record: 'lead:1', what: 'changed', field: 'owner', before: 'tester', after: 'ann', why: null },
      {
        record: 'lead:1',
        what: 'changed',
        field: 'budget',
        before: null,
        after: '5000.00 USD',
        why: null,
      },
      { record: 'lead:1', what: 'added', field: 'tag', before: null, after: 'hot', why: null },
    ]),
  );
  await ok('lead', 'rm', '1', '--yes');
  const ids = (changes: { id: number }[]) => changes.map(({ id }) => id);
  expect(ids(await json('history', 'lead:1'))).toEqual([5, 4, 2]);
  expect(ids(await json('history', '--by', 'ann'))).toEqual([3]);
  expect(await json('history', '--since', 'tomorrow')).toEqual([]);
  expect(await json('history', '5')).toContainEqual({
    record: 'lead:1',
    what: 'removed',
    field: 'email',
    before: 'jane@acme.test',
    after: null,
    why: null,
  });
  expect(await run(['history', 'lead:9'])).toMatchObject({ exitCode: 3, stdout: '' });
  expect((await run(['history', '99'])).stderr).toBe('crm: no change 99\nSee all: crm history\n');
});

test('undo and redo name the change, or the reason for refusing', async () => {
  const { run, ok, json, exports, place } = shop();
  await ok('lead', 'add', 'Jane Doe');
  await ok('lead', 'edit', '1', '--city', 'Rome');
  const before = await exports();
  await ok('lead', 'edit', '1', '--city', 'Paris');
  expect(await run(['undo', '2'])).toEqual({
    stdout: '',
    stderr:
      'crm: cannot undo change 2: lead 1 was changed later (city), by change 3 (edited lead 1  Jane Doe)\nUndo that first: crm undo 3\n',
    exitCode: 1,
  });
  const terminal = open(['undo'], place);
  await terminal.waitFor('Undid change 3: edited lead 1  Jane Doe');
  expect(await terminal.exit).toBe(0);
  expect(await exports()).toBe(before);
  expect(await ok('redo')).toBe('5\n');
  expect(await json('lead', 'show', '1')).toMatchObject({ city: 'Paris' });
  await ok('user', 'add', 'ann', '--user', 'ann');
  expect((await run(['undo', '--user', 'ann'])).stderr).toContain('nothing to undo for ann');
  expect((await run(['undo', 'lead'])).exitCode).toBe(2);
});

test('undo of an import reverts all its rows', async () => {
  const { run, ok, json } = shop();
  const rows = Array.from({ length: 60 }, (_, i) => `Lead ${i},lead${i}@acme.test`).join('\n');
  const imported = await run(['lead', 'import', '-'], { input: `Name,Email\n${rows}\n` });
  expect(imported.exitCode).toBe(0);
  expect(await json('history', '1')).toEqual([
    { record: 'lead:1-60', what: 'added', field: null, before: null, after: null, why: null },
    { record: 'email:1-60', what: 'added', field: null, before: null, after: null, why: null },
  ]);
  await ok('undo');
  expect(await json('lead', 'list')).toEqual([]);
});
