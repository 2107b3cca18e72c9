import { FILTER_WORDS } from './custom-field.ts';
import { isNounName, NOUN_NAME_LENGTH } from './custom-noun.ts';
import { usage } from './errors.ts';
import { isFunction } from './filter/functions.ts';

/** Nouns that crm has or is to have one day, with what else they are called: names that a team cannot use. */
const RESERVED_NOUNS: Readonly<Record<string, readonly string[]>> = {
  account: ['accounts'],
  activity: ['activities'],
  asset: ['assets'],
  assign: [],
  call: ['calls'],
  campaign: ['campaigns'],
  case: ['cases'],
  contact: ['contacts'],
  contract: ['contracts'],
  dashboard: ['dashboards'],
  doc: ['docs', 'document', 'documents'],
  expense: ['expenses'],
  field: ['fields'],
  forecast: ['forecasts'],
  form: ['forms'],
  hook: ['hooks'],
  lead: ['leads'],
  line: ['lines'],
  mail: ['mails'],
  meeting: ['meetings'],
  noun: ['nouns'],
  opp: ['opps', 'opportunity', 'opportunities'],
  picklist: ['picklists'],
  pipeline: ['pipelines'],
  price: ['prices'],
  pricebook: ['pricebooks', 'price_book', 'price_books'],
  product: ['products'],
  proposal: ['proposals'],
  purchase: ['purchases'],
  queue: ['queues'],
  quote: ['quotes'],
  rate: ['rates'],
  record: ['records'],
  renewal: ['renewals'],
  role: ['roles'],
  rule: ['rules'],
  score: ['scores'],
  segment: ['segments'],
  sequence: ['sequences'],
  sla: ['slas'],
  stage: ['stages'],
  target: ['targets'],
  task: ['tasks'],
  team: ['teams'],
  template: ['templates'],
  tier: ['tiers'],
  token: ['tokens'],
  user: ['users'],
  webhook: ['webhooks'],
};

/** Words with a meaning of their own in filters and rules. */
const RESERVED_WORDS: ReadonlySet<string> = new Set([
  ...FILTER_WORDS,
  ...['true', 'false', 'if', 'on', 'every', 'tag', 'tags', 'custom', 'id', 'help'],
]);

/** Why crm keeps a name for itself; null if it is free for nouns of teams. */
export function reservationOf(name: string): string | null {
  const kept = Object.entries(RESERVED_NOUNS).find(
    ([noun, others]) => noun === name || others.includes(name),
  );
  if (kept) return `crm keeps the name for ${kept[1][0] ?? 'a command'} of its own`;
  if (RESERVED_WORDS.has(name) || isFunction(name)) return 'it has another meaning in filters and commands';
  return null;
}

/** A typed name or plural of a noun, without spaces around it. Throws `usage` for one of another form, suggesting one. */
export function readNounName(text: string, what: 'name' | 'plural'): string {
  const name = text.trim();
  if (!isNounName(name)) {
    const better = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[_\d]+|_+$/g, '')
      .slice(0, NOUN_NAME_LENGTH.max);
    throw usage(
      `"${name}" is not a valid ${what} for a noun`,
      `Use ${NOUN_NAME_LENGTH.min} to ${NOUN_NAME_LENGTH.max} lower-case letters, digits and _${isNounName(better) ? `, for example ${better}` : ''}`,
    );
  }
  return name;
}

/** What several are called, where nobody has said it: `agencies`, `branches`, `projects`. */
export function pluralOf(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
