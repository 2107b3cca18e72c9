import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCompliance, checkCompliance, listCompliance } from '../../../src/app/compliance/rules.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { reportCases } from '../../../src/app/reports/cases.ts';
import { reportSpeedToLead } from '../../../src/app/reports/speed-to-lead.ts';
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

/** Moments around both clock changes of Berlin and the ends of days and months there, with the day that is on its calendars. */
const MOMENTS = [
  ['2026-02-28T22:59:59.999Z', '2026-02-28'],
  ['2026-02-28T23:00:00.000Z', '2026-03-01'],
  ['2026-03-28T22:59:59.000Z', '2026-03-28'],
  ['2026-03-29T00:30:00.000Z', '2026-03-29'],
  ['2026-03-29T01:30:00.000Z', '2026-03-29'],
  ['2026-03-29T21:59:59.999Z', '2026-03-29'],
  ['2026-03-29T22:00:00.000Z', '2026-03-30'],
  ['2026-10-24T22:00:00.000Z', '2026-10-25'],
  ['2026-10-25T00:30:00.000Z', '2026-10-25'],
  ['2026-10-25T01:30:00.000Z', '2026-10-25'],
  ['2026-10-25T22:59:59.999Z', '2026-10-25'],
  ['2026-10-31T22:59:59.999Z', '2026-10-31'],
  ['2026-10-31T23:00:00.000Z', '2026-11-01'],
] as const;
const PERIOD = { from: '2026-03-01', to: '2026-10-31' };
const ALL = { filters: [] };
const USERS = ['ann', 'bob'];
const RUNS = { numRuns: 25 };

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const moment = fc.nat(MOMENTS.length - 1);
const owner = maybe(fc.nat(USERS.length - 1));
/** Seconds, from one that is before the beginning to more than a day. */
const seconds = fc.oneof(
  fc.integer({ min: -90, max: 100_000 }),
  fc.constantFrom(0, 299, 300, 301, 3600, 3601, 86_400, 86_401),
);

const momentAt = (at: number) => MOMENTS[at]?.[0] ?? NOW;
const dayAt = (at: number) => MOMENTS[at]?.[1] ?? '';
const later = (at: number, by: number) => new Date(Date.parse(momentAt(at)) + by * 1000).toISOString();
const isCounted = (at: number) => dayAt(at) >= PERIOD.from && dayAt(at) <= PERIOD.to;
const nameOf = (user: number | null) => (user === null ? null : (USERS[user] ?? null));
/** The value in the middle, the lower of two; null of none. */
const lowerMedian = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? null;
/** The least value that at least nine of ten reach no further than. */
const ninth = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.find((_, at) => (at + 1) * 10 >= sorted.length * 9) ?? null;
};

/** The things of each group of the model, by the value that they are grouped by. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string | null): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

const inOrder = <T extends { readonly group: unknown }>(rows: readonly T[]) =>
  rows.toSorted((a, b) => (String(a.group) < String(b.group) ? -1 : 1));

async function openWorld() {
  const deps = await openDeps({ now: NOW });
  const users: number[] = [];
  for (const name of USERS) users.push(await addUser(deps.store, name));
  const idOf = (user: number | null) => (user === null ? null : (users[user] ?? null));
  return { deps, idOf };
}

/** Empties tables and fills them anew. */
const refill = ({ store: { engine } }: Deps, tables: readonly string[], fill: () => Promise<void>) =>
  engine.write(
    async () => {
      for (const table of tables) await execute(engine, `delete from ${table}`);
      await fill();
    },
    { isSynced: false },
  );

const touch = fc.record({
  type: fc.constantFrom('call', 'email', 'meeting', 'message', 'letter', 'note', 'event'),
  direction: fc.constantFrom('out', 'out', 'in', null),
  after: seconds,
});
const someLead = fc.record({
  owner,
  created: moment,
  touches: fc.array(touch, { maxLength: 4 }),
  isRemoved: fc.constantFrom(false, false, false, true),
});

test('speed to lead is what the first touch of each lead took, one lead after the other', async () => {
  const { deps, idOf } = await openWorld();
  const { engine } = deps.store;
  await fc.assert(
    fc.asyncProperty(fc.array(someLead, { maxLength: 14 }), async (leads) => {
      await refill(deps, ['activity', 'lead'], async () => {
        for (const [at, lead] of leads.entries()) {
          await execute(
            engine,
            'insert into lead (id, name, name_key, owner_id, created_at, updated_at) values (?, ?, ?, ?, ?, ?)',
            [at + 1, `Lead ${at}`, `lead ${at}`, idOf(lead.owner), momentAt(lead.created), NOW],
          );
          for (const { type, direction, after } of lead.touches)
            await execute(
              engine,
              'insert into activity (type, at, direction, lead_id, created_at, updated_at) values (?, ?, ?, ?, ?, ?)',
              [type, later(lead.created, after), direction, at + 1, NOW, NOW],
            );
        }
        for (const [at, { isRemoved }] of leads.entries())
          if (isRemoved) {
            await execute(engine, 'delete from activity where lead_id = ?', [at + 1]);
            await execute(engine, 'delete from lead where id = ?', [at + 1]);
          }
      });
      const taken = leads
        .filter(({ isRemoved, created }) => !isRemoved && isCounted(created))
        .map((lead) => {
          const own = lead.touches.filter(
            ({ type, direction }) => type !== 'note' && type !== 'event' && direction !== 'in',
          );
          return { ...lead, first: own.length === 0 ? null : Math.min(...own.map(({ after }) => after)) };
        });
      for (const by of ['owner', 'month'] as const) {
        const groups = grouped(taken, (lead) =>
          by === 'owner' ? nameOf(lead.owner) : dayAt(lead.created).slice(0, 7),
        );
        const expected = [...groups].map(([group, own]) => {
          const times = own.flatMap(({ first }) => (first === null ? [] : [first]));
          const timed = times.filter((time) => time >= 0);
          return {
            group,
            leads: own.length,
            touched: times.length,
            within5Minutes: times.filter((time) => time <= 300).length,
            within1Hour: times.filter((time) => time <= 3600).length,
            within1Day: times.filter((time) => time <= 86_400).length,
            medianSeconds: lowerMedian(timed),
            slowestSeconds: ninth(timed),
          };
        });
        const { rows } = await reportSpeedToLead(deps, { selection: ALL, period: PERIOD, by });
        expect(inOrder(rows)).toEqual(inOrder(expected));
      }
    }),
    RUNS,
  );
});

const someCase = fc.record({
  owner,
  created: moment,
  answered: maybe(seconds),
  solved: maybe(seconds),
  reopened: fc.nat(2),
  satisfaction: maybe(fc.integer({ min: 1, max: 5 })),
  /** Seconds until an answer and a solution are due, and until the clocks stood still. */
  promise: maybe(fc.record({ respond: maybe(seconds), solve: maybe(seconds), still: maybe(seconds) })),
});

test('cases are counted, timed and late, one after the other', async () => {
  const { deps, idOf } = await openWorld();
  const { engine } = deps.store;
  await fc.assert(
    fc.asyncProperty(fc.array(someCase, { maxLength: 14 }), async (cases) => {
      await refill(deps, ['case_clock', '"case"'], async () => {
        for (const [at, one] of cases.entries()) {
          const after = (time: number | null) => (time === null ? null : later(one.created, time));
          await execute(
            engine,
            `insert into "case" (id, subject, name_key, owner_id, first_response_at, solved_at, status, reopened, satisfaction, created_at, updated_at)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            [
              ...[
                at + 1,
                `Case ${at}`,
                `case ${at}`,
                idOf(one.owner),
                after(one.answered),
                after(one.solved),
              ],
              ...[one.solved === null ? 'open' : 'solved', one.reopened, one.satisfaction],
              ...[momentAt(one.created), NOW],
            ],
          );
          if (one.promise === null) continue;
          const { respond, solve, still } = one.promise;
          await execute(
            engine,
            'insert into case_clock (case_id, respond_by, solve_by, still_since) values (?, ?, ?, ?)',
            [at + 1, after(respond), after(solve), after(still)],
          );
        }
      });
      const isLate = ({ created, answered, promise }: (typeof cases)[number]) => {
        if (promise === null) return false;
        const [began, now] = [Date.parse(momentAt(created)), Date.parse(NOW)];
        const timeOf = (by: number | null) => (by === null ? null : began + by * 1000);
        const stopped = timeOf(promise.still) ?? now;
        const response = timeOf(answered) ?? stopped;
        return (
          (promise.respond !== null && began + promise.respond * 1000 < response) ||
          (promise.solve !== null && began + promise.solve * 1000 < stopped)
        );
      };
      const counted = cases.filter(({ created }) => isCounted(created));
      for (const by of ['owner', 'month'] as const) {
        const groups = grouped(counted, (one) =>
          by === 'owner' ? nameOf(one.owner) : dayAt(one.created).slice(0, 7),
        );
        const hours = (times: readonly (number | null)[]) => {
          const median = lowerMedian(times.filter((time): time is number => time !== null && time >= 0));
          return median === null ? null : median / 3600;
        };
        const expected = [...groups].map(([group, own]) => {
          const stars = own.flatMap(({ satisfaction }) => (satisfaction === null ? [] : [satisfaction]));
          return {
            group,
            cases: own.length,
            open: own.filter(({ solved }) => solved === null).length,
            reopened: own.filter(({ reopened }) => reopened > 0).length,
            promised: own.filter(({ promise }) => promise !== null).length,
            breached: own.filter(isLate).length,
            rated: stars.length,
            satisfaction:
              stars.length === 0 ? null : stars.reduce((sum, star) => sum + star, 0) / stars.length,
            responseHours: hours(own.map(({ answered }) => answered)),
            solutionHours: hours(own.map(({ solved }) => solved)),
          };
        });
        const { rows } = await reportCases(deps, { selection: ALL, period: PERIOD, by });
        expect(inOrder(rows)).toEqual(inOrder(expected));
      }
    }),
    RUNS,
  );
});

const someDeal = fc.record({
  owner,
  stage: fc.nat(5),
  nextStep: fc.constantFrom(null, 'call them', ''),
  amount: maybe(fc.integer({ min: 0, max: 3000 })),
  currency: fc.constantFrom('USD', 'EUR'),
});

test('compliance counts, for each owner, the deals that a rule is about and those that break it', async () => {
  const { deps, idOf } = await openWorld();
  const { engine, db } = deps.store;
  const { id: pipeline, stages } = await pipelineNamed(db);
  await addCompliance(deps, {
    name: 'next step',
    noun: 'opp',
    scope: 'status = open',
    filter: 'next_step is empty',
  });
  await addCompliance(deps, { name: 'amount', noun: 'opp', filter: 'amount is empty or amount < 10' });
  await fc.assert(
    fc.asyncProperty(
      fc.array(someDeal, { maxLength: 14 }),
      fc.constantFrom(null, ['ann']),
      async (deals, owners) => {
        await refill(deps, ['opp'], async () => {
          for (const [at, deal] of deals.entries())
            await execute(
              engine,
              `insert into opp (id, name, name_key, pipeline_id, stage_id, owner_id, next_step, amount_minor, currency, created_at, updated_at)
               values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
              [
                ...[
                  at + 1,
                  `Deal ${at}`,
                  `deal ${at}`,
                  pipeline,
                  stages[deal.stage]?.id ?? 1,
                  idOf(deal.owner),
                ],
                ...[deal.nextStep, deal.amount, deal.currency, NOW, NOW],
              ],
            );
        });
        const numbered = deals.map((deal, at) => ({
          ...deal,
          id: at + 1,
          owner: nameOf(deal.owner),
          isOpen: stages[deal.stage]?.kind === 'open',
        }));
        const theirs = numbered.filter(
          (deal) => owners === null || owners.some((name) => name === deal.owner),
        );
        const models = {
          'next step': [
            theirs.filter(({ isOpen }) => isOpen),
            (deal: (typeof theirs)[number]) => !deal.nextStep,
          ],
          amount: [theirs, (deal: (typeof theirs)[number]) => deal.amount === null || deal.amount < 1000],
        } as const;
        const rules = await listCompliance(deps);
        for (const { rule, counts, problem, evidence } of await checkCompliance(deps, {
          rules,
          owners,
          selected: () => ALL,
        })) {
          const [about, breaks] = models[rule.name as keyof typeof models];
          const expected = [...grouped(about, (deal) => deal.owner)].map(([name, own]) => ({
            owner: name,
            checked: own.length,
            broken: own.filter(breaks).length,
          }));
          const byOwner = (rows: typeof expected) =>
            rows.toSorted((a, b) => (String(a.owner) < String(b.owner) ? -1 : 1));
          expect(problem).toBeNull();
          expect(byOwner([...counts])).toEqual(byOwner(expected));
          const records = (await evidence?.().records()) ?? [];
          const idsOf = (column: string) =>
            records
              .flatMap(({ columns, ids }) => (columns?.includes(column) ? ids : []))
              .toSorted((a, b) => a - b);
          expect(idsOf('broken')).toEqual(about.filter(breaks).map(({ id }) => id));
          expect(idsOf('checked')).toEqual(about.map(({ id }) => id));
        }
      },
    ),
    RUNS,
  );
});
