import { type CrmError, usage } from '../domain/errors.ts';
import { editDistance, findNearest } from '../domain/suggest.ts';
import { aliasOf, type CatalogueEntry, findEntry, VERB_ALIASES } from './catalogue-entry.ts';
import { shorthands } from './shorthand.ts';

type Catalogue = readonly CatalogueEntry[];

/** Whether a word after a name is meant as a verb: of this noun with a wrong letter, or of another. A name begins with a capital. */
export function isUnknownVerb(entry: CatalogueEntry, word: string, catalogue: Catalogue): boolean {
  if (/^\p{Lu}/u.test(word)) return false;
  const verbs = Object.keys(entry.verbs?.() ?? {});
  if (verbs.some((verb) => editDistance(word, verb) <= 1) || aliasOf(word) !== undefined) return true;
  return (
    findEntry(catalogue, word) !== undefined ||
    catalogue.some((each) => Object.hasOwn(each.verbs?.() ?? {}, word))
  );
}

/** What people call things elsewhere, and where they are here. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  agenda: 'today',
  appointment: 'meeting',
  calendar: 'today',
  client: 'account',
  company: 'account',
  customer: 'account',
  dashboards: 'dashboard',
  email: 'mail',
  event: 'meeting',
  firm: 'account',
  inbox: 'mail list',
  init: 'lead add',
  kanban: 'board',
  label: 'tag',
  order: 'purchase',
  organisation: 'account',
  organization: 'account',
  people: 'contact',
  person: 'contact',
  prospect: 'lead',
  reminder: 'task',
  script: 'call session --help',
  settings: 'config',
  snippet: 'call session --help',
  statistics: 'report',
  stats: 'report',
  status: 'today',
  subscription: 'purchase',
  ticket: 'case',
  todo: 'task',
  version: '--version',
};

/** The noun to show a verb with that stands alone: that of the cold caller, if it has it. */
const USUAL_NOUN = 'lead';

const hasVerb = (entry: CatalogueEntry, verb: string) => Object.hasOwn(entry.verbs?.() ?? {}, verb);

/** The error for a line that begins with no noun or command; `next` is the word after it. */
export function unknownCommand(word: string, next: string | undefined, catalogue: Catalogue): CrmError {
  const verb = aliasOf(word) ?? word;
  // `crm add lead`: the right words in the wrong order.
  const noun = next === undefined ? undefined : findEntry(catalogue, next);
  if (noun && hasVerb(noun, verb))
    return usage(`unknown command "${word} ${next}"`, `Did you mean "crm ${noun.name} ${verb}"?`);
  const other = otherName(word);
  if (other !== undefined)
    return usage(`unknown command "${word}"`, `Did you mean "crm ${other}"?   See all: crm --help`);
  const nouns = catalogue.filter((entry) => hasVerb(entry, verb)).map(({ name }) => name);
  if (nouns.length > 0) {
    const example = nouns.includes(USUAL_NOUN) ? USUAL_NOUN : nouns[0];
    return usage(`"${word}" is a verb: write the noun first`, `For example: crm ${example} ${verb}`);
  }
  const names = catalogue.filter((entry) => !entry.hidden).map((entry) => entry.name);
  const [near] = findNearest(word, [...names, ...shorthands()]);
  return usage(
    `unknown command "${word}"`,
    near ? `Did you mean "crm ${near}"?   See all: crm --help` : 'See all: crm --help',
  );
}

/** What a word from elsewhere is called here, in the singular or the plural. */
function otherName(word: string): string | undefined {
  const singular = word.replace(/ies$/, 'y').replace(/s$/, '');
  const known = [word, singular].find((name) => Object.hasOwn(OTHER_NAMES, name));
  return known === undefined ? undefined : OTHER_NAMES[known];
}

/** The error for a noun with a word that is no verb of it. */
export function unknownVerb(entry: CatalogueEntry, verb: string, catalogue: Catalogue): CrmError {
  const names = Object.keys(entry.verbs?.() ?? {});
  const [near] = findNearest(verb, [...names, ...Object.keys(VERB_ALIASES)]);
  const verbName = near && (names.includes(near) ? near : aliasOf(near));
  // `crm export leads`: the right words in the wrong order.
  const noun = findEntry(catalogue, verb);
  if (noun && hasVerb(noun, entry.name))
    return usage(`unknown command "${entry.name} ${verb}"`, `Did you mean "crm ${noun.name} ${entry.name}"?`);
  // `crm lead 42`: the record is meant.
  if (/^#?\d+$/.test(verb) && names.includes('show'))
    return usage(`unknown command "${entry.name} ${verb}"`, `Did you mean "crm ${entry.name} show ${verb}"?`);
  return usage(
    `unknown command "${entry.name} ${verb}"`,
    verbName && names.includes(verbName)
      ? `Did you mean "crm ${entry.name} ${verbName}"?   See all: crm ${entry.name} --help`
      : `One of: ${names.join(', ')}`,
    // `crm contact merge 5 6`: what is not a verb of one noun.
    ...(noun && !noun.hidden && !verbName
      ? [`Or did you mean "crm ${noun.name}"?   Help: crm ${noun.name} --help`]
      : []),
    ...helpOfMoving(entry.name),
  );
}

/** What is meant by `crm import leads.csv` and `crm export leads.csv`. */
function helpOfMoving(name: string): string[] {
  if (name === 'import')
    return [
      'Records of one noun: crm lead import <file>   An export of another program: crm migrate <file or folder>',
    ];
  return name === 'export' ? ['Records of one noun: crm lead export'] : [];
}
