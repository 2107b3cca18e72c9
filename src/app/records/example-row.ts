import { addDaysTo } from '../../domain/dates/calendar.ts';
import type { Field, Row, Value } from '../../domain/field.ts';
import { minorDigits } from '../../domain/money.ts';

/** What the fields of an example say, by name. */
const VALUES: Readonly<Record<string, Value>> = {
  name: 'Example',
  first_name: 'Ann',
  last_name: 'Example',
  company: 'Example Ltd',
  title: 'Head of purchasing',
  department: 'Purchasing',
  subject: 'Send the offer',
  code: 'EX-1',
  family: 'meters',
  unit: 'piece',
  place: 'Room 2',
  product: 'Gateway 2',
  attendees: 'Ann Example; Bob Example',
  body: 'Sent it by e-mail.',
  email: 'ann@example.com',
  other_emails: ['ann.example@example.org'],
  phone: '+14155550123',
  other_phones: ['+442079460018'],
  email_labels: ['work: ann@example.com'],
  phone_labels: ['mobile: +14155550123'],
  website: 'https://example.com',
  linkedin: 'https://www.linkedin.com/in/example',
  street: '1 Example Street',
  city: 'San Francisco',
  region: 'CA',
  postal_code: '94105',
  country: 'US',
  salutation: 'Ms',
  language: 'en',
  lifecycle: 'lead',
  shipping_street: '2 Example Street',
  shipping_city: 'Oakland',
  shipping_region: 'CA',
  shipping_postal_code: '94607',
  shipping_country: 'US',
  timezone: 'America/Los_Angeles',
  industry: 'Retail',
  source: 'fair',
  tags: ['example', 'fair'],
  notes: 'Met at the fair.',
};
/** Cells that an example leaves blank: what a record has only later, and what would have to exist already. */
const BLANK: ReadonlySet<string> = new Set([
  'birthdate',
  'lifecycle_since',
  'reason',
  'lost_reason',
  'resolution',
  'follows',
  'external_id',
  'next_attempt_at',
  'every',
  'cadence',
  'campaign',
  'probability',
  'forecast',
  'forecast_amount',
]);
/** Days from today to the days of an example. */
const DAYS_AHEAD = 30;

/** A row that shows how each field is written; it can be imported as it stands. */
export function exampleRow(
  fields: readonly Field[],
  { today, currency }: { readonly today: string; readonly currency: string },
): Row {
  return Object.fromEntries(fields.map((field) => [field.name, exampleOf(field, today, currency)]));
}

function exampleOf(field: Field, today: string, currency: string): Value {
  const { name, type, choices, past, custom } = field;
  if (field.target !== undefined || (!custom && BLANK.has(name))) return null;
  if (!custom && Object.hasOwn(VALUES, name)) return VALUES[name] ?? null;
  if (!custom && name === 'currency') return currency;
  const day = past ? today : addDaysTo(today, DAYS_AHEAD);
  switch (type) {
    case 'choice':
      return choices?.[0] ?? null;
    case 'bool':
      return false;
    case 'integer':
    case 'number':
      return 5;
    case 'duration':
      return 300;
    case 'money':
      return { minor: 1200 * 10 ** minorDigits(currency), currency };
    case 'date':
      return day;
    case 'datetime':
      return `${day}T09:00:00.000Z`;
    default:
      return custom ? 'example' : null;
  }
}
