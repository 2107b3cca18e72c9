import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});

const PIPEDRIVE =
  'Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Pipeline,Deal - Stage,Deal - Status\n' +
  '7,Alpha,5000,EUR,Acme,Partners,First talk,Open\n8,Beta,300,EUR,Acme,Partners,Paper work,Open\n9,Gamma,200,EUR,Acme,Partners,First talk,Lost\n';

const deals = async () =>
  JSON.parse(
    (
      await crm(['opp', 'export', '--json', '--columns', 'name,pipeline,stage', '--sort', 'name'], {
        home,
      })
    ).stdout,
  );

test('deals of another program bring their own pipeline with its stages, which is told', async () => {
  const { stderr, exitCode } = await crm(['opp', 'import', '-'], { home, input: PIPEDRIVE });
  expect(stderr).toContain('1 pipeline (Partners), 2 stages (First talk, Paper work), 1 account (Acme)');
  expect(exitCode).toBe(0);
  expect(await deals()).toEqual([
    { name: 'Alpha', pipeline: 'Partners', stage: 'First talk' },
    { name: 'Beta', pipeline: 'Partners', stage: 'Paper work' },
    { name: 'Gamma', pipeline: 'Partners', stage: 'lost' },
  ]);
  await crm(['undo'], { home });
  expect((await crm(['pipeline', 'list', '--csv'], { home })).stdout).not.toContain('Partners');
});

test('a stage that a pipeline of ours lacks still stops the import', async () => {
  const input = PIPEDRIVE.replaceAll('Partners', 'Sales');
  const { stderr, exitCode } = await crm(['opp', 'import', '-'], { home, input });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain('the pipeline "sales" has no stage "First talk"');
});

test('a sheet with a pipeline that is not there stops without an option', async () => {
  const input = 'Deal,Amount,Pipeline,Stage\nAlpha,100,Partners,First talk\n';
  const { stderr, exitCode } = await crm(['opp', 'import', '-'], { home, input });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain('unknown pipeline "Partners"');
  const again = await crm(['opp', 'import', '-', '--create', 'pipeline,stage'], { home, input });
  expect(again.stderr).toContain('1 pipeline (Partners), 1 stage (First talk)');
});
