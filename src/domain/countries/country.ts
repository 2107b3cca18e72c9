/** What is known of a country. */
export interface Country {
  /** ISO 3166, two letters. */
  readonly code: string;
  /** Of its phone numbers; empty for a country without its own. */
  readonly callingCode: string;
  /** The IANA zone where most of its people live. */
  readonly zone: string;
  /** Days without work, from 0 for Monday to 6 for Sunday. */
  readonly weekend: readonly number[];
  /** The name of the public holiday of the whole country on a day (`YYYY-MM-DD`); null for none. */
  holidayOn(date: string): string | null;
}

/** Reads the text of a file in `data`, which says how it is written. */
export function readCountry(code: string, text: string): Country {
  const [callingCode = '', zone = '', weekend = '', ...holidays] = text
    .split('\n')
    .map((line, at) => (at < 3 ? line.slice(line.indexOf(' ') + 1).trim() : line));
  const names = new Map<string, string>();
  for (const line of holidays) {
    const [name = '', days = ''] = line.split(': ');
    for (const day of days.split(' ')) if (!names.has(day)) names.set(day, name);
  }
  return {
    code,
    callingCode,
    zone,
    weekend: Array.from(weekend, Number),
    holidayOn(date) {
      const day = date.replaceAll('-', '');
      return names.get(day) ?? names.get(day.slice(4)) ?? null;
    },
  };
}
