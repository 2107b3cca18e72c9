import { expect, test } from 'vitest';
import { crmProcess } from '../support/program.ts';
import { shop } from '../support/shop.ts';

/** A queue of ann and bob with two leads and a case. */
async function queue() {
  const own = shop();
  for (const user of ['ann', 'bob', 'cem']) await own.ok('user', 'add', user);
  await own.ok('queue', 'add', 'inbound', 'ann', 'bob');
  for (const name of ['Ada', 'Bea']) await own.ok('lead', 'add', name, '--owner', 'inbound');
  await own.ok('case', 'add', 'No power', '--owner', 'inbound');
  return own;
}

test('members take what waits, each record once', async () => {
  const { ok, run, json } = await queue();
  await ok('task', 'add', 'Call', '--lead', '1', '--owner', 'inbound');
  expect(await ok('queue', 'list', '--csv')).toBe(
    'id,name,members,cases,leads\n4,inbound,ann;bob,1,2\n'.replace('4', (await json('queue', 'list'))[0].id),
  );
  expect(await ok('queue', 'show', 'inbound', '--columns', 'record,title', '--csv')).toBe(
    'record,title\ncase:1,No power\nlead:1,Ada\nlead:2,Bea\n',
  );
  expect(await ok('queue', 'take', '--user', 'ann')).toBe('case:1\n');
  expect(await ok('queue', 'take', 'inbound', '--only', 'lead', '--user', 'bob')).toBe('lead:1\n');
  expect(await ok('queue', 'take', 'inbound', '--count', '5', '--user', 'bob')).toBe('lead:2\n');
  expect((await run(['queue', 'take', 'inbound', '--user', 'bob'])).stderr).toContain('nothing waits');
  expect(await json('lead', 'list', '--columns', 'owner', '--sort', 'id')).toMatchObject([
    { owner: 'bob' },
    { owner: 'bob' },
  ]);
  expect(await json('task', 'show', '1')).toMatchObject({ owner: 'bob' });
  await ok('undo', '--user', 'bob');
  expect(await ok('lead', 'list', '--owner', 'inbound', '-f', 'ids')).toBe('2\n');
});

test('two who take at once get different records', async () => {
  const { ok, json, place } = await queue();
  await Promise.all(
    ['ann', 'bob'].map((user) => crmProcess(['queue', 'take', '--only', 'lead', '--user', user], place)),
  );
  const owners = (await json('lead', 'list', '--columns', 'owner')).map(
    ({ owner }: { owner: string }) => owner,
  );
  expect(owners.toSorted()).toEqual(['ann', 'bob']);
  expect(await ok('queue', 'show', 'inbound', '--columns', 'record', '--csv')).toBe('record\ncase:1\n');
});

test('what is due by its service level is taken first', async () => {
  const { ok } = await queue();
  await ok('sla', 'add', 'gold', '--first-response', '1h', '--resolve', '8h', '--hours', '0-24');
  await ok('case', 'add', 'No water', '--sla', 'gold', '--owner', 'inbound');
  expect(await ok('queue', 'take', '--user', 'ann')).toBe('case:2\n');
});

const REFUSED: readonly [args: string[], message: string][] = [
  [['queue', 'take', 'inbound', '--user', 'cem'], 'cem is not a member of the queue inbound'],
  [['queue', 'take', '--user', 'cem'], 'cem is not a member of any queue'],
  [['queue', 'take', 'inbuond', '--user', 'ann'], 'unknown queue "inbuond"\nDid you mean "inbound"?'],
  [['queue', 'take', '--only', 'deal', '--user', 'ann'], 'unknown noun for --only'],
  [['queue', 'take', '--count', '-1', '--user', 'ann'], '-1'],
  [['queue', 'add', 'ann'], 'a user "ann" exists'],
  [['user', 'add', 'inbound'], 'a queue "inbound" exists'],
  [['team', 'add', 'inbound'], 'a queue "inbound" exists'],
  [['queue', 'add', 'me'], '"me" always means the acting user'],
  [['queue', 'add', 'second', 'inbound'], 'inbound is a queue, not a person'],
  [['queue', 'rm', 'inbound'], 'something waits in the queue inbound'],
  [['user', 'edit', 'inbound', '--inactive'], 'inbound is a queue'],
  [['lead', 'list', '--user', 'inbound'], 'inbound is a queue, and nobody can be it'],
  [['target', 'set', '5', '--measure', 'count', '--owner', 'inbound'], 'inbound is a queue, not a person'],
  [['opp', 'add', 'Deal', '--owner', 'inbound'], 'it has leads and cases, but no opportunities'],
];

test('what cannot be is refused, with the way out', async () => {
  const { run } = await queue();
  for (const [args, message] of REFUSED) {
    const { exitCode, stderr } = await run(args);
    expect([exitCode > 0, stderr]).toEqual([true, expect.stringContaining(message)]);
  }
});

test('a queue of nothing is removed and renamed, and users do not list it', async () => {
  const { ok } = await queue();
  await ok('queue', 'add', 'later', 'cem');
  await ok('queue', 'edit', 'later', '--name', 'night', '--add', 'ann', '--remove', 'cem');
  expect(await ok('queue', 'list', '--columns', 'name,members', '--csv')).toContain('night,ann\n');
  await ok('queue', 'rm', 'night');
  await ok('undo');
  expect(await ok('queue', 'list', '--columns', 'name,members', '--csv')).toContain('night,ann\n');
  expect(await ok('user', 'list', '--columns', 'name', '--csv')).not.toContain('inbound');
});
