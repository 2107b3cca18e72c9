/** Messages of usual length are left as they are; only longer ones are looked at. */
const USUAL_LENGTH = 400;
/** Characters of a value between quotes before it is cut, and those that are kept at its beginning and end. */
const LONG_VALUE = /"([^"]{120,})"/g;
const KEPT_AT_START = 60;
const KEPT_AT_END = 20;
/** Characters of a line that is still too long when its values are cut. */
const MAX_LINE = 2000;

/** A line of an error: as `shortenValues`, and cut where it is very long all the same. */
export function shortenMessage(line: string): string {
  const short = shortenValues(line);
  return short.length <= MAX_LINE ? short : `${cutAt(short, MAX_LINE)}…`;
}

/** Text with long values between quotes cut in the middle, so that a person can read what is said of them. */
export function shortenValues(text: string): string {
  if (text.length <= USUAL_LENGTH) return text;
  return text.replace(
    LONG_VALUE,
    (_, value: string) => `"${cutAt(value, KEPT_AT_START)}…${value.slice(-KEPT_AT_END)}"`,
  );
}

/** The beginning of a text, no surrogate pair cut in two. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
