/** The parts of a person's name; `salutation` only where the name begins with one. */
export type NameParts = {
  readonly first_name: string | null;
  readonly last_name: string;
  readonly salutation?: string;
};

/** What people are addressed with, in lower case and without dots. Left out is what is a name too, as `Don` is. */
const SALUTATIONS: ReadonlySet<string> = new Set(
  [
    'mr mrs ms miss mx dr prof professor rev',
    'herr frau ing dipl-ing',
    'monsieur madame mademoiselle mme mlle',
    'sr sra srta señor señora señorita dra',
    'sig sigra signor signora signorina dott dottssa avv',
    'dhr mevr mevrouw meneer drs ir',
    'senhor senhora',
  ].flatMap((words) => words.split(' ')),
);

const isSalutation = (word: string): boolean => SALUTATIONS.has(word.replaceAll('.', '').toLowerCase());

/**
 * Splits `Jane van Doe` into first and last name; `Doe, Jane` too. A single word is the last name. What the person is
 * addressed with is apart: `Dr. Jane Doe` is Jane.
 */
export function splitName(text: string): NameParts {
  const name = text.trim().replace(/\s+/g, ' ');
  const [, before, after] = /^([^,]+), ?([^,]+)$/.exec(name) ?? [];
  if (before && after) {
    const [salutation, first_name] = withoutSalutation(after);
    return { first_name, last_name: before, ...salutation };
  }
  const [salutation, own] = withoutSalutation(name);
  const at = own.indexOf(' ');
  // In East Asia the family comes first, and in Russian before a name that ends with that of the father.
  if (at > 0 && isEastAsian(own))
    return { first_name: own.slice(at + 1), last_name: own.slice(0, at), ...salutation };
  const russian = /^(\S+) (\S+ \S+(?:вич|вна|ична|ич))$/i.exec(own);
  if (russian) return { first_name: russian[2] ?? null, last_name: russian[1] ?? own, ...salutation };
  return at < 0
    ? { first_name: null, last_name: own, ...salutation }
    : { first_name: own.slice(0, at), last_name: own.slice(at + 1), ...salutation };
}

/** Whether a name is written in the letters of Chinese, Japanese or Korean alone. */
export function isEastAsian(name: string): boolean {
  return /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\s]+$/u.test(name);
}

/** The salutation that a name begins with, and the rest, which is not blank. */
export function withoutSalutation(name: string): [salutation: Pick<NameParts, 'salutation'>, rest: string] {
  const space = name.indexOf(' ');
  if (space < 0 || !isSalutation(name.slice(0, space))) return [{}, name];
  const words = name.split(' ');
  const other = words.slice(0, -1).findIndex((word) => !isSalutation(word));
  const named = other < 0 ? words.length - 1 : other;
  const salutation = words.slice(0, named).map((word) => word.replace(/\.$/, ''));
  return [{ salutation: salutation.join(' ') }, words.slice(named).join(' ')];
}
