import type { Noun } from '../field.ts';
import type { ServiceLevel } from '../service-level.ts';
import { makeActivities } from './activities.ts';
import { makeCampaigns } from './campaigns.ts';
import { makeCaseMails, makeCases, makeServiceLevels } from './cases.ts';
import { makeAssets, makeContracts, makeExpenses } from './customer-papers.ts';
import { makeCustomers } from './customers.ts';
import { type Deal, makeDeals } from './deals.ts';
import { makeIdentities } from './identities.ts';
import { makeLeads } from './leads.ts';
import { withMails, withMessageIds } from './mails.ts';
import { makeMeetings } from './meetings.ts';
import {
  formerBuyers,
  makeFormerPurchases,
  makeLines,
  makePriceBook,
  makeProducts,
  makePurchases,
} from './purchases.ts';
import { makeRandom } from './random.ts';
import type { DemoMove, DemoRecord, DemoValues } from './record.ts';
import { makeTasks } from './tasks.ts';
import { COLLEAGUES, type Member, makeTeam } from './team.ts';
import { workingDays } from './working-days.ts';

/** A custom field of the demo. */
interface DemoField {
  readonly noun: Noun;
  readonly name: string;
  readonly label: string;
  readonly type: 'number';
}

/**
 * A made-up company that sells energy metering: its team, its customers and their history. Records are numbered from
 * 1 and refer to each other by number. Everything lies before `now`, except tasks, meetings and callbacks.
 */
export interface DemoCompany {
  readonly colleagues: readonly Member[];
  readonly fields: readonly DemoField[];
  readonly accounts: readonly DemoRecord[];
  readonly contacts: readonly DemoRecord[];
  /** Opportunities without their stage, and the stage changes of each. */
  readonly deals: readonly { readonly opp: DemoRecord; readonly moves: readonly DemoMove[] }[];
  readonly campaigns: readonly DemoRecord[];
  readonly leads: readonly DemoRecord[];
  /** Without numbers: each stage change creates an activity of its own. */
  readonly activities: readonly DemoValues[];
  readonly tasks: readonly DemoRecord[];
  readonly meetings: readonly DemoRecord[];
  /** In the zone of the user. */
  readonly serviceLevels: readonly Omit<ServiceLevel, 'zone'>[];
  readonly cases: readonly DemoRecord[];
  readonly products: readonly DemoRecord[];
  readonly priceBook: { readonly pricebook: DemoRecord; readonly prices: readonly DemoRecord[] };
  readonly lines: readonly DemoRecord[];
  readonly purchases: readonly DemoRecord[];
  readonly contracts: readonly DemoRecord[];
  readonly assets: readonly DemoRecord[];
  readonly expenses: readonly DemoRecord[];
}

const FIELDS: readonly DemoField[] = [{ noun: 'lead', name: 'sites', label: 'Sites', type: 'number' }];

/** Returns the same company for the same seed, moment (milliseconds since the epoch), user and time zone. */
export function makeDemoCompany(options: { seed: number; now: number; me: string }): DemoCompany {
  const days = workingDays(options.now);
  const team = makeTeam(options.me);
  const random = (topic: string) => makeRandom(options.seed, topic);
  const identities = makeIdentities(random('identities'));
  const customers = makeCustomers(random('customers'), identities, team, days);
  const deals = makeDeals(random('deals'), customers, days);
  const prospects = makeLeads(random('prospects'), identities, team, deals, days);
  const purchases = makePurchases(random('purchases'), deals, days);
  const talks = makeActivities(random('talks'), prospects, deals, customers, days);
  const buyers = new Set(deals.filter(isWon).map(({ customer }) => customer));
  const cases = makeCases(random('cases'), [...buyers], team, days);
  const former = formerBuyers(customers, deals);
  for (const customer of former) buyers.add(customer);
  return {
    colleagues: COLLEAGUES,
    fields: FIELDS,
    accounts: customers.map((customer) =>
      buyers.has(customer) && customer.account.kind === 'prospect'
        ? { ...customer.account, kind: 'customer' }
        : customer.account,
    ),
    contacts: customers.flatMap(({ contacts }) => contacts),
    deals,
    campaigns: makeCampaigns(days),
    leads: prospects.map(({ lead }) => lead),
    activities: withMessageIds([...withMails(talks, days), ...makeCaseMails(cases)]),
    tasks: makeTasks(random('todos'), deals, prospects, team, days),
    meetings: makeMeetings(random('meetings'), deals, days),
    serviceLevels: makeServiceLevels(),
    cases,
    products: makeProducts(days),
    priceBook: makePriceBook(days),
    lines: makeLines(random('lines'), deals),
    purchases: [...purchases, ...makeFormerPurchases(former, purchases.length, days)],
    contracts: makeContracts(purchases, days),
    assets: makeAssets(purchases),
    expenses: makeExpenses(purchases),
  };
}

const isWon = ({ moves }: Deal) => moves.at(-1)?.stage === 'won';
