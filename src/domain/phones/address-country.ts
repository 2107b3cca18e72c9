const MIN_NAME_LETTERS = 4;
/** Names of countries that are states of another. */
const STATES: ReadonlySet<string> = new Set(['georgia']);

/** The name of the country at the end of an address: `5 High St, Leeds, United Kingdom`. Never a code: it may be a state's. */
export function countryOfAddress(address: string): string | null {
  const parts = address.split(/[,\n]/).map((part) => part.trim());
  const last = parts.findLast((part) => part !== '') ?? '';
  const isName = last.length >= MIN_NAME_LETTERS && !/\d/.test(last) && !STATES.has(last.toLowerCase());
  return parts.length > 1 && isName ? last : null;
}
