import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('a saved filter works wherever a filter is accepted', async () => {
  const home = makeHome();
  for (const [name, score] of [
    ['Ann', '90'],
    ['Bob', '10'],
  ] as const)
    await crm(['lead', 'add', name, '--score', score, '--phone', `+4420794610${score}`], { home });
  await crm(['segment', 'add', 'hot', '--where', 'score > 50'], { home });
  const ids = async (...args: string[]) => (await crm([...args, '-f', 'ids'], { home })).stdout;
  expect(await ids('lead', 'list', '--segment', 'HOT')).toBe('1\n');
  expect(await ids('call', 'queue', '--segment', 'hot')).toBe('1\n');
  expect(await ids('segment', 'show', 'hot')).toBe('1\n');
  expect(await ids('lead', 'list', '--segment', 'hot', '--where', 'name = Bob')).toBe('');
  const [segment] = JSON.parse((await crm(['segment', 'list', '--json'], { home })).stdout);
  expect(segment).toMatchObject({ name: 'hot', noun: 'lead', filter: 'score > 50', records: 1 });
  expect(await crm(['task', 'list', '--segment', 'hot'], { home })).toMatchObject({ exitCode: 2 });
  expect((await crm(['lead', 'list', '--segment', 'hott'], { home })).stderr).toContain(
    'Did you mean "hot"?',
  );
  expect((await crm(['segment', 'add', 'Hot', '--where', 'score > 1'], { home })).exitCode).toBe(1);
  expect((await crm(['segment', 'add', 'bad', '--where', 'scor > 1'], { home })).exitCode).toBe(2);
  await crm(['segment', 'rm', 'hot'], { home });
  expect(await crm(['lead', 'list', '--segment', 'hot'], { home })).toMatchObject({ exitCode: 3 });
  await crm(['undo'], { home });
  expect(await ids('segment', 'list')).toBe('hot\n');
});

test('a filter that names a removed field is reported, and others still work', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  await run('field', 'add', 'lead', 'seats', '--type', 'number');
  await run('lead', 'add', 'Ann');
  await run('segment', 'add', 'big', '--where', 'seats > 5');
  await run('segment', 'add', 'known', '--where', 'name is not empty');
  await run('field', 'rm', 'lead', 'seats');
  expect(await run('segment', 'list', '--columns', 'name,records')).toEqual({
    stdout: 'name\trecords\nbig\t\nknown\t1\n',
    stderr: 'crm: warning: segment "big": unknown field "seats"\n',
    exitCode: 0,
  });
  const { stderr, exitCode } = await run('lead', 'list', '--segment', 'big');
  expect({ exitCode, first: stderr.split('\n')[0] }).toEqual({
    exitCode: 2,
    first: 'crm: segment "big": unknown field "seats"',
  });
  expect(stderr).toContain('Remove it: crm segment rm big');
});

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const ids = async (...args: string[]) =>
    (await ok(...args, '-f', 'ids')).split('\n').filter(Boolean).map(Number);
  return { home, run, ok, ids };
}

test('a list keeps its records through merging, conversion, removal and undo, and travels with an archive', async () => {
  const { home, run, ok, ids } = session();
  for (const [name, score] of [
    ['Ann', '90'],
    ['Bob', '60'],
    ['Cas', '10'],
    ['Dan', '20'],
  ] as const)
    await ok('lead', 'add', name, '--score', score);
  await ok('segment', 'add', 'fair', '--list', '--where', 'score > 50');
  const members = () => ids('lead', 'list', '--segment', 'fair', '--sort', 'id');
  expect(await members()).toEqual([1, 2]);
  await ok('lead', 'edit', '2', '--score', '5');
  expect(await members()).toEqual([1, 2]);
  expect((await crm(['segment', 'join', 'fair', '-'], { home, input: '2\nCas\n' })).exitCode).toBe(0);
  expect(await members()).toEqual([1, 2, 3]);
  expect((await run('segment', 'join', 'fair', '3')).stderr).toContain('nothing changed');
  await ok('merge', 'lead:4', 'lead:3', '--yes');
  expect(await members()).toEqual([1, 2, 4]);
  await ok('undo');
  expect(await members()).toEqual([1, 2, 3]);
  await ok('lead', 'convert', '1', '--no-opp');
  expect(await members()).toEqual([1, 2, 3]);
  await ok('lead', 'rm', '2', '--yes');
  expect(await members()).toEqual([1, 3]);
  await ok('undo');
  await ok('segment', 'leave', 'fair', '--where', 'name = Cas');
  expect(await members()).toEqual([1, 2]);
  const archive = `${home}/all.jsonl`;
  await ok('export', 'all', '-o', archive);
  const other = session();
  await other.ok('import', 'all', archive);
  expect(await other.ids('lead', 'list', '--segment', 'fair', '--sort', 'id')).toEqual([1, 2]);
  // A record that an undo takes back is in no list; a redo brings it back with its place.
  await ok('lead', 'add', 'Eve');
  await ok('segment', 'join', 'fair', '5');
  await ok('undo', '1').catch(() => {});
  await ok('segment', 'rm', 'fair');
  await ok('undo');
  expect(await members()).toEqual([1, 2, 5]);
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('a filter names segments, also over relations, and no segment contains itself', async () => {
  const { run, ok, ids } = session();
  await ok('account', 'add', 'Acme');
  await ok('account', 'add', 'Beta');
  await ok('contact', 'add', 'Ann', '--account', '1');
  await ok('contact', 'add', 'Bob', '--account', '2');
  await ok('opp', 'add', 'Big', '--account', '1', '--contact', '1', '--amount', '20k');
  await ok('opp', 'add', 'Small', '--account', '2', '--contact', '2', '--amount', '1k');
  await ok('segment', 'add', 'buyers', '--noun', 'contact', '--where', 'opps.amount > 10k');
  await ok('segment', 'add', 'big one', '--noun', 'contact', '--where', 'segment:buyers and name ~ a');
  expect(await ids('contact', 'list', '--segment', 'buyers')).toEqual([1]);
  expect(await ids('contact', 'list', '--where', 'segment:"big one"')).toEqual([1]);
  expect(await ids('contact', 'list', '--where', 'segment != "big one"')).toEqual([2]);
  expect(await ids('contact', 'list', '--where', 'segment not in (buyers, "big one")')).toEqual([2]);
  expect(await ids('opp', 'list', '--where', 'contact.segment = buyers')).toEqual([1]);
  expect(await ids('account', 'list', '--where', 'contacts.segments has buyers')).toEqual([1]);
  expect(await ids('account', 'list', '--where', 'count(contacts where segment = buyers) = 0')).toEqual([2]);
  for (const [filter, problem] of [
    ['segment = byers', 'Did you mean buyers?'],
    ['segment ~ buy', 'does not work on segments'],
    ['segment is empty', 'compared by name'],
    ['segment:', 'the name of a segment'],
    ['account.segment = buyers', 'is of contacts, not of accounts'],
  ] as const)
    expect((await run('contact', 'list', '--where', filter)).stderr).toContain(problem);
  expect((await run('segment', 'edit', 'buyers', '--where', 'segment:"big one"')).stderr).toContain(
    'would contain itself: buyers > big one > buyers',
  );
  expect((await run('segment', 'rm', 'buyers')).stderr).toContain('named by the segment "big one"');
  expect((await run('segment', 'edit', 'buyers', '--name', 'b')).stderr).toContain('named by');
  await ok('segment', 'edit', 'buyers', '--where', 'opps.amount > 100');
  expect(await ids('contact', 'list', '--segment', 'buyers', '--sort', 'id')).toEqual([1, 2]);
  // A filter that an undo would bring back names what names it now.
  await ok('segment', 'add', 'x', '--noun', 'contact', '--where', 'segment:buyers');
  await ok('segment', 'edit', 'x', '--where', 'name = Ann');
  await ok('segment', 'edit', 'buyers', '--where', 'segment:x');
  const [, edit] = await ids('history', '--limit', '2');
  expect((await run('undo', String(edit))).stderr).toContain('contain itself');
});

test('what has no history is told only where a segment of cases asks for it', async () => {
  const { run, ok } = session();
  await ok('account', 'add', 'Acme', '--kind', 'customer');
  await ok('case', 'add', 'Broken', '--account', '1');
  await ok('segment', 'add', 'ours', '--noun', 'case', '--where', 'account.kind = customer');
  await ok('segment', 'add', 'late', '--noun', 'case', '--where', 'due_at < today');
  await ok('segment', 'add', 'waiting', '--noun', 'account', '--where', 'cases.due_at < today');
  const notes = async (name: string) => (await run('segment', 'diff', name, '--since', '-3d')).stderr;
  expect(await notes('ours')).not.toContain('clocks of cases');
  expect(await notes('late')).toContain('what the clocks of cases say has no history');
  expect(await notes('waiting')).toContain('what the clocks of cases say has no history');
});
