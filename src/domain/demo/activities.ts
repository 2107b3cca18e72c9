import { callResult } from '../call-results.ts';
import type { Dial } from './calls.ts';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Prospect } from './leads.ts';
import { CALL_NOTES, DEAL_CALLS, EMAIL_SUBJECTS, MEETINGS, NOTES } from './phrases.ts';
import type { Random } from './random.ts';
import { byTime, type DemoRecord, type DemoValues } from './record.ts';
import type { WorkingDays } from './working-days.ts';

/** How far back deals and customers are talked about, in days; calls to leads go back as far as the leads. */
const LATELY = 88;

/** Everything that was said, oldest first: calls to leads, and calls, e-mails, meetings and notes about deals. */
export function makeTalks(
  random: Random,
  prospects: readonly Prospect[],
  deals: readonly Deal[],
  customers: readonly Customer[],
  days: WorkingDays,
): DemoValues[] {
  const talks = [
    ...prospects.flatMap(({ lead, calls }) => calls.map((dial) => callTo(random, lead, dial))),
    ...prospects.flatMap(({ lead }) => (lead.converted_at ? [conversionOf(lead)] : [])),
    ...deals.flatMap((deal) => talksAbout(random, deal, days)),
    ...customers.flatMap((customer) => chatsWith(random, customer, days)),
  ];
  return talks
    .sort(byTime('at'))
    .map((talk) => ({ ...talk, created_at: talk.at ?? null, updated_at: talk.at ?? null }));
}

/** What a lead became is said of its calls too, as a conversion does. */
function linksOf(lead: DemoRecord) {
  const { account_id = null, contact_id = null, opp_id = null } = lead;
  return { lead_id: lead.id, account_id, contact_id, opp_id };
}

function callTo(random: Random, lead: DemoRecord, { at, result }: Dial): DemoValues {
  const { disposition } = callResult(result) ?? { disposition: 'failed' };
  const answered = disposition === 'answered';
  return {
    type: 'call',
    at,
    user: lead.owner ?? null,
    direction: 'out',
    disposition,
    outcome: result,
    duration: answered
      ? Math.round(random.logNormal(140, 0.9))
      : disposition === 'voicemail'
        ? random.int(20, 45)
        : null,
    body: random.pick(CALL_NOTES[result] ?? [null]),
    ...linksOf(lead),
  };
}

function conversionOf(lead: DemoRecord): DemoValues {
  const name = [lead.first_name, lead.last_name].filter(Boolean).join(' ');
  return {
    type: 'event',
    at: lead.converted_at ?? null,
    user: lead.owner ?? null,
    subject: `Converted lead ${lead.id}  ${name} into account ${lead.account_id}, contact ${lead.contact_id} and opp ${lead.opp_id}`,
    ...linksOf(lead),
  };
}

/** A few talks between the first step and the last, or until now while the deal is open. */
function talksAbout(random: Random, deal: Deal, days: WorkingDays): DemoValues[] {
  const { opp, closedAgo, customer } = deal;
  const from = Math.min(deal.age - 1, LATELY);
  const to = Math.max(1, closedAgo ?? 1);
  if (from < to) return [];
  return random.distinct(random.int(3, 7), to, from).map((ago) => ({
    at: days.there(days.someTimeAgo(random, ago), zoneOf(customer, opp.contact_id)),
    user: opp.owner ?? null,
    opp_id: opp.id,
    account_id: opp.account_id ?? null,
    contact_id: opp.contact_id ?? null,
    ...said(random),
  }));
}

function chatsWith(random: Random, customer: Customer, days: WorkingDays): DemoValues[] {
  const { account, contacts, age } = customer;
  if (account.kind === 'vendor' || random.chance(0.4)) return [];
  return random.distinct(random.int(1, 2), 1, Math.min(LATELY, age - 1)).map((ago) => {
    const at = days.someTimeAgo(random, ago);
    const contact = random.pick(contacts);
    return {
      at: days.there(at, zoneOf(customer, contact.id)),
      user: account.owner ?? null,
      account_id: account.id,
      contact_id: contact.id,
      ...said(random),
    };
  });
}

/** The zone of one of a customer's people; empty where it is not known. */
function zoneOf({ contacts }: Customer, id: unknown): string {
  return String(contacts.find((contact) => contact.id === id)?.timezone ?? '');
}

function said(random: Random) {
  const type = random.weighted([
    ['email', 5],
    ['call', 4],
    ['meeting', 2],
    ['note', 2],
  ]);
  switch (type) {
    case 'email':
      return { type, direction: random.pick(['in', 'out', 'out']), subject: random.pick(EMAIL_SUBJECTS) };
    case 'call':
      return {
        type,
        direction: random.pick(['in', 'out', 'out']),
        disposition: 'answered',
        outcome: 'connected',
        duration: random.int(60, 1500),
        body: random.pick(DEAL_CALLS),
      };
    case 'meeting': {
      const [subject, body] = random.pick(MEETINGS);
      return { type, subject, body, duration: random.pick([1800, 2700, 3600, 5400]) };
    }
    default:
      return { type, body: random.pick(NOTES) };
  }
}
