import type { Field } from '../domain/field.ts';
import { picklistKey } from '../domain/picklists.ts';
import { headerKey } from './field-names.ts';
import { TRANSLATED_VALUES } from './translated-values.ts';

/**
 * The names of choices in other programs and languages as `--map-value` declarations. A word that is itself a choice is not
 * translated.
 */
export function valueSynonyms(fields: readonly Field[]): string[] {
  return fields.flatMap(({ name, choices = [], formerChoices, valueSynonyms: synonyms = {} }) => {
    const known = new Set(choices.map(headerKey));
    const has = (value: string) => choices.includes(value) || formerChoices?.has(picklistKey(value));
    return [...translatedWords(name), ...Object.entries(synonyms)]
      .filter(([value]) => has(value))
      .flatMap(([value, theirs]) =>
        theirs
          .filter((word) => !known.has(headerKey(word)))
          .flatMap(spellings)
          .map((word) => `${name}:${word}=${value}`),
      );
  });
}

/** Words as people write them, and as programs name them: `in progress`, `in_progress`, `in-progress`. */
const spellings = (words: string) =>
  words.includes(' ') ? [words, words.replaceAll(' ', '_'), words.replaceAll(' ', '-')] : [words];

/** Words of other languages for choices of a field, with their accents and without. */
function translatedWords(field: string): [choice: string, theirs: readonly string[]][] {
  return Object.entries(TRANSLATED_VALUES[field] ?? {}).map(([choice, theirs]) => [
    choice,
    [...new Set(theirs.flatMap((word) => [word, word.normalize('NFD').replace(/\p{M}+/gu, '')]))],
  ]);
}
