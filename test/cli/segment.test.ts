import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('a saved filter works wherever a filter does', async () => {
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
