/** Separators that always part numbers, except before an extension: `+14155550128;ext=208`, `…;208`. */
const SURE_SEPARATORS = /\n|\||;(?!\s*(?:ext|isub|phone-context)=)(?!\d{1,5}#?(?:$|[;\n|]))/i;

/** Separators that may as well be within a number or its note. */
const POSSIBLE_SEPARATORS =
  /\s*(?:[/,&]|\s(?:or|and|oder|und|ou|et|o|u|y|e|of|en|eller|och|lub|i|или|и)(?=\s))\s*/iu;

/** Fewer digits than these after a slash are no number of their own. */
const MIN_DIGITS_OF_NUMBER = 7;

/** The parts of a text that surely are apart, each a number or not; blank ones are left out. */
export function splitPhones(text: string): string[] {
  return parts(text, SURE_SEPARATORS);
}

/** The parts of a text that may be numbers of their own: only if each of them is one. */
export function splitPossiblePhones(text: string): string[] {
  const found = parts(text, POSSIBLE_SEPARATORS);
  const isNumberLike = (part: string) => part.replace(/\D/g, '').length >= MIN_DIGITS_OF_NUMBER;
  return found.length > 1 && found.every(isNumberLike) ? found : [text];
}

function parts(text: string, separators: RegExp): string[] {
  return text
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
