import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportAttainment } from '../../../src/app/reports/attainment.ts';
import { toLocalDate } from '../../../src/domain/dates/calendar.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import { openDeps } from '../../support/deps.ts';
import { addUser, execute } from '../../support/store.ts';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

const NOW = '2026-11-10T09:00:00.000Z';
const NAMES = ['ann', 'bob', 'cyd'];
const TEAM = ['ann', 'bob'];
const PERIODS = [
  { from: '2026-03-01', to: '2026-03-31' },
  { from: '2026-01-01', to: '2026-03-31' },
  { from: '2026-01-01', to: '2026-12-31' },
  { from: '2026-10-01', to: '2026-10-31' },
];
const DAYS = [
  '2025-12-31',
  '2026-01-01',
  '2026-02-28',
  '2026-03-01',
  '2026-03-31',
  '2026-04-01',
  '2026-10-31',
];
/** Ends of days and of months in Berlin, and the hour around both changes of clocks. */
const MOMENTS = [
  '2025-12-31T22:59:59.999Z',
  '2025-12-31T23:00:00.000Z',
  '2026-02-28T22:59:59.999Z',
  '2026-02-28T23:00:00.000Z',
  '2026-03-29T00:30:00.000Z',
  '2026-03-29T01:30:00.000Z',
  '2026-03-31T21:59:59.999Z',
  '2026-03-31T22:00:00.000Z',
  '2026-09-30T21:59:59.999Z',
  '2026-09-30T22:00:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '2026-10-31T22:59:59.999Z',
  '2026-10-31T23:00:00.000Z',
];
const MEASURES = ['amount', 'count', 'dials', 'conversations', 'meetings'] as const;

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const user = maybe(fc.nat(NAMES.length - 1));

const someDeals = fc.array(
  fc.record({
    stage: fc.nat(5),
    owner: user,
    /** In hundredths, so that shares of it are whole. */
    hundreds: maybe(fc.integer({ min: -50, max: 90_000 })),
    currency: fc.constantFrom('USD', 'USD', 'EUR'),
    closed: fc.constantFrom(...DAYS),
    /** Whose the first part is, in percent; the rest is that of the next user. */
    split: maybe(fc.record({ user: fc.nat(NAMES.length - 1), percent: fc.integer({ min: 1, max: 99 }) })),
  }),
  { maxLength: 10, size: 'max' },
);
const someWork = fc.array(
  fc.record({
    type: fc.constantFrom('call', 'call', 'call', 'meeting', 'email', 'event'),
    at: fc.constantFrom(...MOMENTS),
    user,
    direction: fc.constantFrom('out', 'in', null),
    disposition: fc.constantFrom('answered', 'no-answer', null),
    duration: fc.constantFrom(null, 59, 60, 300),
  }),
  { maxLength: 20, size: 'max' },
);

test('what is reached of a target is what a look at each deal, call and meeting finds', async () => {
  const deps = await openDeps({ now: NOW });
  const { engine } = deps.store;
  const { id: pipeline, stages } = await pipelineNamed(deps.store.db);
  const users: number[] = [];
  for (const name of NAMES) users.push(await addUser(deps.store, name));
  await execute(engine, "insert into team (id, name, created_at, updated_at) values (1, 'emea', ?, ?)", [
    NOW,
    NOW,
  ]);
  for (const name of TEAM)
    await execute(engine, 'insert into team_member (team_id, user_id) values (1, ?)', [
      users[NAMES.indexOf(name)] ?? null,
    ]);
  // Each measure for each owner and period.
  for (const { from, to } of PERIODS)
    for (const measure of MEASURES)
      for (const [userId, teamId] of [[null, null], [null, 1], ...users.map((id) => [id, null])])
        await execute(
          engine,
          'insert into target (user_id, team_id, from_day, to_day, measure, wanted, currency) values (?, ?, ?, ?, ?, 100, ?)',
          [userId ?? null, teamId ?? null, from, to, measure, measure === 'amount' ? 'USD' : null],
        );

  await fc.assert(
    fc.asyncProperty(someDeals, someWork, async (deals, work) => {
      await engine.write(
        async () => {
          for (const table of ['opp_split', 'activity', 'opp']) await execute(engine, `delete from ${table}`);
          for (const [at, deal] of deals.entries()) {
            const stage = stages[deal.stage];
            await execute(
              engine,
              'insert into opp (id, name, name_key, pipeline_id, stage_id, amount_minor, currency, owner_id, closed_on, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
              [
                ...[at + 1, `Deal ${at}`, `deal ${at}`, pipeline, stage?.id ?? null],
                ...[deal.hundreds === null ? null : deal.hundreds * 100, deal.currency],
                ...[deal.owner === null ? null : (users[deal.owner] ?? null)],
                ...[stage?.kind === 'open' ? null : deal.closed, NOW, NOW],
              ],
            );
            for (const [position, part] of partsOf(deal).entries())
              if (deal.split)
                await execute(
                  engine,
                  'insert into opp_split (opp_id, user_id, share, position) values (?, ?, ?, ?)',
                  [at + 1, users[part.user ?? 0] ?? null, part.percent * 100, position],
                );
          }
          for (const done of work)
            await execute(
              engine,
              'insert into activity (type, at, user_id, direction, disposition, duration, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
              [
                ...[done.type, done.at, done.user === null ? null : (users[done.user] ?? null)],
                ...(done.type === 'call'
                  ? [done.direction, done.disposition, done.duration]
                  : [null, null, null]),
                ...[NOW, NOW],
              ],
            );
        },
        { isSynced: false },
      );

      const rows = await reportAttainment(deps, {
        period: undefined,
        owner: undefined,
        conversationSeconds: 60,
      });
      expect(rows).toHaveLength(PERIODS.length * MEASURES.length * (NAMES.length + 2));
      for (const { target, reached, apart } of rows) {
        const { from, to } = target.period;
        const isTheirs = (at: number | null) =>
          target.owner === null ||
          (at !== null && (target.teamId === null ? [target.owner] : TEAM).includes(NAMES[at] ?? ''));
        const isIn = (day: string) => day >= from && day <= to;
        const won = deals.filter((deal) => stages[deal.stage]?.kind === 'won' && isIn(deal.closed));
        const done = work.filter((each) => isTheirs(each.user) && isIn(toLocalDate(each.at)));
        const dials = done.filter(({ type, direction }) => type === 'call' && direction !== 'in');
        const slow = {
          amount: won
            .filter(({ currency }) => currency === 'USD')
            .flatMap((deal) =>
              partsOf(deal)
                .filter((part) => isTheirs(part.user))
                .map(({ percent }) => (deal.hundreds ?? 0) * percent),
            )
            .reduce((sum, each) => sum + BigInt(each), 0n),
          count: won.filter((deal) => isTheirs(countedFor(deal))).length,
          dials: dials.length,
          conversations: dials.filter(
            ({ disposition, duration }) => disposition === 'answered' && (duration ?? 0) >= 60,
          ).length,
          meetings: done.filter(({ type }) => type === 'meeting').length,
        };
        const who = `${target.owner} ${target.measure} ${from} ${to}`;
        expect([who, reached]).toEqual([who, slow[target.measure]]);
        const inEuros = won.some(
          (deal) => deal.currency === 'EUR' && partsOf(deal).some((part) => isTheirs(part.user)),
        );
        expect([who, apart]).toEqual([who, target.measure === 'amount' && inEuros ? ['EUR'] : []]);
      }
    }),
    { numRuns: 60 },
  );
});

type Deal = typeof someDeals extends fc.Arbitrary<(infer T)[]> ? T : never;

/** The users for whom a deal counts, with their parts of its amount. */
function partsOf({ owner, split }: Deal): { readonly user: number | null; readonly percent: number }[] {
  if (!split) return [{ user: owner, percent: 100 }];
  const { user: first, percent } = split;
  return [
    { user: first, percent },
    { user: (first + 1) % NAMES.length, percent: 100 - percent },
  ];
}

/** The one for whom the deal itself counts: its owner, if a part is theirs, else who has the first part. */
function countedFor(deal: Deal): number | null {
  const parts = partsOf(deal);
  return (parts.find(({ user: each }) => each === deal.owner) ?? parts[0])?.user ?? null;
}
