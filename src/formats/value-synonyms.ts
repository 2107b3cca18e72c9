import type { Field } from '../domain/field.ts';
import { picklistKey } from '../domain/picklists.ts';
import { headerKey } from './field-names.ts';

/**
 * The names of choices in other programs as `--map-value` declarations. A word that is itself a choice is not
 * translated.
 */
export function valueSynonyms(fields: readonly Field[]): string[] {
  return fields.flatMap(({ name, choices = [], formerChoices, valueSynonyms: synonyms = {} }) => {
    const known = new Set(choices.map(headerKey));
    const has = (value: string) => choices.includes(value) || formerChoices?.has(picklistKey(value));
    return Object.entries(synonyms)
      .filter(([value]) => has(value))
      .flatMap(([value, theirs]) =>
        theirs.filter((word) => !known.has(headerKey(word))).map((word) => `${name}:${word}=${value}`),
      );
  });
}
