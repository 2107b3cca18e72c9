import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CARD_ORDERS, LANE_GROUPS, stuckReasons } from '../../src/domain/board.ts';
import { toLocalDate } from '../../src/domain/dates.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import { addMinor } from '../../src/domain/money.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { OPP } from '../../src/nouns/opp/definition.ts';
import { laneCards, openCards, placeInLane } from '../../src/store/board/cards.ts';
import { boardLanes, boardMonth } from '../../src/store/board/lanes.ts';
import { stuckCards } from '../../src/store/board/stuck-and-recent.ts';
import { pipelineSums } from '../../src/store/reports/pipeline.ts';
import { pipelines } from '../../src/store/stages.ts';
import { plansOf } from '../support/plans.ts';
import { NOW } from '../support/program.ts';
import { addRecords, addUser, openStore } from '../support/store.ts';

const ALL = { limit: -1, offset: 0 };
const TODAY = toLocalDate(NOW);
/** A user who has reviewed everything a moment ago. */
const UP_TO_DATE = { userId: 0, since: NOW };

const DAYS = ['2026-01-15', '2026-03-01', '2026-03-31', '2027-02-01'];
const deals = fc.array(
  fc.record({
    name: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
    pipeline_id: fc.constant(1),
    currency: fc.constant('USD'),
    stage_id: fc.integer({ min: 1, max: 4 }),
    amount: fc.option(fc.record({ minor: fc.nat(10_000_000), currency: fc.constantFrom('USD', 'EUR') })),
    probability: fc.option(fc.integer({ min: 0, max: 100 })),
    close_date: fc.option(fc.constantFrom(...DAYS)),
    next_step: fc.option(fc.constant('call')),
    stage_since: fc.constantFrom('2025-11-01T09:00:00.000Z', '2026-03-10T09:00:00.000Z'),
  }),
  { maxLength: 25 },
);

test('lanes have every open deal once, in every order, and sum up to the report', async () => {
  await fc.assert(
    fc.asyncProperty(deals, async (values) => {
      const store = openStore();
      const ann = await addUser(store, 'ann');
      await addRecords(
        store,
        'opp',
        values.map((deal, at) => ({ ...deal, owner_id: at % 2 === 0 ? ann : null }) as never),
      );
      const [sales] = await pipelines(store.db);
      const scope = { stages: sales?.stages ?? [] };
      const report = await pipelineSums(store.engine, 'pipeline', { where: undefined, past: null });
      for (const by of LANE_GROUPS) {
        const lanes = await boardLanes(store.engine, scope, by);
        const ids: number[] = [];
        for (const [at, lane] of lanes.entries()) {
          const order = CARD_ORDERS[at % CARD_ORDERS.length] ?? 'close';
          const cards = await laneCards(store.engine, scope, { by, key: lane.key }, order, ALL);
          expect(cards).toHaveLength(lane.count);
          for (const [place, { id }] of cards.entries())
            expect(await placeInLane(store.engine, scope, { by, key: lane.key }, order, id)).toBe(place);
          ids.push(...cards.map(({ id }) => id));
        }
        expect(new Set(ids).size).toBe(values.length);
        for (const { currency, amount, weighted } of report) {
          const sums = lanes.flatMap((lane) => lane.sums).filter((sum) => sum.amount.currency === currency);
          expect(addMinor(...sums.map((sum) => sum.amount.minor))).toBe(amount.minor);
          expect(addMinor(...sums.map((sum) => sum.weighted.minor))).toBe(weighted.minor);
        }
      }
    }),
    { numRuns: 8 },
  );
});

test('stuck deals of a query equal those with a stall reason', async () => {
  await fc.assert(
    fc.asyncProperty(deals, async (values) => {
      const store = openStore();
      await addRecords(store, 'opp', values as never);
      const [sales] = await pipelines(store.db);
      const scope = { stages: sales?.stages ?? [] };
      const stuck = await stuckCards(store.engine, scope, UP_TO_DATE, TODAY, ALL);
      const all = await openCards(store.engine, scope, 'name', ALL);
      const expected = all.filter((card) => stuckReasons(card, TODAY).length > 0);
      expect(stuck.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    }),
    { numRuns: 8 },
  );
});

test('stages are summed up from an index, in its order: all deals and those of one owner', async () => {
  const store = openStore();
  const [sales] = await pipelines(store.db);
  const stages = sales?.stages ?? [];
  const mine = parseFilter('owner = ann', OPP.fields, {
    now: Date.parse(NOW),
    user: 'ann',
    currency: 'USD',
    nouns: builtInNouns().names,
  });
  for (const where of [undefined, mine]) {
    const plan = await plansOf(store.engine, (engine) => boardLanes(engine, { stages, where }, 'stage'));
    expect(plan).toContainEqual(expect.stringMatching(/^SEARCH opp USING COVERING INDEX/));
    expect(plan).not.toContainEqual(expect.stringContaining('GROUP BY'));
  }
});

test('the deals that close in a month are found with an index', async () => {
  const store = openStore();
  const [sales] = await pipelines(store.db);
  const scope = { stages: sales?.stages ?? [] };
  const plan = await plansOf(store.engine, (engine) => boardMonth(engine, scope, '2026-03'));
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH opp USING COVERING INDEX opp_board .*<expr>>/));
});
