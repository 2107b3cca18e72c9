import { join } from 'node:path';
import { expect, test } from 'vitest';
import { splitLine } from '../../src/domain/split-line.ts';
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

test('lines, prices, quotes, documents, tasks, meetings and activities merge where they are one thing', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  const run = (...args: string[]) => crm(args, { home, db });
  const ok = async (line: string) => {
    const { stdout, stderr, exitCode } = await run(...splitLine(line));
    expect(exitCode, `${line}: ${stderr}`).toBe(0);
    return stdout;
  };
  const json = async (line: string) => JSON.parse(await ok(`${line} --json`));
  for (const line of [
    'product add Meter --code MX-1 --price 120',
    'product add Box --code BX-1 --price 30',
    'pricebook add EMEA',
    'opp add Deal',
    'opp add Other',
    'line add --product MX-1 --opp Deal --quantity 10 --discount 10',
    'line add --product MX-1 --opp Deal --quantity 10 --notes "the same"',
    'line add --product BX-1 --opp Deal',
    'line add --product MX-1 --opp Other',
    'price add --pricebook EMEA --product MX-1 --price 100 --valid-until 2030-01-01',
    'price add --pricebook EMEA --product MX-1 --price 100 --notes again',
    'quote add Deal',
    'quote add Deal',
    'quote accept 2',
    'doc add opp:1 --link https://files.example/a',
    'doc add opp:1 --link https://files.example/a --separate --notes copy',
    'doc add opp:1 --link https://files.example/b',
    'task add "Send offer" --opp Deal --due 2030-05-02',
    'task add "Send the offer" --due "2030-05-02 15:00" --notes today',
    'meeting add Demo --opp Deal --start 2030-05-02',
    'meeting add "The demo" --start "2030-05-02 10:00" --end "2030-05-02 11:00" --place "Room 2"',
    'log note opp:1 "they liked it"',
    'log note opp:1 "they liked it" --subject Visit',
    'log call opp:1 -o connected',
  ])
    await ok(line);
  // The first line has the last numbers given, which an undo does not take back.
  const archive = async () => (await run('export', 'all')).stdout.split('\n').slice(1);
  const before = await archive();

  await ok('merge line:1 line:2');
  expect(await json('line show 1 --columns quantity,discount,amount,notes')).toMatchObject({
    ...{ quantity: 10, discount: 10, amount: { amount: '1080.00' }, notes: 'the same' },
  });
  expect(await json('opp show 1 --columns amount')).toMatchObject({ amount: { amount: '1110.00' } });
  await ok('merge price:1 price:2');
  expect(await json('price list --columns id,valid_until,notes')).toEqual([
    { id: 1, valid_until: '2030-01-01', notes: 'again' },
  ]);
  const printed = await ok('quote print 2');
  await ok('merge quote:2 quote:1');
  expect(await ok('quote print 2')).toBe(printed);
  await ok('merge doc:1 doc:2');
  expect(await json('doc list --columns id,notes')).toMatchObject([{ id: 3 }, { id: 1, notes: 'copy' }]);
  await ok('merge task:1 task:2');
  expect(await json('task show 1 --columns subject,due_date,due_at,notes,opp_id')).toMatchObject({
    ...{ subject: 'Send offer', due_date: '2030-05-02', notes: 'today', opp_id: 1 },
    due_at: expect.stringContaining('2030-05-02T'),
  });
  await ok('merge meeting:1 meeting:2');
  expect(await json('meeting show 1 --columns starts_at,ends_at,place,opp_id')).toMatchObject({
    ...{ place: 'Room 2', opp_id: 1, ends_at: expect.stringContaining('2030-05-02T') },
  });
  const [note] = await json('activity list --where "subject = Visit" --columns id');
  const [twin] = await json('activity list --where "type = note and subject is empty" --columns id');
  await ok(`merge activity:${twin.id} activity:${note.id}`);
  expect(await json(`activity show ${twin.id} --columns subject,body`)).toMatchObject({ subject: 'Visit' });

  for (const [line, why] of [
    ['merge line:1 line:4', 'line 1 is of opp 1, line 4 of opp 2'],
    ['merge line:1 line:3', 'line 1 is of product 1, line 3 of product 2'],
    ['merge doc:1 doc:3', 'document 3 is another link than document 1'],
  ] as const)
    expect(await run(...splitLine(line))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(why),
    });
  const [call] = await json('activity list --where "type = call" --columns id');
  const other = await run('merge', `activity:${twin.id}`, `activity:${call.id}`);
  expect(other.stderr).toContain('a call');
  for (let n = 0; n < 7; n++) await ok('undo');
  expect(await archive()).toEqual(before);
  const draft = await run('merge', 'quote:1', 'quote:2');
  expect(draft.stderr).toContain('Keep the other one: crm merge quote:2 quote:1');
});

test('what depends on a status is taken with it', async () => {
  const home = makeHome();
  const run = (line: string) => crm(splitLine(line), { home });
  const ok = async (line: string) => {
    const { stdout, stderr, exitCode } = await run(line);
    expect(exitCode, `${line}: ${stderr}`).toBe(0);
    return { stdout, stderr };
  };
  const json = async (line: string) => JSON.parse((await ok(`${line} --json`)).stdout);
  for (const line of [
    'lead add Jo',
    'lead add Joe',
    'lead add Joey',
    'lead disqualify 2 --reason Budget --create picklist',
    'lead disqualify 3 --reason Other --create picklist',
    'case add Broken',
    'case add "It is broken"',
    'case solve 2 --resolution replaced --now 2030-05-01T10:00:00Z',
    'meeting add Demo --start 2030-05-02',
    'meeting add "The demo" --start 2030-05-02',
    'meeting done 2 --outcome "they buy"',
    'task add Call',
    'task add "Call them"',
    'task done 2 --now 2030-05-01T10:00:00Z',
  ])
    await ok(line.replace(' --create picklist', ''));
  await ok('merge lead:1 2 3 --take status=2 --take reason=3');
  expect(await json('lead list --columns status,reason')).toEqual([
    { status: 'disqualified', reason: 'Other' },
  ]);
  const told = await ok('merge case:1 2 --take status=2');
  expect(told.stderr).not.toContain('replaced');
  expect(await json('case show 1 --columns status,resolution,solved_at')).toMatchObject({
    ...{ status: 'solved', resolution: 'replaced', solved_at: '2030-05-01T10:00:00.000Z' },
  });
  await ok('merge meeting:1 2 --take status=other');
  expect(await json('meeting show 1 --columns status,outcome')).toMatchObject({
    ...{ status: 'held', outcome: 'they buy' },
  });
  await ok('merge task:1 2 --take status=2');
  expect(await json('task show 1 --columns status,done_at')).toMatchObject({
    ...{ status: 'done', done_at: '2030-05-01T10:00:00.000Z' },
  });
});

test('an amount that follows from lines is not among what is lost', async () => {
  const home = makeHome();
  const run = async (line: string) => (await crm(splitLine(line), { home })).stderr;
  for (const line of [
    'opp add Deal --amount 50',
    'opp add Copy',
    'opp add Third --amount 9',
    'line add Pump --opp 2 --price 10 --quantity 2',
    'line add Pump --opp 2 --price 10 --quantity 3',
  ])
    await run(line);
  expect(await run('merge line:1 2 --take quantity=2')).toBe('not kept: quantity 2 (line 1)\n');
  const deals = await run('merge opp:1 2 3');
  expect(deals).toContain('amount 50.00 USD (opp 1)');
  expect(deals).not.toContain('has_lines');
  expect(deals).not.toContain('amount 30.00');
  expect(deals).toContain('amount 9.00 USD (opp 3)');
});

test('a field that is only called like the number of a relation is merged, and the value not kept is told', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  await run('field', 'add', 'contact', 'badge_id', '--type', 'number');
  await run('field', 'add', 'contact', 'tax_id', '--type', 'text');
  await run('contact', 'add', 'Ann Poe', '--set', 'badge_id=7');
  await run('contact', 'add', 'Anna Poe', '--set', 'badge_id=8', '--set', 'tax_id=T8');
  const merged = await run('merge', '1', '2', '--noun', 'contact', '--yes');
  expect(merged.stderr).toMatch(/not kept, noted on the timeline of contact 1: .*\bbadge_id 8 \(contact 2\)/);
  expect(merged.exitCode).toBe(0);
  const shown = JSON.parse((await run('contact', 'show', '1', '--json')).stdout);
  expect(shown).toMatchObject({ badge_id: 7, tax_id: 'T8' });
});
