import { expect, test } from 'vitest';
import { type Shop, shop } from '../support/shop.ts';

async function withDeal(): Promise<Shop> {
  const at = shop();
  await at.ok('account', 'add', 'Acme', '--kind', 'prospect');
  await at.ok('opp', 'add', 'Renewal', '--account', 'Acme', '--amount', '12k', '--stage', 'proposal');
  return at;
}

const AFTER_A_DAY = { env: { CRM_NOW: '2026-03-13T10:00:00.000Z' } };

test('a deal moves forward and back through open stages, with a history', async () => {
  const { run, ok, json } = await withDeal();
  expect(await ok('opp', 'advance', '1')).toBe('1\n');
  expect(await json('opp', 'show', '1')).toMatchObject({
    stage: 'negotiation',
    probability: 75,
    status: 'open',
  });
  const last = await run(['opp', 'advance', '1']);
  expect(last).toMatchObject({ exitCode: 1, stdout: '' });
  expect(last.stderr).toBe(
    'crm: opp 1 is in "negotiation", the last open stage\nClose it: crm opp win 1   or: crm opp lose 1 --reason "…"\n',
  );
  await ok('opp', 'retreat', '1');
  await ok('opp', 'move', 'Renewal', 'Prospecting');
  expect((await run(['opp', 'retreat', '1'])).stderr).toContain('the first stage');
  const events = await json('activity', 'list', '--sort', 'id', '--columns', 'subject,opp_id,account_id');
  expect(events).toEqual(
    ['proposal → negotiation', 'negotiation → proposal', 'proposal → prospecting'].map((way) => ({
      subject: `Renewal: ${way}`,
      opp_id: 1,
      account_id: 1,
    })),
  );
});

test('an unknown stage, one of another pipeline and a closed one are refused with a hint', async () => {
  const { run, ok, json } = await withDeal();
  await ok('pipeline', 'add', 'fundraising', '--stages', 'research:10, ask:40, won, lost');
  const stage = async (name: string) => {
    const { stderr, exitCode } = await run(['opp', 'move', '1', name]);
    return { exitCode, lines: stderr.trimEnd().split('\n') };
  };
  expect(await stage('negotiaton')).toEqual({
    exitCode: 3,
    lines: [
      'crm: the pipeline "sales" has no stage "negotiaton"',
      expect.stringContaining('Did you mean "negotiation"?'),
    ],
  });
  expect(await stage('ask')).toMatchObject({
    exitCode: 1,
    lines: [
      expect.stringContaining('"ask" is a stage of the pipeline "fundraising", not of "sales"'),
      expect.anything(),
    ],
  });
  expect(await stage('won')).toMatchObject({
    exitCode: 1,
    lines: [expect.anything(), 'Close it: crm opp win 1'],
  });
  expect(await run(['opp', 'move', '1'])).toMatchObject({ exitCode: 2 });
  expect(await json('opp', 'show', '1')).toMatchObject({ stage: 'proposal' });
});

test('a deal is won with its final amount; its prospect becomes a customer; it stays won', async () => {
  const { run, ok, json } = await withDeal();
  await ok('opp', 'edit', '1', '--probability', '60');
  const won = await run(['opp', 'win', '1', '--amount', '15k', '--on', 'yesterday'], AFTER_A_DAY);
  expect(won).toEqual({ stdout: '1\n', stderr: 'account 1  Acme is now a customer\n', exitCode: 0 });
  expect(await json('opp', 'show', '1')).toMatchObject({
    stage: 'won',
    status: 'won',
    amount: { amount: '15000.00', currency: 'USD' },
    probability: 100,
    forecast: 'closed',
    closed_on: '2026-03-12',
    stage_since: '2026-03-12T12:00:00.000Z',
  });
  expect(await json('account', 'show', '1')).toMatchObject({ kind: 'customer' });
  expect(await run(['opp', 'win', '1'])).toEqual({
    stdout: '1\n',
    stderr: 'opp 1 was already won\n',
    exitCode: 0,
  });
  for (const verb of [['advance'], ['retreat'], ['lose', '--reason', 'x']]) {
    expect(await run(['opp', verb[0] as string, '1', ...verb.slice(1)])).toEqual({
      stdout: '',
      stderr: 'crm: opp 1 was won on 2026-03-12\nReopen it first: crm opp reopen 1\n',
      exitCode: 1,
    });
  }
  expect((await run(['opp', 'win', '1', '--on', 'tomorrow'])).stderr).toContain(
    '"tomorrow" is in the future',
  );
});

test('a deal is lost with a reason and reopened in its last stage', async () => {
  const { run, ok, json } = await withDeal();
  expect((await run(['opp', 'lose', '1'])).exitCode).toBe(2);
  await ok('opp', 'lose', '1', '--reason', 'too expensive');
  expect(await json('opp', 'show', '1')).toMatchObject({
    status: 'lost',
    lost_reason: 'too expensive',
    closed_on: '2026-03-12',
  });
  await ok('opp', 'reopen', '1');
  expect(await json('opp', 'show', '1')).toMatchObject({
    stage: 'proposal',
    closed_on: null,
    lost_reason: null,
  });
  expect((await run(['opp', 'reopen', '1'])).stderr).toBe('opp 1 is already open\n');
});

test('several deals move together or not at all', async () => {
  const { run, ok, json } = await withDeal();
  await ok('opp', 'add', 'Extension', '--stage', 'negotiation');
  expect((await run(['opp', 'advance', '1', '2'])).exitCode).toBe(1);
  expect((await run(['opp', 'win', '1', '2', '--amount', '5k'])).exitCode).toBe(2);
  const stages = () => json('opp', 'list', '--sort', 'id', '--columns', 'stage');
  expect(await stages()).toEqual([{ stage: 'proposal' }, { stage: 'negotiation' }]);
  expect((await run(['opp', 'move', '-', 'qualification'], { input: '1\nopp:2\n' })).stdout).toBe('1\n2\n');
  expect(await stages()).toEqual([{ stage: 'qualification' }, { stage: 'qualification' }]);
  await ok('undo');
  expect(await stages()).toEqual([{ stage: 'proposal' }, { stage: 'negotiation' }]);
});

test('filters and rules compare stages in the order of their pipeline', async () => {
  const { ok, run } = shop();
  for (const stage of ['prospecting', 'qualification', 'proposal', 'negotiation'])
    await ok('opp', 'add', stage, '--stage', stage);
  const found = async (where: string) =>
    (
      await ok(
        'opp',
        'list',
        '--where',
        where,
        '--sort',
        'stage',
        '--columns',
        'name',
        '-f',
        'csv',
        '--no-header',
      )
    )
      .trim()
      .split('\n');
  expect(await found('stage >= proposal')).toEqual(['proposal', 'negotiation']);
  expect(await found('stage > Proposal')).toEqual(['negotiation']);
  expect(await found('stage < qualification')).toEqual(['prospecting']);
  expect(await found('not (stage <= qualification)')).toEqual(['proposal', 'negotiation']);
  expect(await found('stage < nowhere')).toEqual(['']);
  await ok(
    'rule',
    'add',
    'on opp.saving if stage >= proposal and amount is empty then refuse "Say the amount"',
  );
  expect(await run(['opp', 'add', 'Early'])).toMatchObject({ exitCode: 0 });
  expect(await run(['opp', 'move', 'Early', 'proposal'])).toMatchObject({ exitCode: 1 });
});
