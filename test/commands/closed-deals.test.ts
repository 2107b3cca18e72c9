import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { databaseFolder } from '../support/store.ts';

const DEALS = `Name,Stage,Amount,Probability,Forecast,Close date
Open,proposal,1000,40,commit,2026-03-20
Won,won,1000,40,commit,2026-03-10
Lost,lost,1000,40,commit,2026-03-10
`;

/** A database with imported deals that have their own probability and forecast, in all stages. */
async function imported() {
  const folder = databaseFolder();
  const run = async (...args: string[]) => {
    const env = { CRM_DB: join(folder, 'crm.db'), CRM_NOW: NOW, HOME: folder, XDG_CONFIG_HOME: folder };
    const io = fakeIO(undefined, { env });
    const code = await runCli(args, io);
    return { code, stdout: io.stdout.text, stderr: io.stderr.text };
  };
  const file = join(folder, 'deals.csv');
  writeFileSync(file, DEALS);
  expect((await run('opp', 'import', file)).code).toBe(0);
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  return { run, json };
}

test('own probability and forecast count only for an open deal, in lists and in sums', async () => {
  const { run, json } = await imported();
  expect(
    await json('opp', 'list', '--sort', 'id', '--columns', 'name,probability,forecast,weighted'),
  ).toMatchObject([
    { name: 'Open', probability: 40, forecast: 'commit', weighted: 400 },
    { name: 'Won', probability: 100, forecast: 'closed', weighted: 1000 },
    { name: 'Lost', probability: 0, forecast: 'omitted', weighted: 0 },
  ]);
  expect(await json('opp', 'list', '--where', 'probability = 40', '--columns', 'name')).toMatchObject([
    { name: 'Open' },
  ]);
  const report = await json('report', 'pipeline', '--all');
  const weighted = Object.fromEntries(
    report.map((row: Record<string, unknown>) => [row.stage, row.weighted]),
  );
  expect(weighted).toMatchObject({ proposal: 400, won: 1000, lost: 0 });
  const forecast = (await run('board', '--by', 'month', '--forecast')).stdout;
  expect(forecast === '' ? (await run('board')).stdout : forecast).not.toContain('NaN');
});

test('a reopened deal has its imported probability', async () => {
  const { run, json } = await imported();
  await run('opp', 'reopen', '3');
  expect(await json('opp', 'show', '3')).toMatchObject({ probability: 40, status: 'open' });
});

test('a closed deal rejects probability and forecast', async () => {
  const { run } = await imported();
  expect(await run('opp', 'edit', '2', '--probability', '50')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'crm: opp 2 is in "won", where the probability is always 100 %\nReopen it first: crm opp reopen 2\n',
  });
  expect(await run('opp', 'edit', '3', '--forecast', 'commit')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('opp 3 is in "lost", where the forecast is always "omitted"'),
  });
  expect(await run('opp', 'edit', '2', '--probability', '100')).toMatchObject({ code: 0 });
  expect(await run('opp', 'add', 'X', '--stage', 'won', '--probability', '50')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Leave it out'),
  });
});
