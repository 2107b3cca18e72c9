import { describe, expect, test } from 'vitest';
import { shop } from '../support/shop.ts';

/** Deals of two people, one of them won. */
async function deals() {
  const own = shop();
  await own.ok('opp', 'add', 'Small', '--amount', '2k', '--close', '2026-03-20');
  await own.ok('opp', 'add', 'Large', '--amount', '90k', '--close', '2026-04-20');
  await own.ok('opp', 'add', 'Largest', '--amount', '95k', '--owner', 'tester');
  await own.ok('user', 'add', 'ann');
  await own.ok('opp', 'edit', 'Largest', '--owner', 'ann');
  const names = async (...args: string[]) =>
    (await own.json('board', ...args)).map(({ name }: { name: string }) => name);
  return { ...own, names };
}

describe('a saved view of the board', () => {
  test('has a filter, an order, lanes, columns and a key', async () => {
    const { ok, json, names } = await deals();
    const added = await ok(
      ...['view', 'add', 'Big', '--view', 'list', '--where', 'amount > 50k', '--sort', 'amount'],
      ...['--by', 'owner', '--collapse', '--columns', 'name,amount,closes'],
    );
    expect(added).toContain('Big');
    expect(await names('--view', 'big')).toEqual(['Largest', 'Large']);
    expect(await ok('board', '--view', 'BIG', '-f', 'csv')).toBe(
      'name,amount,closes\nLargest,95000.00,\nLarge,90000.00,2026-04-20\n',
    );
    expect(await ok('board', '--view', 'big', '-f', 'md')).toMatch(/^\| name +\| amount +\| closes/i);
    expect((await ok('board', '--view', 'big', '--width', '100')).split('\n')[2]).toMatch(
      /^deal +amount +closes/,
    );
    expect(await names('--view', 'big', '--sort', 'name')).toEqual(['Large', 'Largest']);
    expect(await json('view', 'list')).toEqual([
      {
        key: '6',
        name: 'Big',
        view: 'list',
        filter: 'amount > 50k',
        owner: null,
        pipeline: null,
        by: 'owner',
        sort: 'amount',
        columns: 'name,amount,closes',
        closed: 'collapsed',
      },
    ]);
  });

  test('is changed, renamed, removed, and all of it undone', async () => {
    const { ok, run, json, names } = await deals();
    await ok('view', 'add', 'Big', '--view', 'list', '--where', 'amount > 50k');
    await ok('view', 'add', 'small', '--where', 'small');
    await ok('view', 'edit', 'big', '--name', 'Huge', '--key', '7', '--where', 'amount > 92k');
    const keys = async () =>
      (await json('view', 'list')).map((view: Record<string, string>) => [view.key, view.name]);
    // The digit that `small` had is the other's now.
    expect(await keys()).toEqual([
      ['7', 'Huge'],
      [null, 'small'],
    ]);
    expect(await names('--view', 'huge')).toEqual(['Largest']);
    expect((await run(['board', '--view', 'big'])).exitCode).toBe(2);
    await ok('undo');
    expect(await keys()).toEqual([
      ['6', 'Big'],
      ['7', 'small'],
    ]);
    await ok('view', 'rm', 'big');
    await ok('undo');
    await ok('view', 'edit', 'big', '--where', '', '--key', 'none');
    expect(await names('--view', 'big')).toEqual(['Small', 'Large', 'Largest']);
    expect(await ok('history', '--limit', '2')).toMatch(/changed the view Big[\s\S]*removed the view Big/);
  });

  test('shows the deals of whoever looks', async () => {
    const { ok, run, names } = await deals();
    await ok('view', 'add', 'mine', '--view', 'list', '--owner', 'me');
    expect(await names('--view', 'mine')).toEqual(['Small', 'Large']);
    const { stdout } = await run(['board', '--view', 'mine', '--json', '--user', 'ann']);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'Largest' }]);
  });

  test('keeps to its pipeline when that is renamed', async () => {
    const { ok, names } = await deals();
    await ok('pipeline', 'add', 'partners', '--stages', 'talks:50,won,lost');
    await ok('opp', 'add', 'Shared', '--pipeline', 'partners');
    await ok('view', 'add', 'theirs', '--pipeline', 'partners');
    await ok('pipeline', 'edit', 'partners', '--rename', 'resellers');
    expect(await names('--view', 'theirs')).toEqual(['Shared']);
  });

  test.each([
    [['view', 'add', 'list'], 2, 'is a view of every board'],
    [['view', 'add', ' '], 2, 'needs a name'],
    [['view', 'add', 'x', '--where', 'amuont > 5'], 2, 'amuont'],
    [['view', 'add', 'x', '--owner', 'an'], 3, 'Did you mean "ann"?'],
    [['view', 'add', 'x', '--pipeline', 'salse'], 3, 'Did you mean "sales"?'],
    [['view', 'add', 'x', '--key', '3'], 2, 'One of: 6, 7, 8, 9, 0'],
    [['view', 'add', 'x', '--columns', 'nmae'], 2, 'Did you mean "name"?'],
    [['view', 'add', 'BIG'], 1, 'crm view edit big'],
    [['view', 'edit', 'big'], 2, 'nothing to change'],
    [['view', 'edit', 'big', '--collapse', '--expand'], 2, 'exclude each other'],
    [['view', 'rm', 'bgi'], 3, 'Did you mean "big"?'],
    [['board', '--view', 'bgi'], 2, 'Did you mean "big"?'],
  ])('%j is refused, and says what is wrong', async (line, code, words) => {
    const { ok, run } = await deals();
    await ok('view', 'add', 'big');
    const before = await ok('view', 'list', '--json');
    const { exitCode, stderr } = await run(line);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(words)]);
    expect(await ok('view', 'list', '--json')).toBe(before);
  });

  test('goes with a full export', async () => {
    const { ok, place } = await deals();
    await ok('view', 'add', 'Big', '--view', 'stuck', '--where', 'large', '--key', '9', '--owner', 'me');
    const { writeFileSync } = await import('node:fs');
    const file = `${place.home}/all.jsonl`;
    writeFileSync(file, await ok('export', 'all'));
    const copy = shop();
    await copy.ok('import', 'all', file);
    expect(await copy.ok('view', 'list', '--json')).toBe(await ok('view', 'list', '--json'));
  });
});
