import type { Field } from '../domain/field.ts';
import { headerKey } from './field-names.ts';

/**
 * The names of choices in other programs as `--map-value` declarations. A word that is itself a choice is not
 * translated.
 */
export function valueSynonyms(fields: readonly Field[]): string[] {
  return fields.flatMap(({ name, choices = [], valueSynonyms: synonyms = {} }) => {
    const known = new Set(choices.map(headerKey));
    return Object.entries(synonyms)
      .filter(([value]) => choices.includes(value))
      .flatMap(([value, theirs]) =>
        theirs.filter((word) => !known.has(headerKey(word))).map((word) => `${name}:${word}=${value}`),
      );
  });
}
