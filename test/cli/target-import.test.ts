import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

async function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  await run('user', 'add', 'ann');
  await run('user', 'add', 'bob');
  await run('team', 'add', 'emea', 'ann', 'bob');
  const file = (name: string, text: string) => {
    const path = join(home, name);
    writeFileSync(path, text);
    return path;
  };
  return { run, file };
}

const LIST = ['target', 'list', '--columns', 'period,owner,measure,target,currency', '--csv'];

test('a file of targets is set in one change, and its own list changes nothing', async () => {
  const { run, file } = await session();
  const path = file(
    'quotas.csv',
    'Rep,Quota,Quarter,Metric\nann,120k,2026-Q2,\nemea,EUR 2000,2026,amount\n,900,2026-03,Dials\nbob,"1,200",2026-Q2,count\n',
  );
  expect(await run('target', 'import', path)).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: 'Imported quotas.csv: 4 targets created, 0 updated, 0 unchanged, 0 rejected\n',
  });
  const listed = (await run(...LIST)).stdout;
  expect(listed).toBe(
    'period,owner,measure,target,currency\n2026-Q2,ann,amount,120000.00,USD\n2026-Q2,bob,count,1200,\n' +
      '2026-03,,dials,900,\n2026,emea,amount,2000.00,EUR\n',
  );
  const again = await run('target', 'import', file('targets.csv', listed));
  expect(again.stderr).toBe('Imported targets.csv: 0 targets created, 0 updated, 4 unchanged, 0 rejected\n');
  await run('undo');
  expect((await run(...LIST)).stdout).toBe('period,owner,measure,target,currency\n');
});

test('rows that are no targets are rejected with the reason, the others are set where they are kept', async () => {
  const { run, file } = await session();
  const path = file(
    'bad.csv',
    'target,period,owner,measure\n5k,2026-Q2,ann,\n5k,2026-Q2,nobody,\n0,2026-Q2,ann,\n5k,last 90 days,ann,\n5k,,ann,\n7,2026-Q2,ann,calls\n',
  );
  const refused = await run('target', 'import', path);
  expect(refused.exitCode).not.toBe(0);
  expect((await run(...LIST)).stdout).toBe('period,owner,measure,target,currency\n');
  const taken = await run('target', 'import', path, '--rejects', `${path}.rejected`);
  expect(taken.stderr).toContain('1 target created, 0 updated, 0 unchanged, 5 rejected');
  for (const reason of [
    'nobody',
    'the target "0" is not above 0',
    '"last 90 days" is none of them',
    'the period is missing',
    'unknown measure "calls"',
  ])
    expect(taken.stderr).toContain(reason);
  expect((await run(...LIST)).stdout).toContain('\n2026-Q2,ann,amount,5000.00,USD\n');
});

test('a file without the columns says which it needs, and a dry run changes nothing', async () => {
  const { run, file } = await session();
  const missing = await run('target', 'import', file('x.csv', 'amount,who\n5k,ann\n'));
  expect(missing.stderr).toContain('x.csv has no column for the period');
  const dry = await run('target', 'import', file('y.csv', 'target,period\n5k,month\n'), '--dry-run');
  expect(dry.stderr).toBe('Would import y.csv: 1 target created, 0 updated, 0 unchanged, 0 rejected\n');
  expect((await run(...LIST)).stdout).toBe('period,owner,measure,target,currency\n');
});

test('columns that say nothing of a target are named, and people are found under what sheets call them', async () => {
  const { run, file } = await session();
  const { stderr } = await run(
    'target',
    'import',
    file('q.csv', 'Who,Quota,Month,Colour\nann,5k,2026-03,red\n'),
  );
  expect(stderr).toBe(
    "Imported q.csv: 1 target created, 0 updated, 0 unchanged, 0 rejected\n  column not read: Colour   (--map 'Colour=<field>')\n",
  );
  expect((await run(...LIST)).stdout).toContain('2026-03,ann,amount,5000.00,USD');
  const whole = (await run('target', 'list', '--csv')).stdout;
  expect((await run('target', 'import', file('own.csv', whole))).stderr).toBe(
    'Imported own.csv: 0 targets created, 0 updated, 1 unchanged, 0 rejected\n',
  );
});

test('a year of an earlier start is read back from the list as its days', async () => {
  const { run, file } = await session();
  await run('config', 'set', 'fiscal_year_start', '07-01');
  await run('target', 'set', '900k', '--period', 'FY2027');
  await run('config', 'set', 'fiscal_year_start', '10-01');
  const listed = (await run(...LIST)).stdout;
  expect(listed).toContain('2026-07-01 to 2027-06-30,,amount,900000.00,USD');
  expect((await run('target', 'import', file('own.csv', listed))).stderr).toBe(
    'Imported own.csv: 0 targets created, 0 updated, 1 unchanged, 0 rejected\n',
  );
  const odd = file('odd.csv', 'target,period\n5k,2026-07-02 to 2027-06-30\n');
  expect((await run('target', 'import', odd)).exitCode).not.toBe(0);
});
