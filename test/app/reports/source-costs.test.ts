import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportSources } from '../../../src/app/reports/sources.ts';
import { splitAmount } from '../../../src/domain/shares.ts';
import { insertRecord } from '../../../src/store/write/record.ts';
import { openDeps } from '../../support/deps.ts';

test('parts of an amount sum to it, and each is its part but for rounding', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -1_000_000_000_000_000n, max: 1_000_000_000_000_000n }),
      fc.array(fc.nat(50), { minLength: 1 }),
      (minor, weights) => {
        const parts = splitAmount(minor, weights);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total === 0 ? 0n : minor);
        for (const [at, part] of parts.entries()) {
          const off = total === 0 ? 0n : part * BigInt(total) - minor * BigInt(weights[at] as number);
          expect(off < 0n ? -off : off).toBeLessThanOrEqual(BigInt(total));
        }
      },
    ),
  );
});

const lead = fc.record({
  source: fc.constantFrom('web', 'fair', null),
  campaign: fc.constantFrom('Expo', 'expo', 'Mailing', 'Free', null),
});

test('sources cost what their leads did, and all of them what campaigns with leads cost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lead, { maxLength: 12 }), fc.nat(10_007), async (leads, cost) => {
      const deps = await openDeps();
      const money = (minor: number) => ({ minor, currency: 'EUR' });
      await deps.store.change(async (tx) => {
        await insertRecord(tx, 'campaign', { name: 'Expo', cost: money(cost) }, deps);
        await insertRecord(tx, 'campaign', { name: 'Mailing', cost: money(500) }, deps);
        await insertRecord(tx, 'campaign', { name: 'Free' }, deps);
        for (const [at, each] of leads.entries())
          await insertRecord(tx, 'lead', { last_name: `Lead ${at}`, ...each }, deps);
      });
      const { rows } = await reportSources(deps, {
        selection: { filters: [] } as never,
        period: { from: null, to: null },
        withCosts: true,
      });
      const used = leads.filter(({ campaign }) => campaign?.toLowerCase() === 'expo').length;
      const mailed = leads.filter(({ campaign }) => campaign === 'Mailing').length;
      const sum = rows.flatMap(({ costs }) => costs).reduce((total, { minor }) => total + Number(minor), 0);
      expect(sum).toBe((used > 0 ? cost : 0) + (mailed > 0 ? 500 : 0));
      for (const { group, costs } of rows) {
        const own = leads.filter(({ source }) => source === group);
        const expo = own.filter(({ campaign }) => campaign?.toLowerCase() === 'expo').length;
        const mailing = own.filter(({ campaign }) => campaign === 'Mailing').length;
        const exact = (used === 0 ? 0 : (cost * expo) / used) + (mailed === 0 ? 0 : (500 * mailing) / mailed);
        const got = costs.reduce((total, { minor }) => total + Number(minor), 0);
        expect(Math.abs(got - exact)).toBeLessThan(2);
      }
    }),
    { numRuns: 20 },
  );
});
