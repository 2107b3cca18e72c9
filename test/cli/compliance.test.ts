import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  return { run, ok };
}

/** Ann has four open deals, one without a next step; Bob one, without; one deal of Bob is won. */
async function team() {
  const { run, ok } = session();
  for (const user of ['ann', 'bob']) await ok('user', 'add', user);
  for (const name of ['A', 'B', 'C']) await ok('opp', 'add', name, '--owner', 'ann', '--next-step', 'call');
  await ok('opp', 'add', 'D', '--owner', 'ann');
  await ok('opp', 'add', 'E', '--owner', 'bob');
  await ok('opp', 'add', 'F', '--owner', 'bob', '--stage', 'won');
  await ok(
    'compliance',
    'add',
    'open deals have a next step',
    '--of',
    'status = open',
    '--where',
    'next_step is empty',
  );
  return { run, ok };
}

test('says for each owner how many records break a rule, out of how many', async () => {
  const { ok } = await team();
  expect(await ok('report', 'compliance', '--csv')).toBe(
    'rule,owner,severity,checked,broken,share\nopen deals have a next step,ann,2,4,1,25\nopen deals have a next step,bob,2,1,1,100\n',
  );
  expect(await ok('compliance', 'run', '--by', 'rule', '--csv')).toBe(
    'rule,severity,checked,broken,share\nopen deals have a next step,2,5,2,40\n',
  );
  expect(await ok('report', 'compliance', '--owner', 'ann', '-f', 'ids')).toBe('ann\n');
  expect(await ok('report', 'compliance', '--rule', '1', '--explain')).toMatch(
    / ann: Broken, %: opp:4\n(?:.*\n)?.* bob: Records, Broken, %: opp:5\n/,
  );
});

test('ends with 1 if more than a share of a rule is broken, for cron', async () => {
  const { run } = await team();
  const over = await run('report', 'compliance', '--fail-over', '39.9%', '-q');
  expect([over.exitCode, over.stdout]).toEqual([1, expect.stringContaining('ann')]);
  expect(await run('report', 'compliance', '--fail-over', '40%')).toMatchObject({ exitCode: 0 });
  expect(await run('report', 'compliance', '--fail-over', '25', '--owner', 'ann')).toMatchObject({
    exitCode: 0,
  });
  const wrong = await run('report', 'compliance', '--fail-over', 'much');
  expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('from 0 to 100, not "much"')]);
});

test('rules are added, changed, removed and restored; mistakes name the way out', async () => {
  const { run, ok } = await team();
  await ok('compliance', 'edit', 'Open deals have a next step', '--severity', '1', '--of', '');
  expect(await ok('compliance', 'list', '--csv')).toBe(
    'id,name,severity,noun,of,where\n1,open deals have a next step,1,opp,,next_step is empty\n',
  );
  expect(await ok('report', 'compliance', '--by', 'rule', '--csv')).toContain(',1,6,3,50\n');
  await ok('compliance', 'rm', '1');
  expect(await run('report', 'compliance', '--json')).toMatchObject({ exitCode: 0, stdout: '[]\n' });
  await ok('undo');
  const fails = async (...args: string[]) => {
    const { exitCode, stderr } = await run('compliance', ...args);
    return [exitCode, stderr];
  };
  expect(await fails('add', 'OPEN deals have a next step', '--where', 'amount is empty')).toEqual([
    1,
    expect.stringContaining('exists'),
  ]);
  expect(await fails('add', 'x', '--where', 'nex_step is empty')).toEqual([
    2,
    expect.stringContaining('Did you mean next_step'),
  ]);
  expect(await fails('add', 'x')).toEqual([2, expect.stringContaining('--where')]);
  expect(await fails('add', 'x', '--where', 'amount is empty', '--severity', '9')).toEqual([
    2,
    expect.stringContaining('1, 2 or 3'),
  ]);
  expect(await fails('rm', 'open deal have a next step')).toEqual([
    3,
    expect.stringContaining('Did you mean'),
  ]);
});
