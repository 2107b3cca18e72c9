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

/** Zones by what is said before `time`: `9am pacific time`, `3pm berlin time`. */
const PLACES: Readonly<Record<string, string>> = {
  eastern: 'America/New_York',
  'east coast': 'America/New_York',
  'west coast': 'America/Los_Angeles',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
  alaska: 'America/Anchorage',
  hawaii: 'Pacific/Honolulu',
  uk: 'Europe/London',
  british: 'Europe/London',
  london: 'Europe/London',
  dublin: 'Europe/Dublin',
  irish: 'Europe/Dublin',
  lisbon: 'Europe/Lisbon',
  german: 'Europe/Berlin',
  berlin: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  french: 'Europe/Paris',
  paris: 'Europe/Paris',
  madrid: 'Europe/Madrid',
  spanish: 'Europe/Madrid',
  rome: 'Europe/Rome',
  italian: 'Europe/Rome',
  milan: 'Europe/Rome',
  amsterdam: 'Europe/Amsterdam',
  dutch: 'Europe/Amsterdam',
  brussels: 'Europe/Brussels',
  zurich: 'Europe/Zurich',
  swiss: 'Europe/Zurich',
  vienna: 'Europe/Vienna',
  warsaw: 'Europe/Warsaw',
  stockholm: 'Europe/Stockholm',
  athens: 'Europe/Athens',
  istanbul: 'Europe/Istanbul',
  moscow: 'Europe/Moscow',
  dubai: 'Asia/Dubai',
  indian: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  singapore: 'Asia/Singapore',
  'hong kong': 'Asia/Hong_Kong',
  china: 'Asia/Shanghai',
  shanghai: 'Asia/Shanghai',
  tokyo: 'Asia/Tokyo',
  japan: 'Asia/Tokyo',
  seoul: 'Asia/Seoul',
  perth: 'Australia/Perth',
  sydney: 'Australia/Sydney',
  melbourne: 'Australia/Sydney',
  auckland: 'Pacific/Auckland',
  ny: 'America/New_York',
  nyc: 'America/New_York',
  'new york': 'America/New_York',
  boston: 'America/New_York',
  toronto: 'America/Toronto',
  chicago: 'America/Chicago',
  denver: 'America/Denver',
  la: 'America/Los_Angeles',
  'los angeles': 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  'sao paulo': 'America/Sao_Paulo',
  'cape town': 'Africa/Johannesburg',
};

/** Those that say a zone beside `3pm` without `time` after them. */
const ALONE: ReadonlySet<string> = new Set(['eastern', 'central', 'mountain', 'pacific']);

/** The zone of a place at the start of these words, and how many of them say so; null for others. */
export function placeZone(
  [first = '', second = '', third = '', fourth = '']: readonly string[],
  isPlain: boolean,
  isDay: (word: string) => boolean,
): { readonly zone: string; readonly words: number } | null {
  const isTime = (word: string) => word === 'time';
  const one = Object.hasOwn(PLACES, first) ? PLACES[first] : undefined;
  if (one && isTime(second)) return { zone: one, words: 2 };
  if (one && /^(?:standard|daylight)$/.test(second) && isTime(third)) return { zone: one, words: 3 };
  if (one && isPlain && ALONE.has(first) && (second === '' || !/^[a-z]/.test(second) || isDay(second)))
    return { zone: one, words: 1 };
  const name = `${first} ${second}`;
  const two = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
  if (two && isTime(third)) return { zone: two, words: 3 };
  return two && third === 'local' && isTime(fourth) ? { zone: two, words: 4 } : null;
}

/** Abbreviations that are words of a language as well, and only zones beside `3pm` or `15:00`. */
const ALSO_WORDS: ReadonlySet<string> = new Set(['et', 'est', 'ist', 'mt', 'pt', 'ct', 'z', 'west', 'wet']);

/** The IANA zone of an abbreviation; null for other words. `isPlain` says that the time before it is plainly one. */
export function zoneNamed(word: string, isPlain: boolean): string | null {
  if (!isPlain && ALSO_WORDS.has(word)) return null;
  return Object.hasOwn(ZONES, word) ? (ZONES[word] as string) : null;
}
