/** A town with phone numbers reserved for fiction, which reach nobody. */
export interface DemoPlace {
  readonly city: string;
  readonly region: string | null;
  readonly country: string;
  readonly timezone: string;
  readonly people: 'english' | 'german' | 'french' | 'swedish';
  /** `#` stands for a free digit. */
  readonly phone: string;
}

const us = (city: string, region: string, area: string, timezone: string): DemoPlace => ({
  city,
  region,
  country: 'US',
  timezone: `America/${timezone}`,
  people: 'english',
  phone: `+1 ${area} 555 01##`,
});

const uk = (city: string, region: string, phone: string): DemoPlace => ({
  city,
  region,
  country: 'GB',
  timezone: 'Europe/London',
  people: 'english',
  phone: `+44 ${phone}`,
});

const german = (city: string, phone: string): DemoPlace => ({
  city,
  region: null,
  country: 'DE',
  timezone: 'Europe/Berlin',
  people: 'german',
  phone: `+49 ${phone}`,
});

const french = (city: string, phone: string): DemoPlace => ({
  city,
  region: null,
  country: 'FR',
  timezone: 'Europe/Paris',
  people: 'french',
  phone: `+33 ${phone}`,
});

/**
 * Number ranges that regulators reserve for fiction: NANPA (555-01xx), Ofcom, the Bundesnetzagentur, Arcep, the ACMA
 * and PTS.
 */
export const PLACES: readonly DemoPlace[] = [
  us('Portland', 'OR', '503', 'Los_Angeles'),
  us('Seattle', 'WA', '206', 'Los_Angeles'),
  us('Oakland', 'CA', '510', 'Los_Angeles'),
  us('Denver', 'CO', '303', 'Denver'),
  us('Austin', 'TX', '512', 'Chicago'),
  us('Chicago', 'IL', '312', 'Chicago'),
  us('Minneapolis', 'MN', '612', 'Chicago'),
  us('Milwaukee', 'WI', '414', 'Chicago'),
  us('Atlanta', 'GA', '404', 'New_York'),
  us('Boston', 'MA', '617', 'New_York'),
  us('Pittsburgh', 'PA', '412', 'New_York'),
  us('Raleigh', 'NC', '919', 'New_York'),
  {
    city: 'Toronto',
    region: 'ON',
    country: 'CA',
    timezone: 'America/Toronto',
    people: 'english',
    phone: '+1 416 555 01##',
  },
  uk('London', 'England', '20 7946 0###'),
  uk('Manchester', 'England', '161 496 0###'),
  uk('Leeds', 'England', '113 496 0###'),
  uk('Bristol', 'England', '117 496 0###'),
  uk('Edinburgh', 'Scotland', '131 496 0###'),
  uk('Cardiff', 'Wales', '29 2018 0###'),
  german('Berlin', '30 23125###'),
  german('Hamburg', '40 66969###'),
  german('München', '89 99998###'),
  german('Köln', '221 4710###'),
  french('Paris', '1 99 00 ## ##'),
  french('Lyon', '4 65 71 ## ##'),
  french('Nantes', '2 61 91 ## ##'),
  {
    city: 'Melbourne',
    region: 'VIC',
    country: 'AU',
    timezone: 'Australia/Melbourne',
    people: 'english',
    phone: '+61 3 5550 ####',
  },
  {
    city: 'Göteborg',
    region: null,
    country: 'SE',
    timezone: 'Europe/Stockholm',
    people: 'swedish',
    phone: '+46 31 390 06 ##',
  },
];
