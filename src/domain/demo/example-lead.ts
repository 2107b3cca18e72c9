import type { Dial } from './calls.ts';
import type { DemoRecord } from './record.ts';
import type { WorkingDays } from './working-days.ts';

/** A lead with its calls, latest last. */
export interface DemoLead {
  readonly lead: DemoRecord;
  readonly calls: readonly Dial[];
}

const ZONE = 'America/Chicago';

/** A lead that was reached and has a callback today. */
export function exampleLead(id: number, created: string, owner: string, days: WorkingDays): DemoLead {
  const at = (ago: number, hours: number, minutes: number) =>
    days.there(days.time(days.ago(ago), hours, minutes), ZONE);
  const calls = [
    { at: at(21, 10, 5), result: 'voicemail' },
    { at: at(13, 15, 40), result: 'gatekeeper' },
    { at: at(4, 11, 20), result: 'callback' },
  ];
  const lead: DemoRecord = {
    id,
    first_name: 'Priya',
    last_name: 'Raman',
    title: 'Operations Manager',
    company: 'Lakeside Cold Storage LLC',
    email: 'priya.raman@lakeside-cold-storage.example',
    // From a town that no other record uses, so the number is unique.
    phone: '+1 608 555 0142',
    other_phones: ['+1 608 555 0143'],
    website: 'https://lakeside-cold-storage.example',
    industry: 'logistics',
    street: '1400 Lake Street',
    city: 'Madison',
    region: 'WI',
    country: 'US',
    timezone: ZONE,
    source: 'expo',
    campaign: 'spring expo',
    status: 'connected',
    rating: 'warm',
    score: 72,
    sites: 6,
    owner,
    tags: ['multi-site', 'event'],
    notes:
      'Six cold stores around the lake; the power bill doubled last year. Decides together with the CFO.',
    attempts: calls.length,
    last_attempt_at: calls.at(-1)?.at ?? null,
    next_attempt_at: days.time(days.today, 15),
    created_at: created,
    updated_at: calls.at(-1)?.at ?? null,
  };
  return { lead, calls };
}
