import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMembers } from '../../../src/app/campaigns/members.ts';
import { winOpps } from '../../../src/app/opps/steps.ts';
import { reportCampaigns } from '../../../src/app/reports/campaigns.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import { insertRecord } from '../../../src/store/write/record.ts';
import { openDeps } from '../../support/deps.ts';

const CAMPAIGNS = ['Fair', 'Fair talk', 'Mailing', 'Webinar'];
/** The talk is part of the fair. */
const PARENT: Readonly<Record<string, string>> = { 'Fair talk': 'Fair' };

const deal = fc.record({
  person: fc.integer({ min: 1, max: 3 }),
  amount: fc.integer({ min: -7, max: 10_007 }),
  names: fc.constantFrom(null, ...CAMPAIGNS),
});
const member = fc.record({
  person: fc.integer({ min: 1, max: 3 }),
  campaign: fc.integer({ min: 0, max: 3 }),
  status: fc.constantFrom('invited', 'responded', 'attended'),
});

const someCosts = fc.tuple(
  ...CAMPAIGNS.map(() =>
    fc.option(
      fc.record({
        minor: fc.integer({ min: 0, max: 5_000 }),
        currency: fc.constantFrom('USD', 'USD', 'EUR'),
      }),
      {
        nil: null,
      },
    ),
  ),
);

type Model = 'first' | 'last' | 'even' | 'u-shaped';

/** Weights of some campaigns in their order, of a sum that divides them. */
function weightsOf(count: number, model: Model): number[] {
  return Array.from({ length: count }, (_, at) => {
    if (model === 'first') return at === 0 ? 1 : 0;
    if (model === 'last') return at === count - 1 ? 1 : 0;
    if (model === 'even' || count <= 2) return 1;
    return at === 0 || at === count - 1 ? 2 * (count - 2) : 1;
  });
}

/**
 * The share of each in minor units: whole parts first, then one unit more for those that lost most by rounding down, the
 * first of equal ones. One unit is given at a time.
 */
function shares(amount: number, count: number, model: Model): number[] {
  if (count === 0) return [];
  const weights = weightsOf(count, model);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map((weight) => Math.floor((Math.abs(amount) * weight) / whole));
  const lost = weights.map((weight) => (Math.abs(amount) * weight) % whole);
  while (parts.reduce((sum, part) => sum + part, 0) < Math.abs(amount)) {
    const most = lost.indexOf(Math.max(...lost));
    parts[most] = (parts[most] ?? 0) + 1;
    lost[most] = -1;
  }
  return parts.map((part) => (amount < 0 ? -part : part));
}

test('shares of won deals sum exactly to their amounts, whatever the model, beside members, responses and costs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deal, { maxLength: 4 }),
      fc.array(member, { maxLength: 8 }),
      someCosts,
      async (deals, members, costs) => {
        const deps = await openDeps();
        const [pipeline] = [await pipelineNamed(deps.store.db)];
        const stage = pipeline.stages.find(({ kind }) => kind === 'open');
        await deps.store.change(async (tx) => {
          for (const [at, name] of CAMPAIGNS.entries())
            await insertRecord(
              tx,
              'campaign',
              {
                name,
                parent_id: PARENT[name] ? CAMPAIGNS.indexOf(PARENT[name]) + 1 : null,
                ...(costs[at] ? { cost: costs[at] } : {}),
              },
              deps,
            );
          for (const last_name of ['A', 'B', 'C']) await insertRecord(tx, 'contact', { last_name }, deps);
          for (const { person, amount, names } of deals)
            await insertRecord(
              tx,
              'opp',
              {
                name: 'Deal',
                contact_id: person,
                amount: { minor: amount, currency: 'USD' },
                campaign: names,
                pipeline_id: pipeline.id,
                stage_id: stage?.id as number,
                currency: 'USD',
              },
              deps,
            );
        });
        const status = new Map<string, string>();
        for (const each of members) {
          const campaign = { noun: 'campaign' as const, id: each.campaign + 1, title: '' };
          const records = [{ noun: 'contact' as const, id: each.person, title: '' }];
          await addMembers(deps, { campaign, records, status: each.status });
          status.set(`${each.campaign} ${each.person}`, each.status);
        }
        await winOpps(deps, { opps: deals.map((_, at) => ({ id: at + 1 })) });
        for (const model of ['first', 'last', 'even', 'u-shaped'] as const) {
          const { rows } = await reportCampaigns(deps, {
            selection: { filters: [] } as never,
            period: { from: null, to: null },
            model,
          });
          const exact = CAMPAIGNS.map(() => 0);
          let total = 0;
          for (const { person, amount, names } of deals) {
            // All happened in one moment: they are in the order of their numbers.
            const touched = CAMPAIGNS.map((_, at) => at).filter(
              (at) =>
                CAMPAIGNS[at] === names ||
                ['responded', 'attended'].includes(status.get(`${at} ${person}`) ?? ''),
            );
            for (const [at, share] of shares(amount, touched.length, model).entries())
              exact[touched[at] as number] = (exact[touched[at] as number] ?? 0) + share;
            if (touched.length > 0) total += amount;
          }
          const own = (name: string) => Number(rows.find((row) => row.name === name)?.amount?.minor ?? 0);
          // The fair has the shares of its talk too.
          const withParts = (at: number) => (exact[at] ?? 0) + (at === 0 ? (exact[1] ?? 0) : 0);
          for (const [at, name] of CAMPAIGNS.entries()) expect(own(name) + 0).toBe(withParts(at) + 0);
          expect(own('Fair') + own('Mailing') + own('Webinar')).toBe(total);
          for (const [at, name] of CAMPAIGNS.entries()) {
            // The fair has the people and the costs of its talk too.
            const parts = at === 0 ? [0, 1] : [at];
            const joined = [...status].filter(([key]) => parts.includes(Number(key[0])));
            const people = (all: typeof joined) => new Set(all.map(([key]) => key.slice(2))).size;
            const paid = parts
              .map((part) => costs[part])
              .filter((cost) => cost !== null && cost !== undefined);
            const inOne = new Set(paid.map(({ currency }) => currency)).size === 1;
            const minor = paid.reduce((sum, cost) => sum + cost.minor, 0);
            const cost = inOne ? { minor, currency: paid[0]?.currency } : null;
            const won = withParts(at);
            const row = rows.find((each) => each.name === name);
            const isOther = row?.amount !== null && cost?.currency !== 'USD';
            expect(row).toMatchObject({
              members: people(joined),
              responses: people(joined.filter(([, each]) => each !== 'invited')),
              cost,
              gain: cost === null || minor === 0 || isOther ? null : (won - minor) / minor,
            });
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});
