import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** A business whose years begin in July and whose weeks begin on Sunday; it is Wednesday, 11 March 2026. */
async function business() {
  const home = makeHome();
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await crm(args, { home });
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    return stdout;
  };
  await ok('config', 'set', 'fiscal_year_start', '07-01');
  await ok('config', 'set', 'week_start', 'sunday');
  const won = (name: string, amount: string, day: string) =>
    ok('opp', 'add', name, '--amount', amount, '--stage', 'won', '--close', day);
  await won('A', '100', '2025-06-30');
  await won('B', '20', '2025-07-01');
  await won('C', '3', '2026-03-07');
  await won('D', '4', '2026-03-08');
  return { home, ok };
}

test('reports count in years and weeks of the business, and name them', async () => {
  const { ok } = await business();
  expect(await ok('report', 'won', '--by', 'year', '--csv')).toBe(
    'year,count,amount,currency\nFY2025,1,100.00,USD\nFY2026,3,27.00,USD\n',
  );
  expect(await ok('report', 'won', '--period', 'year', '--by', 'quarter', '--csv')).toBe(
    'quarter,count,amount,currency\nFY2026-Q1,1,20.00,USD\nFY2026-Q3,2,7.00,USD\n',
  );
  expect(await ok('report', 'won', '--period', 'week', '--csv')).toBe('count,amount,currency\n1,4.00,USD\n');
  expect(await ok('report', 'won', '--by', 'week', '--since', '2026-01-01', '--csv')).toBe(
    'week,count,amount,currency\n2026-03-01,1,3.00,USD\n2026-03-08,1,4.00,USD\n',
  );
  expect(await ok('report', 'won', '--period', 'FY2025', '--csv')).toContain('\n1,100.00,USD');
  expect(await ok('report', 'won', '--period', 'CY2025', '--csv')).toContain('\n2,120.00,USD');
  const own = ['report', 'run', '--measure', 'count', '--fill', '--csv', '--group'];
  expect(await ok(...own, 'quarter(close_date)')).toBe(
    'quarter_close_date,count\nFY2025-Q4,1\nFY2026-Q1,1\nFY2026-Q2,0\nFY2026-Q3,2\n',
  );
  expect(await ok(...own, 'year(close_date)')).toBe('year_close_date,count\nFY2025,1\nFY2026,3\n');
  expect(await ok(...own, 'week(close_date)', '--period', '2026-03')).toContain(
    '\n2026-03-08,1\n2026-03-15,0\n',
  );
});

test('forecasts and targets are for years of the business', async () => {
  const { ok } = await business();
  await ok('target', 'set', '50', '--period', 'year');
  await ok('target', 'set', '10', '--period', '2026-Q1');
  await ok('target', 'set', '240', '--period', 'CY2024');
  expect(await ok('target', 'list', '--columns', 'period,target,reached', '--csv')).toBe(
    'period,target,reached\nFY2026,50.00,27.00\nFY2026-Q1,10.00,20.00\nCY2024,240.00,0.00\n',
  );
  const forecast = ['report', 'forecast', '--columns', 'period,closed,target', '--csv'];
  expect(await ok(...forecast, '--period', 'year', '--by', 'quarter')).toBe(
    'period,closed,target\nFY2026-Q1,20.00,10.00\nFY2026-Q2,0.00,12.51\nFY2026-Q3,7.00,12.51\nFY2026-Q4,0.00,12.51\n',
  );
});

test('a year that begins within a month and an unknown day of the week are refused', async () => {
  const { home } = await business();
  for (const [key, value, problem] of [
    ['fiscal_year_start', '04-06', '"04-06" is not the first day of a month'],
    ['week_start', 'someday', '"someday" is not a day of the week'],
  ] as const)
    expect((await crm(['config', 'set', key, value], { home })).stderr).toContain(problem);
  await crm(['config', 'set', 'fiscal_year_start', 'Apr'], { home });
  expect((await crm(['report', 'won', '--by', 'year', '--csv'], { home })).stdout).toContain(
    '\nFY2026,4,127.00',
  );
});

test('dates in words mean quarters and fiscal years of the business', async () => {
  const { ok } = await business();
  await ok('config', 'set', 'fiscal_year_start', '02-01');
  await ok('opp', 'add', 'E', '--close', 'eoq');
  await ok('opp', 'add', 'F', '--close', 'end of fiscal year');
  expect(
    await ok('opp', 'list', '--where', 'close_date > eoq', '--columns', 'name,close_date', '--csv'),
  ).toBe('name,close_date\nF,2027-01-31\n');
  expect(
    await ok('opp', 'list', '--where', 'close_date = "end of quarter"', '--columns', 'name', '--csv'),
  ).toBe('name\nE\n');
});
