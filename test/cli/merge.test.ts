import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

async function shop() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  await run(
    'lead',
    'add',
    'Jane',
    'Doe',
    '--company',
    'Acme Inc',
    '--email',
    'jane@acme.test',
    '--title',
    'CEO',
  );
  await run('lead', 'add', 'Jane', 'Do', '--company', 'ACME', '--phone', '+14155550100', '--title', 'CTO');
  await run('contact', 'add', 'Jane', 'Doe', '--email', 'jane@acme.test', '--force');
  await run('log', 'call', '2', '-o', 'no-answer');
  return run;
}

test('dupes finds likely duplicates across leads and contacts, and its output can be passed to merge', async () => {
  const run = await shop();
  const { stdout } = await run('dupes', '--format', 'jsonl', '--columns', 'score,keep,other,reason');
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(pairs).toEqual([
    {
      score: expect.any(Number),
      keep: 'contact:1',
      other: 'lead:1',
      reason: expect.stringContaining('same e-mail'),
    },
    { score: expect.any(Number), keep: 'lead:1', other: 'lead:2', reason: 'same company, similar name' },
  ]);
  expect(pairs[0].score).toBeGreaterThan(pairs[1].score);
  const ids = await run('dupes', '-f', 'ids', '--limit', '1');
  expect(ids.stdout).toBe('contact:1 lead:1\n');
  expect((await run('dupes', '--noun', 'account')).stdout.split('\n')).toHaveLength(2);
  expect(await run('dupes', '--threshold', '200')).toMatchObject({ exitCode: 2 });
});

test('merge reports what moved and what was not kept; the merged number resolves to the kept record', async () => {
  const run = await shop();
  const merged = await run('merge', 'lead:1', '2', '--take', 'title=2');
  expect(merged).toMatchObject({ exitCode: 0, stdout: 'lead:1\n' });
  expect(merged.stderr).toContain('moved: 1 phone, 1 activity');
  expect(merged.stderr).toContain('title CEO (lead 1)');
  const shown = await run('lead', 'show', '1', '-f', 'json', '--columns', 'title,phone,attempts');
  expect(JSON.parse(shown.stdout)).toMatchObject({ title: 'CTO', phone: '+14155550100', attempts: 1 });
  const gone = await run('lead', 'show', '2');
  expect(gone).toMatchObject({ exitCode: 3 });
  expect(gone.stderr).toContain('lead 2 was merged into lead 1  Jane Doe');
  const history = await run('history', 'lead:1', '-f', 'json', '--columns', 'what');
  expect(JSON.parse(history.stdout)).toContainEqual({ what: 'added lead 2  Jane Do · ACME' });
  await run('undo');
  expect((await run('lead', 'list', '-f', 'ids')).stdout.trim().split('\n')).toHaveLength(2);
});

test('invalid merges are refused with a hint, and nothing changes', async () => {
  const run = await shop();
  for (const [args, code, message] of [
    [['merge', '1', '1'], 2, 'cannot be merged into itself'],
    [['merge', '1', 'contact:1'], 1, 'crm lead convert 1 --contact 1'],
    [['merge', 'contact:1', 'lead:1'], 1, 'crm lead convert 1 --contact 1'],
    [['merge', '1', '2', '--take', 'tittle=2'], 2, 'Did you mean "title"?'],
    [['merge', '1', '2', '--take', 'title=1'], 2, 'is not part of the merge'],
    [['merge', '1', '2', '--take', 'website=2'], 2, 'lead 2 has no website to take'],
    [['merge', 'lead', '1', '2'], 2, 'crm merge 1 2 --noun lead'],
    [['merge', '1', '99'], 3, 'no lead matches "99"'],
  ] as const) {
    const { exitCode, stderr } = await run(...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(code);
  }
  expect((await run('lead', 'list', '-f', 'ids')).stdout.trim().split('\n')).toHaveLength(2);
});

test('what ties to the same record say otherwise is on the timeline', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  for (const name of ['Ann Roe', 'Anne Roe', 'Zed']) await run('contact', 'add', name);
  await run(
    'opp',
    'add',
    'Pumps',
    '--contact',
    '3',
    '--other-contact',
    '1 (champion)',
    '--other-contact',
    '2 (decision maker)',
  );
  await run('opp', 'add', 'Hoses', '--contact', '1', '--other-contact', '2 (buyer)');
  const { stderr } = await run('merge', 'contact:1', 'contact:2', '--yes');
  expect(stderr).toContain('role decision maker (opp 1  Pumps) (contact 2)');
  expect(stderr).toContain('role buyer (opp 2  Hoses) (contact 2)');
  const timeline = (await run('activity', 'list', '--csv', '--columns', 'body')).stdout;
  expect(timeline).toContain('Not kept: role of contact 2: decision maker (opp 1  Pumps)');
  // Undone, each has its own role again.
  await run('undo');
  expect((await run('opp', 'list', '--csv', '--sort', 'id', '--columns', 'other_contacts')).stdout).toBe(
    'other_contacts\nAnn Roe (champion);Anne Roe (decision maker)\nAnne Roe (buyer)\n',
  );
});
