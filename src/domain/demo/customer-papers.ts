import { addDaysTo } from '../dates/calendar.ts';
import type { DemoRecord, DemoValues } from './record.ts';
import type { WorkingDays } from './working-days.ts';

/** Purchases that get a contract, and those whose goods are noted one by one. */
const CONTRACTS = 6;
const ASSETS = 10;
/** Days after the purchase on which goods are installed, and for which they have a warranty. */
const INSTALLED_AFTER_DAYS = 10;
const WARRANTY_DAYS = 730;
/** Months until the first service: none is due soon, so that the day of the demo stays short. */
const SERVICE_MONTHS = 24;

const numbered = (rows: readonly DemoValues[]): DemoRecord[] => rows.map((row, i) => ({ ...row, id: i + 1 }));

const shared = ({
  account_id = null,
  contact_id = null,
  owner = null,
  created_at,
  updated_at,
}: DemoRecord) => ({
  account_id,
  contact_id,
  owner,
  created_at: created_at ?? null,
  updated_at: updated_at ?? null,
});

/** Contracts on services that customers have. */
export function makeContracts(purchases: readonly DemoRecord[], days: WorkingDays): DemoRecord[] {
  const services = purchases.filter(({ recurring }) => typeof recurring === 'string').slice(0, CONTRACTS);
  return numbered(
    services.map((purchase, at) => ({
      ...shared(purchase),
      name: `${purchase.name} agreement`,
      number: `C-${1001 + at}`,
      amount: purchase.recurring_amount ?? null,
      recurring: purchase.recurring ?? null,
      starts_on: addDaysTo(days.ahead(60 + 10 * at), -365),
      term: 18,
      notice_days: 60,
      auto_renews: at % 2 === 0,
    })),
  );
}

/** Goods that customers have bought and installed. */
export function makeAssets(purchases: readonly DemoRecord[]): DemoRecord[] {
  const goods = purchases.filter(({ recurring }) => typeof recurring !== 'string').slice(-ASSETS);
  return numbered(
    goods.map((purchase, at) => {
      const bought = String(purchase.bought_on);
      return {
        ...shared(purchase),
        name: purchase.name ?? null,
        serial: `SN-${48_211 + 37 * at}`,
        product_id: purchase.product_id ?? null,
        purchase_id: purchase.id,
        bought_on: bought,
        installed_on: addDaysTo(bought, INSTALLED_AFTER_DAYS),
        warranty_until: addDaysTo(bought, WARRANTY_DAYS),
        service_months: SERVICE_MONTHS,
      };
    }),
  );
}

const COSTS = [
  { name: 'Site visit', kind: 'travel', amount: { minor: 38_000, currency: 'USD' } },
  { name: 'Sample meters', kind: 'material', amount: { minor: 24_000, currency: 'USD' } },
];

/** What the last won deals cost. */
export function makeExpenses(purchases: readonly DemoRecord[]): DemoRecord[] {
  const sold = purchases.filter(({ opp_id }) => typeof opp_id === 'number').slice(-4);
  return numbered(
    sold.map(
      ({ opp_id = null, bought_on = null, owner = null, created_at = null, updated_at = null }, at) => ({
        ...(COSTS[at % COSTS.length] as DemoValues),
        spent_on: bought_on,
        opp_id,
        owner,
        created_at,
        updated_at,
      }),
    ),
  );
}
