import { callResult } from '../call-results.ts';
import type { Dial } from './calls.ts';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { DemoLead } from './example-lead.ts';
import { CALL_NOTES, DEAL_CALLS, EMAILS, MEETINGS, NOTES } from './phrases.ts';
import type { Random } from './random.ts';
import { byTime, type DemoRecord, type DemoValues } from './record.ts';
import type { WorkingDays } from './working-days.ts';

/** How far back activities on deals and accounts go, in days; calls to leads go back as far as the leads. */
const MAX_DAYS_AGO = 88;

/** All activities, oldest first: calls to leads; calls, e-mails, meetings and notes on deals. */
export function makeActivities(
  random: Random,
  leads: readonly DemoLead[],
  deals: readonly Deal[],
  customers: readonly Customer[],
  days: WorkingDays,
): DemoValues[] {
  const activities = [
    ...leads.flatMap(({ lead, calls }) => calls.map((dial) => callActivity(random, lead, dial))),
    ...leads.flatMap(({ lead }) => (lead.converted_at ? [conversionActivity(lead)] : [])),
    ...deals.flatMap((deal) => dealActivities(random, deal, days)),
    ...customers.flatMap((customer) => accountActivities(random, customer, days)),
  ];
  return activities
    .sort(byTime('at'))
    .map((activity) => ({ ...activity, created_at: activity.at ?? null, updated_at: activity.at ?? null }));
}

/** Links the calls of a converted lead to its account, contact and deal, as a conversion does. */
function linksOf(lead: DemoRecord) {
  const { account_id = null, contact_id = null, opp_id = null } = lead;
  return { lead_id: lead.id, account_id, contact_id, opp_id };
}

function callActivity(random: Random, lead: DemoRecord, { at, result }: Dial): DemoValues {
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

function conversionActivity(lead: DemoRecord): DemoValues {
  const name = [lead.first_name, lead.last_name].filter(Boolean).join(' ');
  return {
    type: 'event',
    at: lead.converted_at ?? null,
    user: lead.owner ?? null,
    subject: `Converted lead ${lead.id}  ${name} into account ${lead.account_id}, contact ${lead.contact_id} and opp ${lead.opp_id}`,
    ...linksOf(lead),
  };
}

/** Some activities between the first stage and the last, or until now for an open deal. */
function dealActivities(random: Random, deal: Deal, days: WorkingDays): DemoValues[] {
  const { opp, closedAgo, customer } = deal;
  const from = Math.min(deal.age - 1, MAX_DAYS_AGO);
  const to = Math.max(1, closedAgo ?? 1);
  if (from < to) return [];
  return random.distinct(random.int(3, 7), to, from).map((ago) => ({
    at: days.there(days.someTimeAgo(random, ago), zoneOf(customer, opp.contact_id)),
    user: opp.owner ?? null,
    opp_id: opp.id,
    account_id: opp.account_id ?? null,
    contact_id: opp.contact_id ?? null,
    ...drawActivity(random),
  }));
}

function accountActivities(random: Random, customer: Customer, days: WorkingDays): DemoValues[] {
  const { account, contacts, age } = customer;
  if (account.kind === 'vendor' || random.chance(0.4)) return [];
  return random.distinct(random.int(1, 2), 1, Math.min(MAX_DAYS_AGO, age - 1)).map((ago) => {
    const at = days.someTimeAgo(random, ago);
    const contact = random.pick(contacts);
    return {
      at: days.there(at, zoneOf(customer, contact.id)),
      user: account.owner ?? null,
      account_id: account.id,
      contact_id: contact.id,
      ...drawActivity(random),
    };
  });
}

/** The zone of a contact; empty if unknown. */
function zoneOf({ contacts }: Customer, id: unknown): string {
  return String(contacts.find((contact) => contact.id === id)?.timezone ?? '');
}

function drawActivity(random: Random) {
  const type = random.weighted([
    ['email', 5],
    ['call', 4],
    ['meeting', 2],
    ['note', 2],
  ]);
  switch (type) {
    case 'email':
      return { type, direction: random.pick(['in', 'out', 'out']), subject: random.pick(EMAILS)[0] };
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
