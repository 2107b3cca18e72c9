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

/** The error for a line that begins with no noun or command. */
export function unknownCommand(noun: string, catalogue: Catalogue): CrmError {
  const verbs = catalogue
    .filter((entry) => Object.hasOwn(entry.verbs?.() ?? {}, noun))
    .map((entry) => entry.name);
  if (verbs.length > 0) {
    return usage(`"${noun}" is a verb: write the noun first`, `For example: crm ${verbs[0]} ${noun}`);
  }
  const names = catalogue.filter((entry) => !entry.hidden).map((entry) => entry.name);
  const [near] = findNearest(noun, [...names, ...shorthands()]);
  return usage(
    `unknown command "${noun}"`,
    near ? `Did you mean "crm ${near}"?   See all: crm --help` : 'See all: crm --help',
  );
}

/** The error for a noun with a word that is no verb of it. */
export function unknownVerb(entry: CatalogueEntry, verb: string, catalogue: Catalogue): CrmError {
  const names = Object.keys(entry.verbs?.() ?? {});
  const [near] = findNearest(verb, [...names, ...Object.keys(VERB_ALIASES)]);
  const verbName = near && (names.includes(near) ? near : aliasOf(near));
  // `crm export leads`: the right words in the wrong order.
  const noun = findEntry(catalogue, verb);
  if (noun && Object.hasOwn(noun.verbs?.() ?? {}, entry.name))
    return usage(`unknown command "${entry.name} ${verb}"`, `Did you mean "crm ${noun.name} ${entry.name}"?`);
  return usage(
    `unknown command "${entry.name} ${verb}"`,
    verbName && names.includes(verbName)
      ? `Did you mean "crm ${entry.name} ${verbName}"?   See all: crm ${entry.name} --help`
      : `One of: ${names.join(', ')}`,
    // `crm contact merge 5 6`: what is not a verb of one noun.
    ...(noun && !noun.hidden && !verbName
      ? [`Or did you mean "crm ${noun.name}"?   Help: crm ${noun.name} --help`]
      : []),
    ...(catalogue.some(({ verbs }) => verbs && Object.hasOwn(verbs, entry.name))
      ? [`For records of one noun: crm lead ${entry.name}`]
      : []),
  );
}
