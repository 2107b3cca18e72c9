import { oneOf } from '../one-of.ts';

/** Languages beside English that dates are read in. Their abbreviations are only read where the user chooses so. */
export const LANGUAGES = ['de', 'fr', 'es', 'it', 'nl', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Reads `de, fr`. Throws `usage` for a language that dates cannot be read in. */
export function readLanguages(text: string): Language[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== '' && name !== 'en');
  return names.map((name) => oneOf('unknown language', name, LANGUAGES));
}
