import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportCrossSell, reportOffers } from '../../../src/app/reports/cross-sell.ts';
import { reportProducts } from '../../../src/app/reports/products.ts';
import { insertRecord } from '../../../src/store/write/record.ts';
import { openDeps } from '../../support/deps.ts';

const ACCOUNTS = ['A', 'B', 'C', 'D', 'E'];
const PRODUCTS = ['Meter', 'Cable', 'Care', 'Old'];

const purchase = fc.record({
  account: fc.nat(ACCOUNTS.length - 1),
  product: fc.nat(PRODUCTS.length - 1),
  minor: fc.integer({ min: -3, max: 9_007 }),
  currency: fc.constantFrom('USD', 'EUR'),
  quantity: fc.nat(9),
  status: fc.constantFrom('active', 'ended', 'refunded'),
});

const everything = { selection: { filters: [] } as never, period: { from: null, to: null } };

test('sums of products and counts of cross-selling are those of a slow count, and nobody is offered what they have', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(purchase, { maxLength: 25 }),
      fc.integer({ min: 1, max: 3 }),
      async (bought, least) => {
        const deps = await openDeps();
        await deps.store.change(async (tx) => {
          for (const name of ACCOUNTS) await insertRecord(tx, 'account', { name }, deps);
          for (const name of PRODUCTS)
            await insertRecord(tx, 'product', { name, active: name !== 'Old' }, deps);
          for (const { account, product, minor, currency, quantity, status } of bought)
            await insertRecord(
              tx,
              'purchase',
              {
                account_id: account + 1,
                product_id: product + 1,
                amount: { minor, currency },
                quantity,
                status,
              },
              deps,
            );
        });

        const { rows: sums } = await reportProducts(deps, everything);
        const wanted = PRODUCTS.flatMap((group, product) =>
          ['USD', 'EUR'].flatMap((currency) => {
            const own = bought.filter((each) => each.product === product && each.currency === currency);
            if (own.length === 0) return [];
            const kept = own.filter(({ status }) => status !== 'refunded');
            const sold = kept.filter(({ minor }) => minor >= 0);
            return [
              {
                group,
                currency,
                customers: new Set(kept.map(({ account }) => account)).size,
                purchases: sold.length,
                quantity: sold.reduce((sum, each) => sum + each.quantity, 0),
                refunds: own.length - sold.length,
                amount: { minor: kept.reduce((sum, { minor }) => sum + minor, 0), currency },
              },
            ];
          }),
        );
        const inOrder = <T extends { group: unknown; currency: unknown }>(rows: readonly T[]) =>
          rows.toSorted((a, b) => `${a.group} ${a.currency}`.localeCompare(`${b.group} ${b.currency}`));
        expect(inOrder(sums)).toEqual(inOrder(wanted));

        const has = (account: number, product: number) =>
          bought.some(
            (b) => b.account === account && b.product === product && b.status !== 'refunded' && b.minor >= 0,
          );
        const hadAny = (account: number, product: number) =>
          bought.some((b) => b.account === account && b.product === product && b.status !== 'refunded');
        const all = ACCOUNTS.map((_, account) => account);
        const count = (...products: number[]) =>
          all.filter((account) => products.every((product) => has(account, product))).length;
        const customers = all.filter((account) =>
          PRODUCTS.some((_, product) => has(account, product)),
        ).length;
        const rules = PRODUCTS.flatMap((product, a) =>
          PRODUCTS.flatMap((other, b) => {
            const [owners, others, both] = [count(a), count(b), count(a, b)];
            const isRule = a !== b && other !== 'Old' && both >= least && both * customers > owners * others;
            return isRule ? [{ a, b, product, other, owners, other_owners: others, both, customers }] : [];
          }),
        );
        const lift = (rule: (typeof rules)[number]) =>
          (rule.both * rule.customers) / (rule.owners * rule.other_owners);
        const { rows: found } = await reportCrossSell(deps, { ...everything, least, limit: undefined });
        const text = (rule: {
          product: string;
          other: string;
          owners: number;
          both: number;
          other_owners: number;
          customers: number;
        }) =>
          `${rule.product} ${rule.other} ${rule.owners} ${rule.both} ${rule.other_owners} ${rule.customers}`;
        expect(found.map(text).sort()).toEqual(rules.map(text).sort());

        const { rows: offers } = await reportOffers(deps, { ...everything, least, limit: undefined });
        const best = all.flatMap((account) =>
          PRODUCTS.flatMap((other, b) => {
            const own = rules.filter((rule) => rule.b === b && has(account, rule.a));
            if (own.length === 0 || hadAny(account, b)) return [];
            return [`${account + 1} ${other} ${Math.max(...own.map(lift)).toFixed(6)}`];
          }),
        );
        const offered = offers.map(
          (each) =>
            `${each.id} ${each.other} ${((each.both * each.customers) / (each.owners * each.other_owners)).toFixed(6)}`,
        );
        expect(offered.sort()).toEqual(best.sort());
      },
    ),
    { numRuns: 25 },
  );
});
