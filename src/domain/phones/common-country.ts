import type { PhoneReader } from './reader.ts';

/** A reader for the numbers of a file, and the calling code that it prefers to that of `home`; null for none. */
export interface CommonCountry {
  readonly reader: PhoneReader;
  readonly callingCode: string | null;
}

/** Prefers the country whose calling code most of the international numbers among some texts have; a tie decides nothing. */
export function preferCommonCountry(home: PhoneReader, texts: Iterable<string>): CommonCountry {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const code = home.callingCodeOf(text);
    if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  if (!first || first[1] === second?.[1]) return { reader: home, callingCode: null };
  const reader = home.preferring(first[0]);
  return { reader, callingCode: reader === home ? null : first[0] };
}
