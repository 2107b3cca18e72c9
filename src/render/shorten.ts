/** Only longer messages are checked. */
const MIN_CHECKED_CHARS = 400;
/** Quoted values that are cut, and the characters kept at the start and end. */
const LONG_VALUE = /"([^"]{120,})"/g;
const START_CHARS = 60;
const END_CHARS = 20;
/** Maximum length of a line after its values are cut. */
const MAX_LINE_CHARS = 2000;

/** A line of an error: like `shortenValues`, then cut if still very long. */
export function shortenMessage(line: string): string {
  const short = shortenValues(line);
  return short.length <= MAX_LINE_CHARS ? short : `${cutAt(short, MAX_LINE_CHARS)}…`;
}

/** Cuts long quoted values in the middle, to keep the message readable. */
export function shortenValues(text: string): string {
  if (text.length <= MIN_CHECKED_CHARS) return text;
  return text.replace(
    LONG_VALUE,
    (_, value: string) => `"${cutAt(value, START_CHARS)}…${value.slice(-END_CHARS)}"`,
  );
}

/** The first characters of a text, without splitting a surrogate pair. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
