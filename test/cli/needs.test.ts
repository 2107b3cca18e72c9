import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);
const at = (now: string, ...args: string[]) => crm(['--now', now, ...args], { home });
const run = (...args: string[]) => at('2026-03-12T10:00:00Z', ...args);
const ok = async (...args: string[]) => {
  const result = await run(...args);
  expect(result).toMatchObject({ exitCode: 0 });
  return result.stdout;
};

beforeAll(async () => {
  const add = (...args: string[]) => at('2026-01-10T10:00:00Z', 'opp', 'add', ...args);
  await add('Won', '--amount', '1000');
  await add('Lost', '--amount', '400');
  await add('Open', '--amount', '500', '--close', '2026-03-30');
  await at('2026-01-20T10:00:00Z', 'opp', 'move', '1', 'proposal');
  await at('2026-02-01T10:00:00Z', 'opp', 'win', '1');
  await at('2026-02-03T10:00:00Z', 'opp', 'lose', '2', '--reason', 'price');
  for (const name of ['Ann A', 'Bob B', 'Cyd C', 'Dee D']) await ok('lead', 'add', name);
  await ok('lead', 'convert', '1', '--amount', '100');
});

test('coverage is what the target lacks, in deals and leads, at the rates of the last year', async () => {
  // Half of the closed deals were won, 1000 each; one of four leads became a deal.
  await ok('target', 'set', '2750', '--period', '2026-Q1');
  const columns = 'period,target,closed,open,expected,missing,deals,leads';
  expect(await ok('report', 'coverage', '--by', 'quarter', '--csv', '--columns', columns)).toBe(
    `${columns}\n2026-Q1,2750.00,1000.00,500.00,1250.00,1500.00,3,12\n`,
  );
  const { stdout, stderr } = await run('report', 'coverage', '--json', '--columns', 'period,deals,leads');
  expect(stdout).toBe(
    '[\n{"period":"2026-01","deals":null,"leads":null},\n{"period":"2026-02","deals":null,"leads":null},\n' +
      '{"period":"2026-03","deals":2,"leads":8}\n]\n',
  );
  expect(stderr).toBe(
    'since 2025-03-13 in USD: 1 of 2 closed deals won (50.0%), 1000.00 each; 1 of 4 leads became deals (25.0%)\n' +
      'fewer than 10 deals closed: their rate says little\n',
  );
});

test('a bottleneck is a stage that takes longer or loses more than in the year before', async () => {
  const columns = 'stage,deals,days,norm_days,lost,norm_lost,extra_days,extra_lost';
  const { stdout } = await run(
    'report',
    'bottleneck',
    '--period',
    '2026-02',
    '--csv',
    '--columns',
    columns,
    '--where',
    'id < 4',
  );
  expect(stdout).toBe(`${columns}\nprospecting,1,24,10,100,0,14,1\nproposal,1,12,,0,,,\n`);
});

test('stuck deals have their reasons, a suggestion and the command for it, which works', async () => {
  const { stdout } = await at(
    '2026-04-20T10:00:00Z',
    'report',
    'stuck',
    '--suggest',
    '-f',
    'jsonl',
    '--limit',
    '1',
  );
  const deal = JSON.parse(stdout) as Record<string, string>;
  expect(deal).toMatchObject({ id: 3, reasons: expect.stringContaining('close date passed 2026-03-30') });
  expect(deal.command).toBe('crm opp edit 3 --close "in 2 weeks"');
  expect((await at('2026-04-20T10:00:00Z', 'opp', 'edit', '3', '--close', 'in 2 weeks')).exitCode).toBe(0);
  expect((await at('2026-04-20T10:00:00Z', 'report', 'stuck', '--explain')).stdout).toContain(
    'Records: opp:3 opp:4',
  );
});

test.each(['coverage', 'bottleneck', 'stuck', 'slipped', 'forecast'])(
  '%s of nothing is an empty list',
  async (report) => {
    const empty = makeHome();
    await crm(['user', 'add', 'ann'], { home: empty });
    const { stdout, exitCode } = await crm(
      ['report', report, '--json', '--by', 'owner'].slice(
        0,
        report === 'coverage' || report === 'forecast' ? 5 : 3,
      ),
      { home: empty },
    );
    expect({ stdout, exitCode }).toEqual({ stdout: '[]\n', exitCode: 0 });
  },
);
