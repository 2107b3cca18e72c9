import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Deps } from '../../src/app/deps.ts';
import { reportActivity } from '../../src/app/reports/activity.ts';
import { reportClosed } from '../../src/app/reports/closed.ts';
import { reportConversion } from '../../src/app/reports/conversion.ts';
import { reportFunnel } from '../../src/app/reports/funnel.ts';
import { reportLeaderboard } from '../../src/app/reports/leaderboard.ts';
import { reportSources } from '../../src/app/reports/sources.ts';
import { reportStale } from '../../src/app/reports/stale.ts';
import { reportVelocity } from '../../src/app/reports/velocity.ts';
import { pipelineNamed } from '../../src/store/stages.ts';
import { openDeps } from '../support/deps.ts';
import { addUser, execute } from '../support/store.ts';

/** What a random database holds. Everything is dated in days before today, 12 March 2026. */
interface World {
  readonly deals: readonly {
    readonly stage: number;
    readonly currency: string;
    readonly amount: number | null;
    readonly owner: number | null;
    readonly source: string | null;
    readonly closed: number;
    readonly stays: readonly number[];
  }[];
  readonly leads: readonly {
    readonly created: number;
    readonly source: string | null;
    readonly status: string;
    readonly converted: number | null;
    readonly deal: number | null;
  }[];
  readonly activities: readonly {
    readonly type: string;
    readonly at: number;
    readonly answered: boolean;
    readonly inbound: boolean;
    readonly user: number | null;
    readonly lead: number | null;
    readonly deal: number | null;
  }[];
}

const TODAY = Date.parse('2026-03-12T00:00:00Z');
const DAY_MS = 86_400_000;
const dayAt = (ago: number) => new Date(TODAY - ago * DAY_MS).toISOString().slice(0, 10);
const momentAt = (ago: number) => `${dayAt(ago)}T08:30:00.000Z`;

const ago = fc.integer({ min: 0, max: 120 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const source = maybe(fc.constantFrom('web', 'expo', 'referral'));
const user = maybe(fc.integer({ min: 0, max: 2 }));
const index = maybe(fc.nat(5));

const worlds: fc.Arbitrary<World> = fc.record({
  deals: fc.array(
    fc.record({
      stage: fc.nat(5),
      currency: fc.constantFrom('USD', 'USD', 'EUR'),
      amount: maybe(fc.integer({ min: -1000, max: 5_000_000 })),
      owner: user,
      source,
      closed: ago,
      stays: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }),
    }),
    { maxLength: 12 },
  ),
  leads: fc.array(
    fc.record({
      created: ago,
      source,
      status: fc.constantFrom('new', 'qualified', 'disqualified'),
      converted: maybe(ago),
      deal: index,
    }),
    { maxLength: 12 },
  ),
  activities: fc.array(
    fc.record({
      type: fc.constantFrom('call', 'email', 'meeting', 'note', 'event'),
      at: ago,
      answered: fc.boolean(),
      inbound: fc.boolean(),
      user,
      lead: index,
      deal: index,
    }),
    { maxLength: 25 },
  ),
});

const periods = fc
  .tuple(maybe(ago), maybe(ago))
  .map(([a, b]) => (a !== null && b !== null && a < b ? [b, a] : [a, b]))
  .map(([from, to]) => ({
    from: typeof from === 'number' ? dayAt(from) : null,
    to: typeof to === 'number' ? dayAt(to) : null,
  }));

type Stages = readonly {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly rottingDays: number | null;
}[];

/** Fills the database anew. Users are numbered from 1, in the order of `NAMES`. */
const NAMES = ['ann', 'bob', 'cyd'];

async function fill(deps: Deps, world: World, users: readonly number[], stages: Stages, pipeline: number) {
  const { engine } = deps.store;
  await engine.write(
    async () => {
      for (const table of ['stage_history', 'activity', 'lead', 'opp'])
        await execute(engine, `delete from ${table}`);
      for (const [at, deal] of world.deals.entries()) {
        const stage = stages[deal.stage % stages.length];
        const closedOn = stage?.kind === 'open' ? null : dayAt(deal.closed);
        await execute(
          engine,
          'insert into opp (id, name, name_key, pipeline_id, stage_id, amount_minor, currency, owner_id, source, closed_on, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          [
            ...[at + 1, `Deal ${at}`, `deal ${at}`, pipeline, stage?.id ?? 0, deal.amount, deal.currency],
            ...[deal.owner === null ? null : (users[deal.owner] ?? null), deal.source, closedOn],
            ...[momentAt(130), momentAt(130)],
          ],
        );
        for (const [visit, { stageId, entered }] of visitsOf(deal, stages).entries())
          await execute(
            engine,
            'insert into stage_history (id, opp_id, stage_id, entered_at, currency) values (?, ?, ?, ?, ?)',
            [at * 10 + visit + 1, at + 1, stageId, momentAt(entered), deal.currency],
          );
      }
      for (const [at, lead] of world.leads.entries())
        await execute(
          engine,
          'insert into lead (id, name, name_key, source, status, converted_at, opp_id, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
          [
            ...[at + 1, `Lead ${at}`, `lead ${at}`, lead.source, lead.status],
            ...[lead.converted === null ? null : momentAt(lead.converted), dealOf(world, lead.deal)],
            ...[momentAt(lead.created), momentAt(lead.created)],
          ],
        );
      for (const [at, done] of world.activities.entries())
        await execute(
          engine,
          'insert into activity (id, type, at, user_id, direction, disposition, lead_id, opp_id, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          [
            ...[at + 1, done.type, momentAt(done.at), done.user === null ? null : (users[done.user] ?? null)],
            ...[
              done.inbound ? 'in' : 'out',
              done.type === 'call' ? (done.answered ? 'answered' : 'no-answer') : null,
            ],
            ...[
              done.lead === null || done.lead >= world.leads.length ? null : done.lead + 1,
              dealOf(world, done.deal),
            ],
            ...[momentAt(done.at), momentAt(done.at)],
          ],
        );
    },
    { isSynced: false },
  );
}

const dealOf = (world: World, at: number | null) => (at === null || at >= world.deals.length ? null : at + 1);

/** A deal goes through the open stages in turn, the earliest visit first, and ends in its own stage. */
function visitsOf({ stage, stays }: World['deals'][number], stages: Stages) {
  const open = stages.filter(({ kind }) => kind === 'open');
  let entered = 120;
  const visits = stays.map((days, at) => {
    const visit = { stageId: open[at % open.length]?.id ?? 0, entered };
    entered = Math.max(0, entered - days);
    return visit;
  });
  return [...visits, { stageId: stages[stage % stages.length]?.id ?? 0, entered }];
}

const inPeriod = (day: string, { from, to }: { from: string | null; to: string | null }) =>
  (from === null || day >= from) && (to === null || day <= to);

function tally<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  add: (sum: number[], item: T) => number[],
) {
  const sums: Record<string, number[]> = {};
  for (const item of items) sums[keyOf(item)] = add(sums[keyOf(item)] ?? [], item);
  return sums;
}

const plus = (sum: number[], ...values: number[]) => values.map((value, at) => (sum[at] ?? 0) + value);
const runs = { numRuns: 40 };
const NONE = { filters: [] };

async function prepare() {
  const deps = await openDeps();
  const users: number[] = [];
  for (const name of NAMES) users.push(await addUser(deps.store, name));
  const { id, stages } = await pipelineNamed(deps.store.db);
  const nameOf = (at: number | null) => (at === null ? null : (NAMES[at] ?? null));
  const kindOf = (deal: World['deals'][number]) => stages[deal.stage % stages.length]?.kind ?? '';
  return { deps, stages, nameOf, kindOf, fill: (world: World) => fill(deps, world, users, stages, id) };
}

test('won and lost are the sums of the deals that closed in the period, by any group', async () => {
  const { deps, nameOf, kindOf, fill } = await prepare();
  const groups = ['none', 'owner', 'source', 'month', 'quarter'] as const;
  await fc.assert(
    fc.asyncProperty(
      worlds,
      periods,
      fc.constantFrom(...groups),
      fc.constantFrom('won', 'lost'),
      async (world, period, by, kind) => {
        await fill(world);
        const groupOf = (deal: World['deals'][number]) => {
          const day = dayAt(deal.closed);
          const quarter = `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
          return {
            none: null,
            owner: nameOf(deal.owner),
            source: deal.source,
            month: day.slice(0, 7),
            quarter,
          }[by];
        };
        const expected = tally(
          world.deals.filter((deal) => kindOf(deal) === kind && inPeriod(dayAt(deal.closed), period)),
          (deal) => `${groupOf(deal)} ${deal.currency}`,
          (sum, deal) => plus(sum, 1, deal.amount ?? 0),
        );
        const input = { selection: NONE, period, by: by === 'none' ? undefined : by };
        const { rows } = await reportClosed(deps, kind as 'won' | 'lost', input);
        const found = rows.map(({ group, currency, count, amount }) => [
          `${group} ${currency}`,
          [count, Number(amount.minor)],
        ]);
        expect(Object.fromEntries(found)).toEqual(expected);
      },
    ),
    runs,
  );
});

test('sources count leads once, and each won deal for the first lead that became it', async () => {
  const { deps, kindOf, fill } = await prepare();
  await fc.assert(
    fc.asyncProperty(worlds, periods, async (world, period) => {
      await fill(world);
      const created = world.leads
        .map((lead, at) => ({ ...lead, at }))
        .filter((lead) => inPeriod(dayAt(lead.created), period));
      const isFirst = ({ deal, at }: { deal: number | null; at: number }) =>
        dealOf(world, deal) !== null && world.leads.findIndex((other) => other.deal === deal) === at;
      const won = created.filter((lead) => isFirst(lead) && kindOf(world.deals[lead.deal ?? 0]!) === 'won');
      const { rows } = await reportSources(deps, { selection: NONE, period });
      expect(
        Object.fromEntries(
          rows.filter(({ leads }) => leads > 0).map((row) => [String(row.group), [row.leads, row.converted]]),
        ),
      ).toEqual(
        tally(
          created,
          (lead) => String(lead.source),
          (sum, lead) => plus(sum, 1, lead.converted === null ? 0 : 1),
        ),
      );
      const found = (side: 'first' | 'last') =>
        Object.fromEntries(
          rows.flatMap((row) =>
            row[side].map((sum) => [`${row.group} ${sum.currency}`, [sum.count, Number(sum.amount.minor)]]),
          ),
        );
      const sums = (sourceOf: (lead: (typeof won)[number]) => string | null) =>
        tally(
          won,
          (lead) => `${sourceOf(lead)} ${world.deals[lead.deal ?? 0]!.currency}`,
          (sum, lead) => plus(sum, 1, world.deals[lead.deal ?? 0]!.amount ?? 0),
        );
      expect(found('first')).toEqual(sums((lead) => lead.source));
      expect(found('last')).toEqual(sums((lead) => world.deals[lead.deal ?? 0]!.source ?? lead.source));
    }),
    runs,
  );
});

test('activity counts what people did, and what they did for each deal they won', async () => {
  const { deps, nameOf, kindOf, fill } = await prepare();
  await fc.assert(
    fc.asyncProperty(worlds, periods, async (world, period) => {
      await fill(world);
      const done = world.activities.filter(({ type, at }) => type !== 'event' && inPeriod(dayAt(at), period));
      const { rows } = await reportActivity(deps, { selection: NONE, period });
      expect(
        Object.fromEntries(
          rows.map((row) => [String(row.group), [row.calls, row.emails, row.meetings, row.notes, row.total]]),
        ),
      ).toEqual(
        tally(
          done,
          ({ user: who }) => String(nameOf(who)),
          (sum, { type }) =>
            plus(sum, ...['call', 'email', 'meeting', 'note'].map((each) => (each === type ? 1 : 0)), 1),
        ),
      );
      const efforts = tally(
        world.deals
          .map((deal, at) => ({ ...deal, id: at + 1 }))
          .filter((deal) => kindOf(deal) === 'won' && inPeriod(dayAt(deal.closed), period)),
        (deal) => String(nameOf(deal.owner)),
        (sum, deal) =>
          plus(
            sum,
            1,
            world.activities.filter(
              (each) =>
                each.type !== 'event' && dealOf(world, each.deal) === deal.id && each.at >= deal.closed,
            ).length,
          ),
      );
      for (const { group, effort } of rows)
        expect(effort === null ? undefined : [effort.won, effort.activities]).toEqual(efforts[String(group)]);
    }),
    runs,
  );
});

test('the leaderboard ranks by what was won, and equal ones share a place', async () => {
  const { deps, nameOf, kindOf, fill } = await prepare();
  await fc.assert(
    fc.asyncProperty(worlds, periods, async (world, period) => {
      await fill(world);
      const { rows } = await reportLeaderboard(deps, { selection: NONE, period });
      const wonBy = (name: string | null) =>
        world.deals.filter(
          (deal) =>
            nameOf(deal.owner) === name && kindOf(deal) === 'won' && inPeriod(dayAt(deal.closed), period),
        );
      const doneBy = (name: string | null) =>
        world.activities.filter(
          (each) => nameOf(each.user) === name && each.type !== 'event' && inPeriod(dayAt(each.at), period),
        );
      const scores = [...NAMES, null]
        .map((name) => ({
          name,
          dollars: wonBy(name)
            .filter(({ currency }) => currency === 'USD')
            .reduce((sum, { amount }) => sum + (amount ?? 0), 0),
          deals: wonBy(name).length,
          done: doneBy(name).length,
        }))
        .filter(({ deals, done }) => deals + done > 0);
      const isBetter = (a: (typeof scores)[number], b: (typeof scores)[number]) =>
        a.dollars !== b.dollars
          ? a.dollars > b.dollars
          : a.deals !== b.deals
            ? a.deals > b.deals
            : a.done > b.done;
      const expected = scores.map((own) => [
        String(own.name),
        1 + scores.filter((other) => isBetter(other, own)).length,
      ]);
      expect(Object.fromEntries(rows.map((row) => [String(row.user), row.rank]))).toEqual(
        Object.fromEntries(expected),
      );
      expect(rows.map(({ rank }) => rank)).toEqual(rows.map(({ rank }) => rank).toSorted((a, b) => a - b));
    }),
    runs,
  );
});

test('a funnel counts a lead for every step up to the furthest one', async () => {
  const { deps, kindOf, fill } = await prepare();
  await fc.assert(
    fc.asyncProperty(worlds, periods, async (world, period) => {
      await fill(world);
      const cohort = world.leads
        .map((lead, at) => ({ ...lead, at }))
        .filter((lead) => inPeriod(dayAt(lead.created), period));
      const depthOf = (lead: (typeof cohort)[number]) => {
        const own = world.activities.filter((each) => each.lead === lead.at);
        const deal = lead.deal === null ? undefined : world.deals[lead.deal];
        if (deal && kindOf(deal) === 'won') return 5;
        if (lead.converted !== null) return 4;
        if (lead.status === 'qualified') return 3;
        if (own.some(({ type, answered }) => type === 'meeting' || (type === 'call' && answered))) return 2;
        return own.some(({ type, inbound }) => ['call', 'email'].includes(type) && !inbound) ? 1 : 0;
      };
      const { rows } = await reportFunnel(deps, { selection: NONE, period });
      const expected = [0, 1, 2, 3, 4, 5].map(
        (depth) => cohort.filter((lead) => depthOf(lead) >= depth).length,
      );
      expect(rows.map(({ leads }) => leads)).toEqual(cohort.length === 0 ? [] : expected);
      const waits = cohort
        .flatMap(({ created, converted }) =>
          converted === null || converted > created ? [] : [created - converted],
        )
        .sort((a, b) => a - b);
      const converted = rows.find(({ step }) => step === 'converted');
      expect(converted?.days ?? null).toBe(waits[Math.ceil(waits.length / 2) - 1] ?? null);
    }),
    runs,
  );
});

test('velocity has the median and the ninetieth percentile of the days that deals spent in a stage', async () => {
  const { deps, stages, fill } = await prepare();
  await fc.assert(
    fc.asyncProperty(worlds, periods, async (world, period) => {
      await fill(world);
      const { rows } = await reportVelocity(deps, { selection: NONE, period });
      for (const { id, name } of stages.filter(({ kind }) => kind === 'open')) {
        const days = world.deals
          .flatMap((deal) => {
            const visits = visitsOf(deal, stages);
            const ended = visits.flatMap(({ stageId, entered }, at) => {
              const left = visits[at + 1]?.entered;
              return stageId === id && left !== undefined && inPeriod(dayAt(left), period)
                ? [entered - left]
                : [];
            });
            return ended.length === 0 ? [] : [ended.reduce((sum, each) => sum + each, 0)];
          })
          .sort((a, b) => a - b);
        const percentile = (share: number) => days[Math.ceil(days.length * share) - 1] ?? null;
        const row = rows.find(({ stage }) => stage === name);
        expect([row?.deals, row?.median, row?.ninetieth]).toEqual([
          days.length,
          percentile(0.5),
          percentile(0.9),
        ]);
        expect(row?.open).toBe(
          world.deals.filter(({ stage }) => stages[stage % stages.length]?.id === id).length,
        );
      }
    }),
    runs,
  );
});

test('conversion counts each deal at the furthest stage it reached, and each move out of a stage', async () => {
  const { deps, stages, fill } = await prepare();
  const open = stages.filter(({ kind }) => kind === 'open').map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(worlds, periods, async (world, period) => {
      await fill(world);
      const all = { from: null, to: null };
      const cohort = await reportConversion(deps, { selection: NONE, period: all }, 'cohort');
      const moves = await reportConversion(deps, { selection: NONE, period }, 'moves');
      const visited = world.deals.map((deal) => ({
        kind: stages[deal.stage % stages.length]?.kind,
        visits: visitsOf(deal, stages).map(({ stageId, entered }) => ({
          at: open.indexOf(stageId),
          stageId,
          entered,
        })),
      }));
      const furthest = ({ visits }: (typeof visited)[number]) => Math.max(...visits.map(({ at }) => at));
      const left = visited.flatMap(({ visits }) =>
        visits.flatMap((visit, number) => {
          const next = visits[number + 1];
          const isMove = next && visit.at >= 0 && next.stageId !== visit.stageId;
          if (!isMove || !inPeriod(dayAt(next.entered), period)) return [];
          const to = stages.find(({ id }) => id === next.stageId)?.kind;
          const isAhead = to === 'won' || next.at > visit.at;
          return [{ from: visit.at, to: to === 'lost' ? 'lost' : isAhead ? 'ahead' : 'back' }];
        }),
      );
      for (const [at, id] of open.entries()) {
        const name = stages.find((stage) => stage.id === id)?.name;
        const reached = visited.filter((deal) => deal.kind === 'won' || furthest(deal) >= at);
        const ended = (kind: string) =>
          reached.filter((deal) => deal.kind === kind && furthest(deal) === at).length;
        const [lost, still] = [ended('lost'), ended('open')];
        const row = cohort.rows.find(({ stage }) => stage === name);
        expect([row?.deals ?? 0, row?.advanced ?? 0, row?.lost ?? 0, row?.open ?? 0]).toEqual([
          reached.length,
          reached.length - lost - still,
          lost,
          still,
        ]);
        const out = left.filter(({ from }) => from === at);
        const ofKind = (kind: string) => out.filter(({ to }) => to === kind).length;
        const move = moves.rows.find(({ stage }) => stage === name);
        expect([move?.deals ?? 0, move?.advanced ?? 0, move?.back ?? 0, move?.lost ?? 0]).toEqual([
          out.length,
          ofKind('ahead'),
          ofKind('back'),
          ofKind('lost'),
        ]);
      }
    }),
    runs,
  );
});

test('stale are open deals over the limit of their stage, or quiet for too long', async () => {
  const { deps, stages, fill } = await prepare();
  await fc.assert(
    fc.asyncProperty(worlds, fc.integer({ min: 1, max: 100 }), async (world, quietDays) => {
      await fill(world);
      const stale = await reportStale(deps, {
        selection: NONE,
        period: { from: null, to: null },
        quietDays,
      });
      const expected = world.deals.flatMap((deal, at) => {
        const stage = stages[deal.stage % stages.length];
        if (stage?.kind !== 'open') return [];
        const entered = visitsOf(deal, stages).at(-1)?.entered ?? 0;
        const last = world.activities
          .filter((each) => each.type !== 'event' && dealOf(world, each.deal) === at + 1)
          .map((each) => each.at);
        const isOver = stage.rottingDays !== null && entered > stage.rottingDays;
        const quiet = last.length > 0 ? Math.min(...last) : entered;
        return isOver || quiet > quietDays ? [at + 1] : [];
      });
      const found: number[] = [];
      for await (const { id } of stale.rows) found.push(id);
      expect(found.sort((a, b) => a - b)).toEqual(expected);
    }),
    runs,
  );
});
