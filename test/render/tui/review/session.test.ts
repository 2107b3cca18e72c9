import { expect, test } from 'vitest';
import { CrmError, conflict, failed, usage } from '../../../../src/domain/errors.ts';
import { ReviewSession } from '../../../../src/render/tui/review/session.ts';
import { beginning, deal, fakeDesk } from './deals.ts';

/** A review that has begun, of deals 7, 8 and 9. */
async function review() {
  const desk = fakeDesk(7, 8, 9);
  const session = new ReviewSession(desk, beginning(7, 8, 9));
  const ends: (number | Error)[] = [];
  let time = 0;
  session.attach((result) => ends.push(result));
  await session.start();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      time += 1000;
      await session.key(key, time);
    }
  };
  const on = () => session.state.deal?.card.id ?? null;
  const said = () => session.state.message?.text ?? '';
  return { desk, session, ends, press, on, said };
}

test('an answer is done and the next deal comes, until the end', async () => {
  const { desk, press, on, session } = await review();
  await press('k', 's', 'L');
  expect([on(), session.state.decided.map(({ id }) => id)]).toEqual([null, [7, 9]]);
  expect(desk.done).toEqual([{ do: 'keep' }, { do: 'step', way: 1 }]);
  await press('b');
  expect(on()).toBe(9);
});

test('keys pressed fast wait for what the ones before them do', async () => {
  const { session, desk, on } = await review();
  await Promise.all(['k', 's', 'u', 'w'].map((key) => session.key(key, 5)));
  expect(desk.done).toEqual([{ do: 'keep' }, { do: 'undo', id: 7 }, { do: 'win' }]);
  expect(on()).toBe(8);
});

test('a key that is held down answers once', async () => {
  const { session, desk } = await review();
  for (const at of [1000, 1030, 1060, 1090]) await session.key('w', at);
  expect(desk.done).toEqual([{ do: 'win' }]);
  await session.key('w', 2000);
  expect(desk.done).toHaveLength(2);
});

test('another date leaves the deal on the screen', async () => {
  const { press, on, session } = await review();
  await press('d', 'enter');
  expect([on(), session.state.decided.length]).toEqual([7, 1]);
  await press('k');
  expect([on(), session.state.decided.length]).toEqual([8, 1]);
});

test('undo takes answers back one by one and brings their deals again', async () => {
  const { press, on, said, session } = await review();
  await press('k', 'k', 'u');
  expect([on(), session.state.decided.length]).toEqual([8, 1]);
  await press('u');
  expect([on(), session.state.decided.length]).toEqual([7, 0]);
  await press('u');
  expect(said()).toBe('nothing was answered yet');
});

test('an answer that cannot be read comes back with what is wrong', async () => {
  const { desk, press, session } = await review();
  desk.refuse = usage('cannot read "x" as a date', 'Say it as fri');
  await press('d', 'x', 'enter');
  expect(session.state.mode).toMatchObject({
    kind: 'asking',
    problem: 'cannot read "x" as a date   Say it as fri',
    line: { before: '2026-03-01x' },
  });
});

test('what was typed is not lost when the database is locked', async () => {
  const { desk, press, session } = await review();
  desk.refuse = failed('the database is locked');
  await press('n', 'x', 'enter');
  expect(session.state.mode).toMatchObject({ problem: 'the database is locked', line: { before: 'x' } });
  await press('enter');
  expect(desk.done).toEqual([{ do: 'note', text: 'x' }]);
});

test('an answer over somebody else’s change is refused, and the change shown', async () => {
  const { desk, press, on, said, session } = await review();
  desk.refuse = conflict('Deal 7 was changed meanwhile by bruno');
  desk.deals.set(7, deal(7, { name: 'Renamed' }));
  await press('L');
  expect([on(), session.state.deal?.card.name, said()]).toEqual([
    7,
    'Renamed',
    'Deal 7 was changed meanwhile by bruno',
  ]);
});

test('what others do to the deal on the screen is seen and said', async () => {
  const { desk, session, said, on } = await review();
  const changes = [
    { at: '2026-03-12T10:00:00.000Z', who: 'bruno', fields: [{ name: 'stage', before: 'a', after: 'b' }] },
  ];
  desk.deals.set(7, { ...deal(7), changes });
  await session.look();
  expect(said()).toBe('');
  desk.write();
  await session.look();
  expect(said()).toBe('bruno: stage a → b');
  desk.deals.delete(7);
  desk.write();
  await session.look();
  expect([on(), said(), session.state.queue]).toEqual([
    8,
    'opp 7 was removed meanwhile: passed over',
    [8, 9],
  ]);
});

test('a deal that is over when its turn comes is passed over, one that has come to need a word joins', async () => {
  const { desk, press, on, said, session } = await review();
  desk.deals.set(8, deal(8, { kind: 'won' }));
  await press('k');
  expect([on(), said()]).toEqual([9, 'Deal 8 was won meanwhile: passed over']);
  desk.deals.delete(8);
  desk.deals.set(12, deal(12));
  await press('k');
  expect([on(), said(), session.state.queue]).toEqual([12, 'one more needs a word by now', [7, 9, 12]]);
  await press('k');
  expect(on()).toBeNull();
});

test('a program error and a lost database end the review', async () => {
  const { desk, press, ends, session } = await review();
  desk.refuse = new Error('bug');
  await press('k');
  desk.lost = () => 'gone';
  await session.look();
  expect(ends.map(String)).toEqual(['Error: bug', 'CrmError: gone']);
});

const locked = () => new CrmError('locked', 'the database is locked by another program');

test('an answer waits while another program writes, keys are read meanwhile, and it is stored afterwards', async () => {
  const { desk, press, on, said, session } = await review();
  desk.refuse = locked();
  await press('k');
  expect([on(), said()]).toEqual([7, 'waiting for another crm that is writing …']);
  await press('k');
  expect(said()).toContain('still waits for another crm');
  await expect.poll(() => session.state.decided.map(({ id }) => id)).toEqual([7]);
  expect([on(), desk.done]).toEqual([8, [{ do: 'keep' }]]);
});

test('who leaves while an answer waits is told that it was not stored', async () => {
  const { desk, press, ends } = await review();
  desk.refuse = locked();
  await press('k', 'q');
  expect(ends).toEqual([
    expect.objectContaining({ kind: 'failed', message: expect.stringContaining('not stored') }),
  ]);
  expect(desk.done).toEqual([]);
});

test('an answer that waited too long comes back with what was typed', async () => {
  const { desk, press, session } = await review();
  Object.assign(desk, { lockLimitMs: 0 });
  desk.refuse = locked();
  await press('n', 'x', 'enter');
  expect(session.state.mode).toMatchObject({
    problem: 'the database is locked by another program',
    line: { before: 'x' },
  });
});
