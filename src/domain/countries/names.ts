/** Finds the country (ISO 3166, two letters) that a text names; null if it names none. */
export type CountryOf = (name: string) => string | null;

/** Makes a finder of the text of `data/names.ts`: names in seven languages and codes of two and three letters. */
export function makeCountryOf(text: string): CountryOf {
  const codes = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [code = '', ...names] = line.split('|');
    codes.set(code.toLowerCase(), code);
    for (const name of names) codes.set(name, code);
  }
  return (name) => codes.get(comparedName(name)) ?? null;
}

/** Without case, accents, punctuation and a leading article. */
export function comparedName(name: string): string {
  // Classes of all letters take milliseconds to set up, and most names need none.
  const letters = ASCII.test(name)
    ? name.replace(/[.']/g, '').replace(/[^A-Za-z0-9]+/g, ' ')
    : plainLetters(name);
  return letters.trim().toLowerCase().replace(/^the /, '');
}

const ASCII = /^[ -~]*$/;

function plainLetters(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[.'\u2019]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}
