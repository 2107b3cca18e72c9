import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Imports a file with `--rejects`, then these rows, corrected, as they stand; returns the exported columns. */
async function importAgain(
  content: string,
  columns: string,
  correct: (text: string) => string,
  options: readonly string[] = [],
) {
  const home = makeHome();
  const cwd = join(home, 'here');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'in.csv'), content);
  const run = (...args: string[]) => crm(args, { home, cwd });
  const first = await run('opp', 'import', 'in.csv', '--rejects', 'bad.csv', ...options);
  expect(first.exitCode).toBe(4);
  const bad = readFileSync(join(cwd, 'bad.csv'), 'utf8');
  const same = await run('opp', 'import', 'bad.csv', '--rejects', 'again.csv');
  expect([same.exitCode, same.stdout]).toEqual([4, expect.stringContaining('\n0\t0\t')]);
  writeFileSync(join(cwd, 'bad.csv'), correct(bad));
  const second = await run('opp', 'import', 'bad.csv');
  expect([second.exitCode, second.stderr]).toEqual([0, expect.stringContaining('1 created')]);
  return { bad, rows: (await run('opp', 'export', '--csv', '--sort', 'id', '--columns', columns)).stdout };
}

test('days and amounts that only the other rows make clear are written clearly', async () => {
  const { rows } = await importAgain(
    'name,amount,close_date,probability\nA,"1.234,5",25.04.2031,10\nB,"2.500,0",03.04.2031,many\n',
    'name,amount,close_date',
    (text) => text.replace('many', '20'),
  );
  expect(rows).toBe('name,amount,close_date\nA,1234.50,2031-04-25\nB,2500.00,2031-04-03\n');
});

test('cells under no header keep their place', async () => {
  const { bad, rows } = await importAgain('name,amount,\nA,5,x\nB,much,y\n', 'name,amount', (text) =>
    text.replace('much', '6'),
  );
  expect(bad).toBe(
    'name,amount,reason,\nB,much,"line 3: amount: cannot read ""much"" as an amount of money",y\n',
  );
  expect(rows).toBe('name,amount\nA,5.00\nB,6.00\n');
});

test.each([
  [['--no-header', '--columns', 'name,amount']],
  [['--no-header', '--map', '1=name', '--map', '2=amount']],
])('a file without a header line gets one: %j', async (options) => {
  const { rows } = await importAgain(
    'A,5,x\nB,much\n',
    'name,amount',
    (text) => text.replace('much', '6'),
    options,
  );
  expect(rows).toBe('name,amount\nA,5.00\nB,6.00\n');
});

test('what a spreadsheet file guards against formulas is read as such again', async () => {
  const { rows } = await importAgain("\uFEFFname,amount,notes\nA,5,\nB,much,'=1+1\n", 'name,notes', (text) =>
    text.replace('much', '6'),
  );
  expect(rows).toBe('name,notes\nA,\nB,=1+1\n');
});
