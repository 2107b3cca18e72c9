import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);

/** The program at noon of a day. */
const on = (day: string, ...args: string[]) => crm(['--now', `${day}T12:00:00Z`, ...args], { home });

test('the pipeline of an earlier day, and what happened since', async () => {
  await on('2026-01-05', 'opp', 'add', 'First', '--amount', '1000', '--close', '2026-03-31');
  await on('2026-01-05', 'opp', 'add', 'Second', '--amount', '300');
  await on('2026-01-10', 'opp', 'edit', '1', '--amount', '1500', '--close', '2026-06-30');
  await on('2026-01-10', 'opp', 'move', '1', 'proposal');
  await on('2026-01-11', 'opp', 'win', '2');
  await on('2026-01-11', 'opp', 'add', 'Third', '--amount', 'EUR 70');
  const rows = async (...args: string[]) => (await on('2026-01-12', 'report', ...args, '--csv')).stdout;
  expect(await rows('pipeline', '--as-of', '2026-01-05', '--by', 'month')).toBe(
    'month,currency,count,amount,weighted\n2026-03,USD,1,1000.00,100.00\n,USD,1,300.00,30.00\n',
  );
  expect(await rows('pipeline', '--as-of', '2026-01-04', '--no-header')).toBe('');
  expect(
    await rows('pipeline', '--compare', '2026-01-09', '--by', 'owner', '--where', 'currency = USD'),
  ).toBe(
    'owner,currency,count,amount,weighted,count_before,amount_before,weighted_before\n' +
      'tester,USD,1,1500.00,750.00,2,1300.00,130.00\n',
  );
  expect(await rows('pipeline-diff', '--since', '2026-01-06')).toBe(
    'step,count,change,amount,currency\nstart,0,,0.00,EUR\nopened,1,70.00,70.00,EUR\nwon,0,0.00,0.00,EUR\n' +
      'lost,0,0.00,0.00,EUR\nend,1,,70.00,EUR\n' +
      'start,2,,1300.00,USD\nopened,0,0.00,0.00,USD\ngrown,1,500.00,1500.00,USD\npushed out,1,0.00,1500.00,USD\n' +
      'won,1,-300.00,300.00,USD\nlost,0,0.00,0.00,USD\nend,1,,1500.00,USD\nadvanced,1,0.00,1500.00,USD\n',
  );
  expect(
    await rows('pipeline-diff', '--since', '2026-01-06', '--closing', '2026-Q1', '--where', 'currency = USD'),
  ).toBe(
    'step,count,change,amount,currency\nstart,1,,1000.00,USD\nopened,0,0.00,0.00,USD\n' +
      'pushed out,1,-1000.00,1000.00,USD\nwon,0,0.00,0.00,USD\nlost,0,0.00,0.00,USD\nend,0,,0.00,USD\n',
  );
  expect(
    (await on('2026-01-12', 'report', 'pipeline-diff', '--since', '2026-01-06', '--explain')).stdout,
  ).toContain(
    'start: opp:1 opp:2\nopened: opp:3\nwon: opp:2\nend: opp:1 opp:3\n' +
      'grown: opp:1\npushed out: opp:1\nadvanced: opp:1\n',
  );
});

test('what an import brought without its history is said to be incomplete', async () => {
  const file = join(home, 'deals.csv');
  writeFileSync(
    file,
    'name,amount,created,stage,closed on\nOld,500,2025-11-01,proposal,\nGone,90,2025-11-01,won,2026-02-01\n',
  );
  await on('2026-02-10', 'opp', 'import', file);
  const { stdout, stderr } = await on(
    '2026-02-11',
    'report',
    'pipeline',
    '--as-of',
    '2025-12-01',
    '--by',
    'owner',
    '--csv',
  );
  expect(stdout).toBe('owner,currency,count,amount,weighted\n,USD,1,500.00,250.00\n');
  expect(stderr).toBe(
    'incomplete: of 1 deal no stage is known on 2025-12-01, so they are not counted\n' +
      'incomplete: 2 deals came by an import after 2025-12-01: their amount is that noted on entry into the stage, their ' +
      'owner and close date then are not known\n',
  );
  expect(
    (
      await on(
        '2026-02-11',
        'report',
        'pipeline-diff',
        '--since',
        '2025-12-01',
        '--where',
        'name = gone',
        '--csv',
        '--no-header',
      )
    ).stdout,
  ).toBe('');
});

test.each([
  [['pipeline', '--as-of', '2027-01-01'], 'crm: option --as-of: 2027-01-01 is in the future'],
  [['pipeline-diff', '--since', '2027-01-01'], 'crm: option --since: 2027-01-01 is in the future'],
  [
    ['pipeline-diff', '--since', '2026-01-09', '--until', '2026-01-08'],
    'crm: the period ends before it starts',
  ],
  [['pipeline', '--by', 'ownr'], 'crm: cannot group by "ownr"'],
])('%j is refused with a way out', async (args, error) => {
  const { stdout, stderr, exitCode } = await on('2026-01-12', 'report', ...args);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).toContain(error);
  expect(stderr.split('\n').length).toBe(3);
});

test('nothing is an empty list, and says on a terminal what is missing', async () => {
  const empty = makeHome();
  await crm(['user', 'add', 'ann'], { home: empty });
  for (const args of [['pipeline-diff'], ['pipeline', '--as-of', '2026-01-01']])
    expect(await crm(['report', ...args, '--json'], { home: empty })).toEqual({
      stdout: '[]\n',
      stderr: '',
      exitCode: 0,
    });
  const { stderr } = await crm(['report', 'pipeline-diff', '-f', 'table'], { home: empty });
  expect(stderr).toBe('no deals were open in this time: crm opp add\n');
});
