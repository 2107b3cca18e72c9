/** What people call zones: the clock on the wall there, in summer as in winter. */
const ZONES: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'UTC',
  z: 'UTC',
  bst: 'Europe/London',
  wet: 'Europe/Lisbon',
  west: 'Europe/Lisbon',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  mesz: 'Europe/Berlin',
  eet: 'Europe/Helsinki',
  eest: 'Europe/Helsinki',
  msk: 'Europe/Moscow',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  akst: 'America/Anchorage',
  akdt: 'America/Anchorage',
  hst: 'Pacific/Honolulu',
  brt: 'America/Sao_Paulo',
  sast: 'Africa/Johannesburg',
  ist: 'Asia/Kolkata',
  sgt: 'Asia/Singapore',
  hkt: 'Asia/Hong_Kong',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  awst: 'Australia/Perth',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
};

/** Abbreviations that are words of a language as well, and only zones beside `3pm` or `15:00`. */
const ALSO_WORDS: ReadonlySet<string> = new Set(['et', 'est', 'ist', 'mt', 'pt', 'ct', 'z', 'west', 'wet']);

/** The IANA zone of an abbreviation; null for other words. `isPlain` says that the time before it is plainly one. */
export function zoneNamed(word: string, isPlain: boolean): string | null {
  if (!isPlain && ALSO_WORDS.has(word)) return null;
  return Object.hasOwn(ZONES, word) ? (ZONES[word] as string) : null;
}
