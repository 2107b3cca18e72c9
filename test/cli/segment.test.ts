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
