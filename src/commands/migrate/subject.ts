import { basename, extname } from 'node:path';
import { usage } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { Subject } from '../../formats/presets/preset.ts';

/** Words for each kind of record in file names; a word at the end of a name counts first. */
const WORDS: Readonly<Partial<Record<Subject, readonly string[]>>> = {
  user: ['user', 'users', 'owner', 'owners', 'team', 'teams', 'agent', 'agents', 'rep', 'reps'],
  account: [
    'account',
    'accounts',
    'company',
    'companies',
    'organization',
    'organizations',
    'organisations',
    'customers',
    'clients',
  ],
  contact: ['contact', 'contacts', 'people', 'persons', 'person'],
  lead: ['lead', 'leads', 'prospects'],
  opp: ['opp', 'opps', 'opportunity', 'opportunities', 'deal', 'deals', 'pipeline'],
  activity: [
    'activity',
    'activities',
    'interactions',
    'call',
    'calls',
    'event',
    'events',
    'meetings',
    'notes',
    'emails',
  ],
  task: ['task', 'tasks', 'todos'],
  campaign: ['campaign', 'campaigns'],
  case: ['case', 'cases', 'tickets'],
  product: ['product', 'products'],
};

/**
 * The imported kinds of records, in an order in which references can be resolved: leads after their converted
 * records.
 */
export const MIGRATION_ORDER = ['user', 'account', 'contact', 'opp', 'lead', 'activity', 'task'] as const;
export type MigratableNoun = (typeof MIGRATION_ORDER)[number];

export const PLURAL: Readonly<Record<MigratableNoun, string>> = {
  user: 'users',
  account: 'accounts',
  contact: 'contacts',
  opp: 'opportunities',
  lead: 'leads',
  activity: 'activities',
  task: 'tasks',
};

/** Whether crm supports such records. */
export function isMigratable(subject: Subject): subject is MigratableNoun {
  return (MIGRATION_ORDER as readonly string[]).includes(subject);
}

/** The kind of records of a file, by its name: `Leads_2026_02_10.csv`; null if unclear. */
export function subjectOfName(name: string): Subject | null {
  const words =
    basename(name, extname(name))
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  for (const word of words.toReversed()) {
    for (const [subject, known] of Object.entries(WORDS))
      if (known?.includes(word)) return subject as Subject;
  }
  return null;
}

/**
 * Parses `--noun file=noun`: by file its noun, null for a skipped one (`file=-`). Throws `usage` with the nearest
 * name.
 */
export function readNouns(
  texts: readonly string[],
  files: readonly string[],
): ReadonlyMap<string, MigratableNoun | null> {
  const wanted = new Map<string, MigratableNoun | null>();
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    if (at < 1)
      throw usage(
        `--noun needs file=noun, not "${text}"`,
        'For example: --noun people.csv=contact   or, to skip it: --noun people.csv=-',
      );
    wanted.set(fileNamed(text.slice(0, at), files, '--noun'), nounNamed(text.slice(at + 1)));
  }
  return wanted;
}

/** Finds the file that a user names, in any case, with or without extension. Throws `usage` with the nearest. */
export function fileNamed(text: string, files: readonly string[], option: string): string {
  const key = text.trim().toLowerCase();
  const found =
    files.find((name) => name.toLowerCase() === key) ??
    files.find((name) => basename(name, extname(name)).toLowerCase() === basename(key));
  if (found) return found;
  const [near] = findNearest(text, files);
  throw usage(
    `${option} names "${text}", which is not one of the files`,
    near ? `Did you mean "${near}"?` : `Files: ${files.join(', ')}`,
  );
}

function nounNamed(text: string): MigratableNoun | null {
  const key = text.trim().toLowerCase();
  if (key === '-') return null;
  const subject = (Object.keys(WORDS) as Subject[]).find((each) => each === key) ?? subjectOfName(key);
  if (subject && isMigratable(subject)) return subject;
  throw usage(`--noun cannot be "${text}"`, `One of: ${MIGRATION_ORDER.join(', ')}; - skips the file`);
}
