import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportActivity } from '../../../src/app/reports/activity.ts';
import { reportConversion } from '../../../src/app/reports/conversion.ts';
import { reportFunnel } from '../../../src/app/reports/funnel.ts';
import { reportSources } from '../../../src/app/reports/sources.ts';
import { reportVelocity } from '../../../src/app/reports/velocity.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import { openDeps } from '../../support/deps.ts';
import { execute } from '../../support/store.ts';

const ZONE = 'America/New_York';
const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = ZONE;
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

const NOW = '2026-11-10T15:00:00.000Z';
const MINUTE_MS = 60_000;
/** When clocks change in New York, and the end of a year. */
const TURNS = [
  '2025-11-02T06:00:00Z',
  '2026-01-01T05:00:00Z',
  '2026-03-08T07:00:00Z',
  '2026-11-01T06:00:00Z',
];

/** Moments of the days before and after, most of them in the hours around the turn itself or around midnight. */
const moment = fc
  .tuple(
    fc.constantFrom(...TURNS),
    fc.oneof(
      fc.integer({ min: -120, max: 120 }),
      fc.integer({ min: -2500, max: 2500 }),
      fc.constantFrom(-1501, -1500, -1441, -1440, -421, -420, -361, -360, 1019, 1020, 1079, 1080),
    ),
  )
  .map(([turn, minutes]) => new Date(Date.parse(turn) + minutes * MINUTE_MS).toISOString());

const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
/** The day in New York, as the runtime knows it. */
const dayOf = (at: string) => dayFormat.format(new Date(at));

const worlds = fc.record({
  activities: fc.array(moment, { maxLength: 15 }),
  leads: fc.array(moment, { maxLength: 10 }),
  deals: fc.array(fc.tuple(moment, moment), { maxLength: 8 }),
});
const NONE = { filters: [] };

const counts = (days: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(days, (day) => day)].map(([day, own]) => [day, own.length]).sort());

test('activities, leads and moves between stages count on the days of the user, also where clocks change', async () => {
  const deps = await openDeps({ now: NOW });
  const { engine, db } = deps.store;
  const { id: pipeline, stages } = await pipelineNamed(db);
  const [first, second] = stages;
  await fc.assert(
    fc.asyncProperty(worlds, moment, moment, async (world, one, other) => {
      const [from, to] = [dayOf(one), dayOf(other)].sort() as [string, string];
      const period = { from, to };
      const isWithin = (at: string) => dayOf(at) >= from && dayOf(at) <= to;
      await engine.write(
        async () => {
          for (const table of ['stage_history', 'activity', 'lead', 'opp'])
            await execute(engine, `delete from ${table}`);
          for (const at of world.activities)
            await execute(
              engine,
              'insert into activity (type, at, created_at, updated_at) values (?, ?, ?, ?)',
              ['note', at, at, at],
            );
          for (const at of world.leads)
            await execute(
              engine,
              'insert into lead (name, name_key, source, status, created_at, updated_at) values (?, ?, ?, ?, ?, ?)',
              ['Lead', 'lead', 'web', 'new', at, at],
            );
          for (const [at, moves] of world.deals.entries()) {
            const [entered, left] = moves.toSorted() as [string, string];
            await execute(
              engine,
              'insert into opp (id, name, name_key, pipeline_id, stage_id, currency, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
              [at + 1, 'Deal', 'deal', pipeline, second?.id ?? 0, 'USD', entered, left],
            );
            for (const [stage, when] of [
              [first, entered],
              [second, left],
            ] as const)
              await execute(
                engine,
                'insert into stage_history (opp_id, stage_id, entered_at, currency) values (?, ?, ?, ?)',
                [at + 1, stage?.id ?? 0, when, 'USD'],
              );
          }
        },
        { isSynced: false },
      );

      const byDay = (await reportActivity(deps, { selection: NONE, period, by: 'day' })).rows;
      expect(Object.fromEntries(byDay.map(({ group, total }) => [String(group), total]).sort())).toEqual(
        counts(world.activities.filter(isWithin).map(dayOf)),
      );

      const leads = world.leads.filter(isWithin);
      const sources = (await reportSources(deps, { selection: NONE, period, by: 'day' })).rows;
      expect(Object.fromEntries(sources.map((row) => [String(row.group), row.leads]).sort())).toEqual(
        counts(leads.map(dayOf)),
      );
      const funnel = (await reportFunnel(deps, { selection: NONE, period })).rows;
      expect(funnel[0]?.leads ?? 0).toBe(leads.length);

      const moves = world.deals
        .map((each) => each.toSorted() as [string, string])
        .filter(([, left]) => isWithin(left));
      const conversion = (await reportConversion(deps, { selection: NONE, period }, 'moves')).rows;
      expect(conversion.find(({ stage }) => stage === first?.name)?.deals ?? 0).toBe(moves.length);

      const velocity = (await reportVelocity(deps, { selection: NONE, period })).rows;
      const row = velocity.find(({ stage }) => stage === first?.name);
      const days = moves
        .map(([entered, left]) => (Date.parse(left) - Date.parse(entered)) / (1440 * MINUTE_MS))
        .sort((a, b) => a - b);
      expect(row?.deals ?? 0).toBe(days.length);
      if (days.length > 0) expect(row?.median).toBeCloseTo(days[Math.ceil(days.length / 2) - 1] ?? 0, 6);
    }),
    { numRuns: 60 },
  );
});
