import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardSource } from '../../src/app/board/board-source.ts';
import type { Deps } from '../../src/app/deps.ts';
import { addRecords } from '../../src/app/records/add.ts';
import { type BoardQuery, CARD_ORDERS, LANE_GROUPS, USUAL_QUERY } from '../../src/domain/board.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import { NO_TARGETS } from '../../src/domain/target.ts';
import { OPP } from '../../src/nouns/opp/definition.ts';
import { openDeps } from '../support/deps.ts';

const ALL = { limit: 1000, offset: 0 };
const STAGES = ['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'];

/** A database with deals of all kinds, more than one slice of a search takes in. */
async function manyDeals(): Promise<Deps> {
  const deps = await openDeps();
  const deals = Array.from({ length: 400 }, (_, at) => ({
    values: {
      name: `${at % 7 === 0 ? '\u001b[31mÜber' : 'Deal'} ${(at * 37) % 400} \u{1f680}`,
      stage: STAGES[at % 6] ?? '',
      amount: at % 5 === 0 ? null : { minor: (at * 7919) % 100_000, currency: at % 3 === 0 ? 'EUR' : 'USD' },
      close_date: at % 4 === 0 ? null : `2026-0${1 + (at % 9)}-11`,
      ...(at % 6 === 5 ? { lost_reason: 'price' } : {}),
    },
    allowDuplicate: true,
  }));
  await addRecords(deps, OPP, deals);
  return deps;
}

const FILTERS = [
  'amount > 300',
  'name ~ "über"',
  'name ~ 1',
  'stage = proposal',
  'name ~ nobody',
  'id > 0',
  'not owner ~ ann',
];

test('a typed filter finds what the same filter of the command line does, in the same order', async () => {
  const deps = await manyDeals();
  const whole = await boardSource(deps, { where: undefined, targets: async () => NO_TARGETS });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILTERS),
      fc.constantFrom(...LANE_GROUPS),
      fc.constantFrom(...CARD_ORDERS),
      fc.record({ limit: fc.integer({ min: 1, max: 40 }), offset: fc.integer({ min: 0, max: 60 }) }),
      async (filter, by, order, page) => {
        const where = parseFilter(filter, OPP.fields, {
          now: deps.clock.now(),
          timeSettings: {},
          user: deps.user,
          currency: 'USD',
          nouns: deps.store.db.nouns.names,
        });
        const narrowed = await boardSource(deps, { where, targets: async () => NO_TARGETS });
        const query: BoardQuery = { ...USUAL_QUERY, by, order };
        const typed: BoardQuery = { ...query, filter };
        const frame = await whole.frame(typed);
        expect(frame).toEqual(await narrowed.frame(query));
        expect(await whole.forecast(typed)).toEqual(await narrowed.forecast(query));
        for (const { key } of frame.lanes)
          expect(await whole.cards(typed, key, page)).toEqual(await narrowed.cards(query, key, page));
        for (const view of ['list', 'stuck', 'activity'] as const) {
          expect(await whole.count(typed, view)).toBe(await narrowed.count(query, view));
          expect(await whole.rows(typed, view, page)).toEqual(await narrowed.rows(query, view, page));
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('a search lets others in between two slices, and ends where it is aborted', async () => {
  const deps = await manyDeals();
  const stop = new AbortController();
  const source = (await boardSource(deps, { where: undefined, targets: async () => NO_TARGETS })).until(
    stop.signal,
  );
  const query: BoardQuery = { ...USUAL_QUERY, filter: 'name ~ ü' };
  const reading = source.cards(query, '1', ALL);
  stop.abort(new Error('another filter'));
  await expect(reading).rejects.toThrow('another filter');
});
