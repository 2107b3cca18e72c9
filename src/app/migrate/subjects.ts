import type { Noun } from '../../domain/field.ts';
import { type Subject, UNSUPPORTED } from '../../formats/presets/preset.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';

/** The kinds of records that a migration imports. */
export type MigratedSubject =
  | Noun
  | 'user'
  | 'contact role'
  | 'campaign member'
  | 'quote line'
  | 'stage history'
  | 'attachment';

/** Kinds that are no nouns, and their plural; users come first, what belongs to deals last. */
const PLURAL = {
  user: 'users',
  'contact role': 'roles of contacts',
  'campaign member': 'members of campaigns',
  'quote line': 'lines of quotes',
  'stage history': 'stages of deals',
  attachment: 'files of records',
} as const;

/** What files of other programs are called, besides the names of our nouns. */
const OTHER_NAMES: Readonly<Partial<Record<Subject, readonly string[]>>> = {
  user: ['user', 'users', 'owner', 'owners', 'team', 'teams', 'agent', 'agents', 'rep', 'reps'],
  account: ['company', 'companies', 'organization', 'organizations', 'organisations', 'customers', 'clients'],
  contact: ['people', 'persons', 'person', 'connections'],
  lead: ['prospects'],
  opp: ['pipeline', 'potential', 'potentials'],
  meeting: ['event', 'events', 'appointment', 'appointments', 'calendar'],
  activity: ['interactions', 'call', 'calls', 'notes', 'emails'],
  task: ['todos'],
  campaign: ['campaign', 'campaigns'],
  case: ['case', 'cases', 'tickets'],
  product: ['product', 'products'],
};

const DEALS: readonly string[] = ['deal', 'deals', 'opportunity', 'opportunities'];

/** The kind of records of a file, by the last word of its name that tells: `Leads_2026_02_10.csv`; null if unclear. */
export function subjectOfName(nouns: Nouns, name: string): Subject | null {
  const words =
    name
      .replace(/\.[^.]*$/, '')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  const whole = [...nouns].find(({ noun, plural }) => [noun, plural].includes(words.join('_')));
  if (whole) return whole.noun as Subject;
  // "deals-products", "OpportunityProduct": what is sold with a deal.
  const [of = '', what = ''] = words.slice(-2);
  if (DEALS.includes(of) && OTHER_NAMES.product?.includes(what)) return 'line';
  for (const word of words.toReversed()) {
    const spec = [...nouns].find(({ noun, plural, aliases }) => [noun, plural, ...aliases].includes(word));
    if (spec) return spec.noun as Subject;
    for (const [subject, names] of Object.entries(OTHER_NAMES))
      if (names?.includes(word)) return subject as Subject;
  }
  return null;
}

/** The imported kinds, in an order in which references can be resolved: what a record names comes before it. */
export function migrationOrder(nouns: Nouns): readonly MigratedSubject[] {
  const left = [...nouns].toReversed();
  const ordered: Noun[] = [];
  while (left.length > 0) {
    const next = left.findIndex((spec) => !left.some((other) => other !== spec && names(spec, other.noun)));
    ordered.push(...left.splice(Math.max(0, next), 1).map(({ noun }) => noun));
  }
  return ['user', ...ordered, 'contact role', 'campaign member', 'quote line', 'stage history', 'attachment'];
}

/** Whether records of a noun name those of another. */
function names({ fields }: NounDefinition, other: Noun): boolean {
  return fields.some(({ name, target }) => target === other || name === `${other}_id`);
}

/** What messages call such records. */
export function pluralOf(nouns: Nouns, subject: MigratedSubject): string {
  return isPart(subject) ? PLURAL[subject] : nouns.get(subject).plural;
}

/** Whether the records are none of a noun. */
export function isPart(subject: MigratedSubject): subject is keyof typeof PLURAL {
  return subject in PLURAL;
}

/** Whether crm has such records. */
export function isMigrated(subject: Subject): subject is MigratedSubject {
  return !(subject in UNSUPPORTED);
}

/** The field without which there is no record of a noun, if a single column holds it. */
export function neededField({ title, fields }: NounDefinition): string | null {
  return fields.find(({ name, access }) => name === title && access === 'edit')?.name ?? null;
}
