import { emailOf, type Identities, type Person } from './identities.ts';
import type { DemoPlace } from './places.ts';
import type { Random } from './random.ts';
import type { DemoRecord } from './record.ts';
import type { Team } from './team.ts';
import type { WorkingDays } from './working-days.ts';

/** An account with its contacts. */
export interface Customer {
  readonly account: DemoRecord;
  /** The name without the legal form. */
  readonly shortName: string;
  readonly contacts: readonly DemoRecord[];
  /** Days since the account was created. */
  readonly age: number;
  /** Whether it was created by a lead conversion. */
  readonly converted: boolean;
}

/** Number of accounts; the last `CONVERTED` of them come from leads. */
const ACCOUNTS = 60;
const CONVERTED = 27;
const CONTACTS = 120;

/** Number of the account that examples use. */
export const ACME = 3;

const KINDS: Readonly<Record<number, string>> = {
  8: 'partner',
  14: 'partner',
  21: 'partner',
  11: 'vendor',
  26: 'vendor',
  17: 'person',
  29: 'person',
};

/** A person account has one contact (itself); vendors have none. */
const CONTACTS_OF: Readonly<Record<string, number>> = { person: 1, vendor: 0 };

/** Contacts of the other accounts, in rotation. */
const CONTACT_COUNTS = [2, 1, 4, 2, 1, 3, 2, 2];

/** Sixty accounts with 120 contacts: older customers first, then those converted in the last half year. */
export function makeCustomers(
  random: Random,
  identities: Identities,
  team: Team,
  days: WorkingDays,
): Customer[] {
  const customers: Customer[] = [];
  let contactId = 1;
  for (let id = 1; id <= ACCOUNTS; id++) {
    const converted = id > ACCOUNTS - CONVERTED;
    const age = converted
      ? 172 - Math.round(((id - (ACCOUNTS - CONVERTED)) * 162) / CONVERTED) + random.int(-2, 2)
      : 250 + (ACCOUNTS - id) * 12 + random.int(0, 90);
    const kind = KINDS[id] ?? 'prospect';
    const wanted = CONTACTS_OF[kind] ?? (CONTACT_COUNTS[(id - 1) % CONTACT_COUNTS.length] as number);
    // Every remaining account gets at least one, and the total is 120.
    const count = Math.min(wanted, CONTACTS - contactId + 1 - (ACCOUNTS - id));
    const owner = team.draw(random);
    const at = days.someTimeAgo(random, age);
    const drawn = identities.company();
    const company =
      id === ACME ? { ...drawn, name: 'Acme', shortName: 'Acme', domain: 'acme.example' } : drawn;
    const { place, domain } = company;
    const people = Array.from({ length: count }, () => identities.person(place));
    const base = {
      kind,
      city: place.city,
      region: place.region,
      country: place.country,
      source: converted ? null : random.pick(['referral', 'website', 'expo', 'partner']),
      owner,
      created_at: at,
      updated_at: at,
    };
    const account: DemoRecord =
      kind === 'person'
        ? { ...base, id, name: nameOf(people[0] as Person), phone: identities.phone(place) }
        : {
            ...base,
            id,
            name: company.name,
            website: `https://${domain}`,
            industry: company.industry,
            employees: Math.round(random.logNormal(90, 1)),
            street: company.street,
            email: `office@${domain}`,
            phone: identities.phone(place),
            tags: random.chance(0.25) ? [random.pick(['multi-site', 'key account', 'newsletter'])] : null,
          };
    const contacts = people.map((person) => ({
      ...contactOf(random, identities, person, kind === 'person' ? 'mail.example' : domain, place),
      id: contactId++,
      account_id: id,
      owner,
      created_at: at,
      updated_at: at,
    }));
    const shortName = kind === 'person' ? (people[0] as Person).last : company.shortName;
    if (id === ACME)
      Object.assign(account, {
        team: [`${owner} (account manager)`, 'dev (support)'],
        domains: ['acme.test'],
      });
    customers.push({ account, shortName, contacts, age, converted });
  }
  return customers;
}

const nameOf = ({ first, last }: Person) => `${first} ${last}`;

function contactOf(random: Random, identities: Identities, person: Person, domain: string, place: DemoPlace) {
  return {
    first_name: person.first,
    last_name: person.last,
    title: person.title,
    email: random.chance(0.93) ? emailOf(person, domain) : null,
    phone: random.chance(0.85) ? identities.phone(place) : null,
    city: place.city,
    country: place.country,
    timezone: place.timezone,
    do_not_email: random.chance(0.04),
  };
}
