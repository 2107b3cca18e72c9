import { CASE_STATUS_KINDS } from './case-status.ts';
import { LEAD_STATUS_KINDS } from './lead-status.ts';
import { findNearest } from './suggest.ts';

/** A list of values that a team keeps, such as its lead sources. */
export type PicklistName =
  | 'lead-status'
  | 'source'
  | 'industry'
  | 'lost-reason'
  | 'disqualify-reason'
  | 'account-kind'
  | 'task-kind'
  | 'case-status'
  | 'case-kind'
  | 'case-channel'
  | 'doc-kind'
  | 'role'
  | 'salutation'
  | 'deal-type'
  | 'relation'
  | 'competitor'
  | 'team-role'
  | 'lifecycle'
  | 'campaign-type'
  | 'member-status';

/** What the values of a list are, in the order of `crm picklist list`. */
export const PICKLISTS: Readonly<Record<PicklistName, string>> = {
  'lead-status': 'Lead statuses',
  source: 'Sources',
  industry: 'Industries',
  'lost-reason': 'Reasons for losing a deal',
  'disqualify-reason': 'Reasons for disqualifying a lead',
  'account-kind': 'Kinds of accounts',
  'task-kind': 'Kinds of tasks',
  'case-status': 'Statuses of cases',
  'case-kind': 'Kinds of cases',
  'case-channel': 'Ways in which cases come',
  'doc-kind': 'Kinds of documents',
  role: 'Roles of contacts in deals',
  salutation: 'Salutations',
  'deal-type': 'Types of deals',
  relation: 'What contacts are to each other',
  competitor: 'Competitors for deals',
  'team-role': 'Roles of users for accounts',
  lifecycle: 'Lifecycle stages of people and companies',
  'campaign-type': 'Types of campaigns',
  'member-status': 'What members of campaigns did',
};

/** Lists whose values each mean one of these to the program; a new value means the first, unless it is said. */
export const MEANINGS: Readonly<Partial<Record<PicklistName, readonly string[]>>> = {
  'lead-status': LEAD_STATUS_KINDS,
  'case-status': CASE_STATUS_KINDS,
  // Whether it counts as a response.
  'member-status': ['waiting', 'response'],
};

export const PICKLIST_NAMES = Object.keys(PICKLISTS) as readonly PicklistName[];

/** Values that are the same but for their case and spaces have one key. */
export function picklistKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The key of a value without the dot of an abbreviation: `Dr.` is `Dr`. */
export function keyWithoutDot(text: string): string {
  return picklistKey(text).replace(/(?<=\p{L})\.$/u, '');
}

/** Above this number of values, only those that differ in signs and spaces count as close. */
const MAX_COMPARED_VALUES = 1000;

/** A value, what it means to the program, and the number of its records. */
interface CountedValue {
  readonly name: string;
  readonly kind: string | null;
  readonly used: number;
}

/** Two values that are probably the same; `keep` is that of the most records. */
interface SpellingPair {
  readonly name: string;
  readonly keep: string;
}

/** Values that are probably the same. Those that mean different things to the program are not. */
export function closeSpellings(values: readonly CountedValue[]): SpellingPair[] {
  const kinds = new Set(values.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => closeAmong(values.filter((value) => value.kind === kind)));
}

function closeAmong(values: readonly CountedValue[]): SpellingPair[] {
  const byUse = values.toSorted((a, b) => b.used - a.used || (a.name < b.name ? -1 : 1));
  const names = byUse.map(({ name }) => name);
  const bare = new Map<string, string>();
  const kept: string[] = [];
  const close: SpellingPair[] = [];
  for (const name of names) {
    const letters = picklistKey(name).replace(/[^\p{L}\p{N}]/gu, '');
    const same = letters === '' ? undefined : bare.get(letters);
    const isComparable = names.length <= MAX_COMPARED_VALUES;
    const keep = same ?? (isComparable ? (nearSpelling(name, kept) ?? oneWordApart(name, kept)) : undefined);
    if (keep === undefined) {
      kept.push(name);
      if (letters !== '') bare.set(letters, name);
    } else close.push({ name, keep });
  }
  return close;
}

/** The value that is the same with a word more or less at its end, which is no number: `Web` and `Web Site`. */
function oneWordApart(name: string, candidates: readonly string[]): string | undefined {
  const wordsOf = (text: string) => picklistKey(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const words = wordsOf(name);
  return candidates.find((candidate) => {
    const others = wordsOf(candidate);
    const [shorter, longer] = others.length < words.length ? [others, words] : [words, others];
    const more = longer.at(-1) ?? '';
    return (
      shorter.length > 0 &&
      longer.length === shorter.length + 1 &&
      !/\d/.test(more) &&
      shorter.every((word, at) => word === longer[at])
    );
  });
}

/** Shorter words differ in a letter or two without being the same. */
const MIN_TYPO_LENGTH = 5;

/** The value that is probably meant: one with the same beginning and digits, and a letter or two that differ. */
function nearSpelling(name: string, candidates: readonly string[]): string | undefined {
  if (name.length < MIN_TYPO_LENGTH) return undefined;
  const alike = candidates.filter(
    (candidate) =>
      Math.abs(candidate.length - name.length) <= 2 &&
      candidate.length >= MIN_TYPO_LENGTH &&
      candidate.replace(/\D/g, '') === name.replace(/\D/g, ''),
  );
  return findNearest(name, alike, 1).find(
    (near) => near.slice(0, 1).toLowerCase() === name.slice(0, 1).toLowerCase(),
  );
}
