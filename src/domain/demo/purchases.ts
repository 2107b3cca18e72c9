import { addDaysTo, toLocalDate } from '../dates/calendar.ts';
import type { Money } from '../money.ts';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Random } from './random.ts';
import { byTime, type DemoRecord, type DemoValues } from './record.ts';
import type { WorkingDays } from './working-days.ts';

/** Days of a year's service, the last one left out. */
const TERM_DAYS = 364;
/** Days before the end on which notice is to be given. */
const NOTICE_DAYS = 60;

const usd = (amount: number) => ({ minor: amount * 100, currency: 'USD' });

const GOODS: readonly DemoValues[] = [
  { name: 'Meter X', code: 'MX-1', family: 'meters', price: usd(120), unit: 'piece' },
  { name: 'Meter X Pro', code: 'MX-2', family: 'meters', price: usd(310), unit: 'piece' },
  { name: 'Gateway', code: 'GW-1', family: 'meters', price: usd(640), unit: 'piece' },
  { name: 'Monitoring', code: 'SRV-1', family: 'services', price: usd(49), unit: 'site', recurring: 'month' },
  { name: 'Care plan', code: 'SRV-2', family: 'services', price: usd(900), unit: 'site', recurring: 'year' },
  { name: 'Meter S', code: 'MS-1', family: 'meters', price: usd(85), unit: 'piece', active: false },
];

/** What the company sells. */
export function makeProducts(days: WorkingDays): DemoRecord[] {
  const created = days.time(days.ago(400), 9, 0);
  return GOODS.map((product, i) => ({ ...product, id: i + 1, created_at: created, updated_at: created }));
}

/** Prices for those who sell on. */
export function makePriceBook(days: WorkingDays): {
  readonly pricebook: DemoRecord;
  readonly prices: DemoRecord[];
} {
  const created = days.time(days.ago(390), 9, 0);
  const at = { created_at: created, updated_at: created };
  const prices = RESELLER_PRICES.map(([product_id, price], i) => ({
    ...at,
    id: i + 1,
    pricebook_id: 1,
    product_id,
    price: usd(price),
  }));
  return { pricebook: { ...at, id: 1, name: 'Resellers', currency: 'USD' }, prices };
}

const RESELLER_PRICES: readonly (readonly [product: number, price: number])[] = [
  [1, 96],
  [2, 250],
  [3, 512],
];

/** What open deals offer: meters and what it takes to install them. They sum to the amount of the deal. */
export function makeLines(random: Random, deals: readonly Deal[]): DemoRecord[] {
  const offered = deals.filter(
    ({ opp, open, moves }) => open && OFFERED.has(moves.at(-1)?.stage ?? '') && Number(opp.id) > LAST_EXAMPLE,
  );
  const all = offered.flatMap(({ opp, moves }): DemoValues[] => {
    const amount = opp.amount as Money | null | undefined;
    if (!amount || !random.chance(0.6)) return [];
    const at = moves.at(-1)?.at as string;
    const meter = random.int(1, 2);
    const { name = null, price } = GOODS[meter - 1] as DemoValues;
    const each = (price as Money).minor as number;
    const quantity = Math.floor(((amount.minor as number) * 0.8) / each);
    const rest = (amount.minor as number) - quantity * each;
    const shared = { opp_id: opp.id, owner: opp.owner ?? null, created_at: at, updated_at: at };
    const meters = { ...shared, name, product_id: meter, quantity, price: { ...amount, minor: each } };
    const service = { ...shared, name: 'Installation and training', price: { ...amount, minor: rest } };
    return [...(quantity > 0 ? [meters] : []), ...(rest > 0 ? [service] : [])];
  });
  return all.map((line, i) => ({ ...line, id: i + 1 }));
}

/** The last deal of which examples change the amount. */
const LAST_EXAMPLE = 9;

/** Stages in which a deal has an offer. */
const OFFERED: ReadonlySet<string> = new Set(['proposal', 'negotiation']);

/** What customers have: meters of their won deals, and services for some, of which a few end soon. */
export function makePurchases(random: Random, deals: readonly Deal[], days: WorkingDays): DemoRecord[] {
  const won = deals.filter(({ moves }) => moves.at(-1)?.stage === 'won');
  const all = won.flatMap((deal): DemoValues[] => {
    const { opp } = deal;
    const at = deal.moves.at(-1)?.at as string;
    const day = toLocalDate(at);
    const shared = {
      bought_on: day,
      account_id: opp.account_id ?? null,
      contact_id: opp.contact_id ?? null,
      owner: opp.owner ?? null,
      created_at: at,
      updated_at: at,
    };
    const meters = random.int(1, 2);
    const sold: DemoValues = {
      ...shared,
      name: GOODS[meters - 1]?.name as string,
      product_id: meters,
      quantity: random.int(4, 60),
      amount: opp.amount ?? null,
      opp_id: opp.id,
    };
    if (!random.chance(0.5)) return [sold];
    const sites = random.int(1, 12);
    const service = random.int(4, 5);
    const { name = null, price, recurring = null } = GOODS[service - 1] as DemoValues;
    // Some of them had the service before.
    const starts = random.chance(0.3) ? addDaysTo(days.ahead(random.int(3, 80)), -TERM_DAYS) : day;
    const ends = addDaysTo(starts, TERM_DAYS);
    const { minor } = price as { minor: number };
    return [
      sold,
      {
        ...shared,
        name,
        product_id: service,
        quantity: sites,
        recurring_amount: { minor: minor * sites, currency: 'USD' },
        recurring,
        bought_on: starts,
        starts_on: starts,
        ends_on: ends,
        notice_on: addDaysTo(ends, -NOTICE_DAYS),
      },
    ];
  });
  return all.sort(byTime('created_at')).map((purchase, i) => ({ ...purchase, id: i + 1 }));
}

/** Customers who have bought nothing for long: how many days ago the last time was, and how often they bought before. */
const FORMER_BUYERS = [
  { lastDaysAgo: 230, everyDays: 45, times: 5, quantity: 3 },
  { lastDaysAgo: 290, everyDays: 70, times: 3, quantity: 5 },
] as const;

/** The number of what they bought: gateways. */
const FORMER_PRODUCT = 3;

/** Accounts that bought now and then and have gone quiet: old ones that no deal is about. */
export function formerBuyers(customers: readonly Customer[], deals: readonly Deal[]): Customer[] {
  const known = new Set(deals.map(({ customer }) => customer));
  const oldest = Math.max(
    ...FORMER_BUYERS.map(({ lastDaysAgo, everyDays, times }) => lastDaysAgo + everyDays * times),
  );
  return customers
    .filter(
      (customer) => !known.has(customer) && customer.account.kind === 'prospect' && customer.age > oldest,
    )
    .slice(0, FORMER_BUYERS.length);
}

/** What they bought, numbered after the other purchases. */
export function makeFormerPurchases(
  buyers: readonly Customer[],
  lastNumber: number,
  days: WorkingDays,
): DemoRecord[] {
  const { name = null, price } = GOODS[FORMER_PRODUCT - 1] as DemoValues;
  const { minor, currency } = price as Money;
  const all = buyers.flatMap(({ account, contacts }, nth): DemoValues[] => {
    const { lastDaysAgo, everyDays, times, quantity } = FORMER_BUYERS[nth] as (typeof FORMER_BUYERS)[number];
    return Array.from({ length: times }, (_, at) => {
      const day = days.ago(lastDaysAgo + everyDays * (times - 1 - at));
      const bought = days.time(day, 11, 0);
      return {
        name,
        product_id: FORMER_PRODUCT,
        quantity,
        amount: { minor: (minor as number) * quantity, currency },
        account_id: account.id,
        contact_id: contacts[0]?.id ?? null,
        owner: account.owner ?? null,
        bought_on: day,
        created_at: bought,
        updated_at: bought,
      };
    });
  });
  return all.map((purchase, at) => ({ ...purchase, id: lastNumber + 1 + at }));
}
