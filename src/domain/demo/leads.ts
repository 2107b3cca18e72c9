import { DISQUALIFIED, makeCalls, nextAttempt, type Status } from './calls.ts';
import { CAMPAIGNS } from './campaigns.ts';
import type { Deal } from './deals.ts';
import { type DemoLead, exampleLead } from './example-lead.ts';
import { emailOf, type Identities } from './identities.ts';
import type { Random } from './random.ts';
import { byTime, type DemoRecord } from './record.ts';
import type { Team } from './team.ts';
import type { WorkingDays } from './working-days.ts';

/** A lead before it has a number. */
interface Draft {
  readonly age: number;
  readonly created: string;
  readonly status: Status;
  /** The deal of a converted lead. */
  readonly deal: Deal | null;
}

const LEADS = 300;

/** Number of the lead that most examples use: mine, open, reached, with an e-mail and a phone. */
export const EXAMPLE_LEAD = 42;

/** Statuses of the example lead and the leads after it, which examples use too. */
const EXAMPLES: readonly Status[] = ['connected', 'connected', 'attempting', 'attempting'];

const SOURCES = [
  ['website', 28],
  ['cold list', 20],
  ['referral', 15],
  ['expo', 14],
  ['webinar', 12],
  ['partner', 6],
] as const;

const CAMPAIGN_OF: Readonly<Record<string, string>> = CAMPAIGNS;

const SCORES: Readonly<Record<Status, readonly [number, number]>> = {
  new: [15, 60],
  attempting: [15, 65],
  connected: [40, 85],
  qualified: [65, 95],
  nurturing: [20, 55],
  disqualified: [5, 35],
  converted: [70, 98],
};

/** Three hundred leads of the last half year, oldest first, including those that became deals. */
export function makeLeads(
  random: Random,
  identities: Identities,
  team: Team,
  deals: readonly Deal[],
  days: WorkingDays,
): DemoLead[] {
  const createdAgo = (age: number) => ({ age, created: days.someTimeAgo(random, age) });
  const drafts: Draft[] = deals
    .filter(({ customer }, i) => customer.converted && deals.findIndex((d) => d.customer === customer) === i)
    .map((deal) => ({ ...createdAgo(deal.age + random.int(6, 30)), status: 'converted', deal }));
  while (drafts.length < LEADS - EXAMPLES.length) {
    const age = Math.max(1, Math.round(180 * (random.int(0, 1000) / 1000) ** 1.5));
    drafts.push({ ...createdAgo(age), status: drawStatus(random, age), deal: null });
  }
  drafts.sort(byTime('created'));
  const { age, created } = drafts[EXAMPLE_LEAD - 1] as Draft;
  drafts.splice(EXAMPLE_LEAD - 1, 0, ...EXAMPLES.map((status) => ({ age, created, status, deal: null })));
  return drafts.map((draft, i) =>
    i === EXAMPLE_LEAD - 1
      ? exampleLead(EXAMPLE_LEAD, draft.created, team.me, days)
      : makeLead(random, identities, team, i + 1, draft, days),
  );
}

/** Young leads wait for their first call; most old ones are closed. */
function drawStatus(random: Random, age: number): Status {
  if (age < 4) return 'new';
  if (age < 10) {
    return random.weighted([
      ['new', 7],
      ['attempting', 3],
    ]);
  }
  return random.weighted([
    ['new', age < 25 ? 4 : 0],
    ['attempting', age < 60 ? 6 : 1],
    ['connected', 4],
    ['qualified', 2],
    ['nurturing', age < 30 ? 1 : 4],
    ['disqualified', age < 30 ? 1 : 5],
  ]);
}

function makeLead(
  random: Random,
  identities: Identities,
  team: Team,
  id: number,
  { age, created, status, deal }: Draft,
  days: WorkingDays,
): DemoLead {
  const [reason, how] = random.weighted(
    DISQUALIFIED.map(([why, result, weight]) => [[why, result] as const, weight]),
  );
  const last = status === 'disqualified' ? how : null;
  const dials = makeCalls(random, status, { age, until: deal?.age ?? 0, last }, days);
  const score = random.int(...SCORES[status]);
  const source = random.weighted(SOURCES);
  const owner = (deal?.opp.owner as string | undefined) ?? team.draw(random);
  const doNotCall = status === 'disqualified' && how === 'do-not-call';
  const person = deal ? personOfDeal(deal) : drawPerson(random, identities);
  // Calls are made during the day in the lead's zone.
  const calls = dials.map((dial) => ({ ...dial, at: days.there(dial.at, String(person.timezone ?? '')) }));
  const called = calls.at(-1);
  const lead: DemoRecord = {
    ...person,
    id,
    source,
    campaign: CAMPAIGN_OF[source] ?? null,
    status,
    reason:
      status === 'disqualified'
        ? reason
        : status === 'nurturing'
          ? random.pick(['not this year', 'in a contract until next year', 'no budget yet'])
          : null,
    rating: score >= 70 ? 'hot' : score >= 40 ? 'warm' : 'cold',
    score,
    sites: random.chance(0.5) ? random.int(1, 30) : null,
    owner,
    do_not_call: doNotCall,
    tags: random.chance(0.2) ? [random.pick(['multi-site', 'newsletter', 'event', 'decision maker'])] : null,
    attempts: calls.length,
    last_attempt_at: called?.at ?? null,
    next_attempt_at: nextAttempt(random, status, calls, days),
    created_at: created,
    updated_at: called?.at ?? created,
    ...(deal ? converted(deal) : {}),
  };
  return { lead, calls };
}

/** A new person: most have an e-mail and a phone, a few are only a company. */
function drawPerson(random: Random, identities: Identities) {
  const company = identities.company();
  const { place, domain } = company;
  const person = identities.person(place);
  const nameless = random.chance(0.04);
  const reachable = random.int(1, 100);
  return {
    first_name: nameless ? null : person.first,
    last_name: nameless ? null : person.last,
    title: nameless ? null : person.title,
    company: company.name,
    email: reachable <= 10 ? null : nameless ? `hello@${domain}` : emailOf(person, domain),
    phone: reachable > 92 ? null : identities.phone(place),
    website: random.chance(0.6) ? `https://${domain}` : null,
    industry: company.industry,
    street: company.street,
    city: place.city,
    region: place.region,
    country: place.country,
    timezone: place.timezone,
  };
}

function personOfDeal({ customer: { account, contacts }, opp }: Deal) {
  const contact = contacts.find(({ id }) => id === opp.contact_id) as DemoRecord;
  const {
    first_name = null,
    last_name = null,
    title = null,
    email = null,
    phone = null,
    timezone = null,
  } = contact;
  const {
    name = null,
    website = null,
    industry = null,
    city = null,
    region = null,
    country = null,
  } = account;
  return {
    first_name,
    last_name,
    title,
    company: account.kind === 'person' ? null : name,
    email,
    phone,
    website,
    industry,
    city,
    region,
    country,
    timezone,
  };
}

function converted({ opp, customer: { account } }: Deal) {
  return {
    converted_at: opp.created_at ?? null,
    updated_at: opp.created_at ?? null,
    account_id: account.id,
    contact_id: opp.contact_id ?? null,
    opp_id: opp.id,
    next_attempt_at: null,
  };
}
