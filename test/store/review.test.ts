import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stuckReasons } from '../../src/domain/board.ts';
import { isoTime, toLocalDate } from '../../src/domain/dates.ts';
import { type Answer, reviewReasons } from '../../src/domain/review.ts';
import { openCards } from '../../src/store/board/cards.ts';
import { stuckCards } from '../../src/store/board/stuck-and-recent.ts';
import { answerOn, answersFrom, keepAnswer, putBackAnswer } from '../../src/store/review/answers.ts';
import { reviewCards, reviewQueue } from '../../src/store/review/cards.ts';
import { dealChanges } from '../../src/store/review/deal.ts';
import { beginReview, type Reviewer, reviewerOf } from '../../src/store/review/reviewer.ts';
import { pipelines } from '../../src/store/stages.ts';
import type { Store } from '../../src/store/store.ts';
import { updateRecord } from '../../src/store/write/record.ts';
import { removeRecord } from '../../src/store/write/remove.ts';
import type { Values } from '../../src/store/write/values.ts';
import { NOW } from '../support/program.ts';
import { addRecords, execute, openStore, writeEnv } from '../support/store.ts';

const DAY = 86_400_000;
const TODAY = toLocalDate(NOW);
const ALL = { limit: -1, offset: 0 };
const KEPT = [{ kind: 'kept', text: '' }] as const;

/** The store that many days from today. */
const inDays = (store: Store, days: number) => store.at(isoTime(Date.parse(NOW) + days * DAY));

/** A store whose stages have no day limit. */
async function patientStore(): Promise<Store> {
  const store = openStore();
  await execute(store.engine, 'update stage set rotting_days = null');
  return store;
}

async function scopeOf(store: Store) {
  const [sales] = await pipelines(store.db);
  return { stages: sales?.stages ?? [] };
}

const reviewer = (store: Store): Promise<Reviewer> =>
  reviewerOf(store.db, 'tester', 1, Date.parse(store.act.now));

/** Ids of the deals that need attention at the store's time. */
async function waiting(store: Store): Promise<number[]> {
  const today = toLocalDate(store.act.now);
  return reviewQueue(store.engine, await scopeOf(store), await reviewer(store), today, 'close');
}

const deal = (name: string, values: Values = {}): Values => ({
  name,
  pipeline_id: 1,
  stage_id: 2,
  currency: 'USD',
  next_step: 'call',
  close_date: '2026-12-31',
  ...values,
});

/** Stores an answer that changed nothing. */
const say = (store: Store, id: number, answer: Answer) => store.change((tx) => keepAnswer(tx, id, answer));

async function edit(store: Store, id: number, values: Values): Promise<void> {
  const env = await writeEnv();
  await store.change((tx) => updateRecord(tx, 'opp', id, values, env));
}

const days = fc.constantFrom(-200, -40, -8, -3, -1, 0);
const deals = fc.array(
  fc.record({
    made: days,
    changed: fc.option(
      fc.record({ on: days, close_date: fc.constantFrom('2026-03-01', '2026-03-19', '2026-12-31', null) }),
    ),
    answered: fc.option(days),
    stage_id: fc.integer({ min: 1, max: 4 }),
    close_date: fc.option(fc.constantFrom('2026-02-28', '2026-03-12', '2026-03-20', '2026-06-30')),
    next_step: fc.option(fc.constant('call')),
  }),
  { minLength: 1, maxLength: 10 },
);

test('the deals to review are those with a reason and without an answer today', async () => {
  await fc.assert(
    fc.asyncProperty(deals, async (all) => {
      const store = openStore();
      for (const { made, changed, answered, ...values } of all) {
        const then = inDays(store, made);
        const stage_since = then.act.now;
        const [id = 0] = await addRecords(then, 'opp', [deal('Deal', { ...values, stage_since })]);
        if (changed && changed.on >= made)
          await edit(inDays(store, changed.on), id, { close_date: changed.close_date });
        if (answered !== null) await say(store, id, { at: inDays(store, answered).act.now, decisions: KEPT });
      }
      const who = await reviewer(store);
      const scope = await scopeOf(store);
      const expected: number[] = [];
      for (const { id, changed } of await openCards(store.engine, scope, 'name', ALL)) {
        const [card] = await reviewCards(store.engine, who, [id]);
        const answer = await answerOn(store.engine, who.userId, id);
        const isDone = answer !== null && toLocalDate(answer.at) === TODAY && changed <= answer.at;
        if (card && !isDone && reviewReasons(card, TODAY).length > 0) expected.push(id);
      }
      expect((await waiting(store)).sort()).toEqual(expected.sort());
      const stuck = await stuckCards(store.engine, scope, who, TODAY, ALL);
      const reasons = await Promise.all(
        (await openCards(store.engine, scope, 'name', ALL)).map(async ({ id }) => {
          const [card] = await reviewCards(store.engine, who, [id]);
          return card && stuckReasons(card, TODAY).length > 0 ? id : 0;
        }),
      );
      expect(stuck.map(({ id }) => id).sort()).toEqual(reasons.filter((id) => id > 0).sort());
    }),
    { numRuns: 15 },
  );
});

describe('what was answered', () => {
  test('is not asked again that day unless the deal changes, and is asked again another day', async () => {
    const store = openStore();
    const [id = 0] = await addRecords(store, 'opp', [deal('Stuck', { next_step: null })]);
    expect(await waiting(store)).toEqual([id]);
    await say(store, id, { at: NOW, decisions: KEPT });
    expect(await waiting(store)).toEqual([]);
    const later = store.at(isoTime(Date.parse(NOW) + 60_000));
    await edit(later, id, { amount: { minor: 100, currency: 'USD' } });
    expect(await waiting(later)).toEqual([id]);
    await say(later, id, { at: later.act.now, decisions: KEPT });
    expect(await waiting(later)).toEqual([]);
    expect(await waiting(inDays(store, 1))).toEqual([id]);
  });

  test('is not in the history, and an earlier one can be restored', async () => {
    const store = openStore();
    const [id = 0] = await addRecords(store, 'opp', [deal('Deal')]);
    const [first, second] = [
      { at: '2026-03-01T09:00:00.000Z', decisions: KEPT },
      { at: NOW, decisions: [{ kind: 'note', text: 'x' }] },
    ] as const;
    expect((await say(store, id, first)).id).toBeNull();
    await say(store, id, second);
    const { userId } = await reviewer(store);
    expect(await answerOn(store.engine, userId, id)).toEqual(second);
    await putBackAnswer(store, id, first);
    expect(await answerOn(store.engine, userId, id)).toEqual(first);
    await putBackAnswer(store, id, null);
    expect(await answerOn(store.engine, userId, id)).toBeNull();
  });

  test('belongs to the user', async () => {
    const store = openStore();
    const [id = 0] = await addRecords(store, 'opp', [deal('Stuck', { next_step: null })]);
    await say(store, id, { at: NOW, decisions: KEPT });
    const bruno = await reviewerOf(store.db, 'bruno', 1, Date.parse(NOW));
    expect(await reviewQueue(store.engine, await scopeOf(store), bruno, TODAY, 'close')).toEqual([id]);
  });

  test('is listed in the summary, and removed with its deal', async () => {
    const store = openStore();
    const [one = 0, two = 0] = await addRecords(store, 'opp', [deal('One'), deal('Two')]);
    const { userId } = await reviewer(store);
    await say(store, one, { at: inDays(store, -1).act.now, decisions: KEPT });
    await say(store, two, { at: NOW, decisions: [{ kind: 'moved', text: 'a → b' }] });
    expect(await answersFrom(store.engine, userId, 1, `${TODAY}T00:00:00.000Z`)).toMatchObject([
      { id: two, name: 'Two', decisions: [{ kind: 'moved', text: 'a → b' }] },
    ]);
    await store.change((tx) => removeRecord(tx, 'opp', two));
    expect(await answerOn(store.engine, userId, two)).toBeNull();
    expect(await store.engine.danglingRows()).toEqual([]);
  });
});

test('changes count since the first review, of any age', async () => {
  const store = await patientStore();
  const [old = 0, recent = 0] = await addRecords(inDays(store, -30), 'opp', [deal('Old'), deal('Recent')]);
  await edit(inDays(store, -2), recent, { probability: 30 });
  expect(await waiting(store)).toEqual([recent]);
  await beginReview(store, 1, Date.parse(NOW));
  await beginReview(inDays(store, 1), 1, Date.parse(NOW) + DAY);
  await edit(inDays(store, 10), old, { probability: 40 });
  expect(await waiting(inDays(store, 40))).toEqual([old, recent]);
});

test('a postponed close date has slipped, one that was restored has not', async () => {
  const store = await patientStore();
  const [off = 0, back = 0] = await addRecords(inDays(store, -30), 'opp', [
    deal('Off', { close_date: '2026-05-01' }),
    deal('Back', { close_date: '2026-05-01' }),
  ]);
  for (const id of [off, back]) await say(store, id, { at: inDays(store, -7).act.now, decisions: KEPT });
  await edit(inDays(store, -5), off, { close_date: '2026-06-01' });
  await edit(inDays(store, -4), off, { close_date: '2026-07-01' });
  await edit(inDays(store, -5), back, { close_date: '2026-06-01' });
  await edit(inDays(store, -4), back, { close_date: '2026-05-01' });
  const who = await reviewer(store);
  const reasons = async (id: number) => {
    const [card] = await reviewCards(store.engine, who, [id]);
    return card ? reviewReasons(card, TODAY).map(({ kind, text }) => `${kind}: ${text}`) : [];
  };
  expect(await reasons(off)).toEqual([
    'slipped: close date moved from 2026-05-01 to 2026-07-01',
    'changed: changed 4 days ago',
  ]);
  expect(await reasons(back)).toEqual(['changed: changed 4 days ago']);
  const stuck = await stuckCards(store.engine, await scopeOf(store), who, TODAY, ALL);
  expect(stuck.map(({ id }) => id)).toEqual([off]);
});

test('changes are shown by field, the latest first, with their user', async () => {
  const store = await patientStore();
  const [id = 0] = await addRecords(inDays(store, -30), 'opp', [deal('Deal')]);
  await edit(inDays(store, -20), id, { probability: 10 });
  await edit(inDays(store, -2), id, { amount: { minor: 150000, currency: 'USD' } });
  await edit(inDays(store, -1), id, { stage_id: 3 });
  const changes = await dealChanges(store.engine, id, inDays(store, -7).act.now, 5);
  expect(changes.map(({ who, fields }) => [who, ...fields.map(({ name, after }) => [name, after])])).toEqual([
    ['tester', ['stage', 'proposal']],
    ['tester', ['amount', '1500.00 USD']],
  ]);
});

test('cards of the queue are its deals in its order', async () => {
  const store = openStore();
  await addRecords(store, 'opp', [
    deal('B', { amount: { minor: 5, currency: 'USD' }, next_step: null }),
    deal('A', { amount: { minor: 9, currency: 'USD' }, next_step: null }),
  ]);
  const who = await reviewer(store);
  const scope = await scopeOf(store);
  for (const [order, names] of [
    ['amount', ['A', 'B']],
    ['name', ['A', 'B']],
    ['close', ['B', 'A']],
  ] as const) {
    const queue = await reviewQueue(store.engine, scope, who, TODAY, order);
    const cards = await reviewCards(store.engine, who, [...queue, 99]);
    expect(cards.map(({ name }) => name)).toEqual(names);
    expect(cards.map(({ id }) => id)).toEqual(queue);
  }
});
