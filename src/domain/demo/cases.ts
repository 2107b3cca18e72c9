import { readWeekHours } from '../calendar/week-hours.ts';
import type { ServiceLevel } from '../service-level.ts';
import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import { byTime, type DemoRecord, type DemoValues } from './record.ts';
import type { Team } from './team.ts';
import type { WorkingDays } from './working-days.ts';

/** What goes wrong with meters: the trouble, its kind, how it is solved, and what the customer writes. */
const TROUBLES: readonly (readonly [subject: string, kind: string, resolution: string, letter: string])[] = [
  [
    'Meter shows no readings',
    'fault',
    'Restarted the gateway.',
    'The meter of the cold store has shown no readings since this morning.',
  ],
  [
    'Readings differ from the bill',
    'question',
    'Explained the tariff; the bill was right.',
    'Your readings are four percent below the bill of the utility. Which of them is right?',
  ],
  ['Gateway is offline', 'fault', 'Replaced the SIM card.', 'The light of the gateway has turned red.'],
  [
    'Installer did not come',
    'complaint',
    'New date, and the trip was credited.',
    'We waited all day, and nobody came to install the meters.',
  ],
  [
    'Another user for the portal',
    'request',
    'Added the user.',
    'Please add our new energy manager to the portal.',
  ],
  [
    'Invoice has the wrong address',
    'question',
    'Sent a new invoice.',
    'We have moved, and your invoice still goes to the old address.',
  ],
  [
    'Alarm does not go off',
    'fault',
    'The threshold was wrong: corrected it.',
    'Last night the load doubled, and no alarm went off.',
  ],
];
/** Cases for so many customers. */
const CUSTOMERS_PER_CASE = 4;
const MAX_AGE_DAYS = 60;
/** A younger case may still be open. */
const USUAL_DAYS = 8;

const HOUR_SECONDS = 3600;

/** What the company has promised to its customers, in hours of its own zone. */
export function makeServiceLevels(): Omit<ServiceLevel, 'zone'>[] {
  const times = (first: number, resolve: number) => ({
    firstResponse: first * HOUR_SECONDS,
    resolve: resolve * HOUR_SECONDS,
  });
  return [
    {
      name: 'standard',
      ...times(4, 24),
      hours: readWeekHours('mon-fri 9-17'),
      country: '',
      priorities: { urgent: times(0.5, 4), high: times(1, 8) },
      applies: 'account is not empty',
    },
  ];
}

/** Cases of customers: old ones are solved, of new ones some wait. */
export function makeCases(
  random: Random,
  buyers: readonly Customer[],
  team: Team,
  days: WorkingDays,
): DemoRecord[] {
  const count = Math.max(3, Math.round(buyers.length / CUSTOMERS_PER_CASE));
  const all: DemoValues[] = Array.from({ length: count }, (_, at) => {
    const { account, contacts } = random.pick(buyers);
    const [subject, kind, resolution] = TROUBLES[at % TROUBLES.length] as (typeof TROUBLES)[number];
    const age = at % 3 === 0 ? random.int(1, USUAL_DAYS) : random.int(1, MAX_AGE_DAYS);
    const created = days.someTimeAgo(random, age);
    const isSolved = age > USUAL_DAYS;
    const solved = isSolved ? days.someTimeAgo(random, age - random.int(1, USUAL_DAYS)) : null;
    return {
      subject,
      kind,
      status: isSolved ? 'solved' : random.pick(['open', 'open', 'waiting']),
      priority: random.weighted([
        ['normal', 6],
        ['high', 2],
        ['urgent', 1],
        ['low', 1],
      ]),
      sla: 'standard',
      channel: random.pick(['email', 'phone', 'web']),
      account_id: account.id,
      contact_id: contacts[0]?.id ?? null,
      owner: team.draw(random),
      resolution: isSolved ? resolution : null,
      first_response_at: solved,
      satisfaction: isSolved && age % 2 === 0 ? 3 + (age % 3) : null,
      solved_at: solved,
      created_at: created,
      updated_at: solved ?? created,
    };
  });
  return all.sort(byTime('created_at')).map((each, i) => ({ ...each, id: i + 1 }));
}

/** The mails about cases that came by mail: what the customer wrote, and how it was solved. */
export function makeCaseMails(cases: readonly DemoRecord[]): DemoValues[] {
  return cases
    .filter(({ channel }) => channel === 'email')
    .flatMap((each) => {
      const letter = TROUBLES.find(([subject]) => subject === each.subject)?.[3] ?? null;
      const { account_id = null, contact_id = null, owner: user = null, subject = null } = each;
      const common = { type: 'email', user, account_id, contact_id, case_id: each.id };
      const asked = { ...common, direction: 'in', at: each.created_at ?? null, subject, body: letter };
      if (each.status !== 'solved') return [asked];
      const answer = { direction: 'out', at: each.solved_at ?? null, body: each.resolution ?? null };
      return [asked, { ...common, ...answer, subject: `Re: ${subject} [case ${each.id}]` }];
    })
    .map((mail) => ({ ...mail, created_at: mail.at, updated_at: mail.at }));
}
