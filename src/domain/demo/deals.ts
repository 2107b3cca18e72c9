import { daysBetween, toLocalDate } from '../dates/calendar.ts';
import type { Value } from '../field.ts';
import { ACME, type Customer } from './customers.ts';
import type { Random } from './random.ts';
import { byTime, type DemoMove, type DemoRecord } from './record.ts';
import { COLLEAGUES } from './team.ts';
import type { WorkingDays } from './working-days.ts';

/** An opportunity with its history. */
export interface Deal {
  readonly opp: DemoRecord;
  /** Every stage it entered, the first included. */
  readonly moves: readonly DemoMove[];
  readonly customer: Customer;
  /** Days since it was created. */
  readonly age: number;
  readonly open: boolean;
  /** Days since it was won or lost; null while it is open. */
  readonly closedAgo: number | null;
}

/** An opportunity before it has a number. */
interface Draft {
  readonly customer: Customer;
  readonly age: number;
  readonly created: string;
  readonly outcome: Outcome;
}

const OPEN_STAGES = ['prospecting', 'qualification', 'proposal', 'negotiation'] as const;
type Outcome = (typeof OPEN_STAGES)[number] | 'won' | 'lost';

const DEALS = 80;

/** Number of the opportunity that most examples use: open, in the middle of the pipeline, at Acme. */
const ACME_DEAL = 7;

/** Outcomes of the deals around it, which examples use too. */
const NEIGHBOURS: Readonly<Record<number, Outcome>> = {
  5: 'won',
  6: 'lost',
  8: 'qualification',
  9: 'negotiation',
};

const NEXT_STEPS: Readonly<Record<(typeof OPEN_STAGES)[number], readonly string[]>> = {
  prospecting: ['first call with the site manager', 'send the case study', 'find out who signs'],
  qualification: [
    'get twelve months of meter readings',
    'walk through the largest site',
    'confirm the budget',
  ],
  proposal: ['go through the offer together', 'send two references', 'revise the offer for fewer sites'],
  negotiation: ['answer the questions of their lawyers', 'agree the start date', 'wait for the signed order'],
};

const LOST_REASONS = [
  ['price', 5],
  ['no decision', 4],
  ['went with a competitor', 3],
  ['bad timing', 2],
  ['missing feature', 2],
] as const;

const COMPETITORS = ['Wattline', 'Gridwise', 'in-house'];

/** Eighty opportunities of the last half year, oldest first: one for each converted account, the rest at random. */
export function makeDeals(random: Random, customers: readonly Customer[], days: WorkingDays): Deal[] {
  const sellable = customers.filter(
    ({ account }) => account.kind === 'prospect' || account.kind === 'person',
  );
  const acme = customers.find(({ account }) => account.id === ACME) as Customer;
  const drafts: Draft[] = customers
    .filter(({ converted }) => converted)
    .map((customer) => ({
      customer,
      age: customer.age,
      created: customer.account.created_at as string,
      outcome: drawOutcome(random, customer.age),
    }));
  drafts.push({ customer: acme, age: 34, created: days.someTimeAgo(random, 34), outcome: 'won' });
  while (drafts.length < DEALS - 1) {
    const customer = random.pick(sellable);
    // Later than the first deal of a converted account, even across a weekend.
    const age = random.int(4, Math.min(178, customer.age - 4));
    const created = days.someTimeAgo(random, age);
    drafts.push({ customer, age, created, outcome: drawOutcome(random, age) });
  }
  drafts.sort(byTime('created'));
  const { age, created } = drafts[ACME_DEAL - 1] as Draft;
  drafts.splice(ACME_DEAL - 1, 0, { customer: acme, age, created, outcome: 'proposal' });
  const names = new Set(['Acme heating controls']);
  return drafts.map((draft, i) => {
    const outcome = NEIGHBOURS[i + 1] ?? draft.outcome;
    return makeDeal(random, i + 1, { ...draft, outcome }, names, days);
  });
}

/** Young deals are open and at an early stage; most old ones are closed. */
function drawOutcome(random: Random, age: number): Outcome {
  if (age < 15) {
    return random.weighted([
      ['prospecting', 6],
      ['qualification', 3],
    ]);
  }
  if (age < 60) {
    return random.weighted([
      ['prospecting', 4],
      ['qualification', 5],
      ['proposal', 4],
      ['negotiation', 2],
      ['won', 2],
      ['lost', 2],
    ]);
  }
  return random.weighted([
    ['prospecting', 1],
    ['qualification', 2],
    ['proposal', 3],
    ['negotiation', 2],
    ['won', 8],
    ['lost', 5],
  ]);
}

function makeDeal(random: Random, id: number, draft: Draft, names: Set<string>, days: WorkingDays): Deal {
  const { customer, age, outcome } = draft;
  const { account, contacts } = customer;
  const example = id === ACME_DEAL;
  const moves = movesTo(random, draft, days, example ? 9 : undefined);
  const last = moves.at(-1) as DemoMove;
  const open = outcome !== 'won' && outcome !== 'lost';
  const contact = example ? contacts[1] : random.pick(contacts);
  const late = outcome === 'proposal' || outcome === 'negotiation';
  const probability = late && !example && random.chance(0.2) ? random.pick([40, 60, 80, 90]) : null;
  const opp: DemoRecord = {
    id,
    name: example ? 'Acme heating controls' : nameOf(random, customer, names, days),
    account_id: account.id,
    contact_id: contact?.id ?? null,
    amount: { minor: (example ? 48_000 : amount(random)) * 100, currency: 'USD' },
    probability,
    close_date: open ? expectedClose(random, outcome, days, example) : toLocalDate(last.at),
    next_step: open && !example && random.chance(0.78) ? random.pick(NEXT_STEPS[outcome]) : null,
    source: customer.converted ? null : random.pick(['existing customer', 'referral', 'website', 'expo']),
    owner: account.owner ?? null,
    lost_reason: outcome === 'lost' ? random.weighted(LOST_REASONS) : null,
    competitors: random.chance(0.3) ? [random.pick(COMPETITORS)] : null,
    splits: splitsOf(id, account.owner),
    tags: random.chance(0.15) ? [random.pick(['multi-site', 'subsidy', 'framework'])] : null,
    created_at: draft.created,
    updated_at: last.at,
  };
  const closedAgo = open ? null : daysBetween(toLocalDate(last.at), days.today);
  return { opp, moves, customer, age, open, closedAgo };
}

/** Every ninth deal is that of two people. */
function splitsOf(id: number, owner: Value | undefined): string[] | null {
  const partner = COLLEAGUES.find(({ name }) => name !== owner);
  return id % 9 === 0 && typeof owner === 'string' && partner
    ? [`${owner} (70%)`, `${partner.name} (30%)`]
    : null;
}

/** The stage changes up to the outcome within `age` days. `lately`: days since the last one; random if left out. */
function movesTo(
  random: Random,
  { age, created, outcome }: Draft,
  days: WorkingDays,
  lately?: number,
): DemoMove[] {
  const reached =
    outcome === 'lost' ? random.int(1, 4) : outcome === 'won' ? 4 : OPEN_STAGES.indexOf(outcome) + 1;
  const decided = outcome === 'won' || outcome === 'lost';
  const path: Outcome[] = [...OPEN_STAGES.slice(0, reached), ...(decided ? [outcome] : [])];
  const steps = path.length - 1;
  if (steps === 0) return [{ stage: 'prospecting', at: created }];
  // The gaps leave room for weekends, so that each change is on a later day than the one before.
  const free = age - 3 * steps;
  const latest = Math.min(
    lately ?? (decided ? random.int(2, Math.max(2, free)) : Math.round(random.logNormal(11, 0.8))),
    free,
  );
  const between = random
    .distinct(steps - 1, 1, Math.floor((age - latest) / 3) - 1)
    .map((n) => latest + n * 3);
  const later = [...between.reverse(), Math.max(1, latest)].map((ago) => days.someTimeAgo(random, ago));
  return path.map((stage, i) => ({ stage, at: later[i - 1] ?? created }));
}

/** Deals in negotiation close soon; one in eight of the later ones has slipped. */
function expectedClose(
  random: Random,
  stage: (typeof OPEN_STAGES)[number],
  days: WorkingDays,
  soon: boolean,
): string {
  if (soon) return days.ahead(5);
  const late = stage === 'negotiation' || stage === 'proposal';
  if (late && random.chance(0.15)) return days.ago(random.int(2, 12));
  const [from, to] = {
    prospecting: [30, 110],
    qualification: [14, 75],
    proposal: [4, 45],
    negotiation: [1, 21],
  }[stage] as [number, number];
  return days.ahead(random.int(from, to));
}

function amount(random: Random): number {
  const value = random.logNormal(13_000, 0.75);
  const step = value < 20_000 ? 100 : 500;
  return Math.max(1_500, Math.round(value / step) * step);
}

/** The account and the subject; two deals of one account have different subjects. */
function nameOf(random: Random, { shortName }: Customer, used: Set<string>, days: WorkingDays): string {
  const year = days.today.slice(0, 4);
  for (;;) {
    const subject = random.weighted([
      ['energy monitoring', 5],
      [`sub-metering, ${random.int(2, 24)} sites`, 4],
      [`renewal ${year}`, 2],
      ['lighting retrofit', 2],
      ['heating controls', 3],
      ['energy audit', 2],
    ]);
    const name = `${shortName} ${subject}`;
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}
