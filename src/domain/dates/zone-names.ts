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
  johannesburg: 'Africa/Johannesburg',
  nairobi: 'Africa/Nairobi',
  lagos: 'Africa/Lagos',
  cairo: 'Africa/Cairo',
  'tel aviv': 'Asia/Jerusalem',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  bangkok: 'Asia/Bangkok',
  manila: 'Asia/Manila',
  beijing: 'Asia/Shanghai',
  brisbane: 'Australia/Brisbane',
  manchester: 'Europe/London',
  edinburgh: 'Europe/London',
  hamburg: 'Europe/Berlin',
  frankfurt: 'Europe/Berlin',
  cologne: 'Europe/Berlin',
  barcelona: 'Europe/Madrid',
  geneva: 'Europe/Zurich',
  copenhagen: 'Europe/Copenhagen',
  oslo: 'Europe/Oslo',
  helsinki: 'Europe/Helsinki',
  prague: 'Europe/Prague',
  budapest: 'Europe/Budapest',
  bucharest: 'Europe/Bucharest',
  kyiv: 'Europe/Kyiv',
  atlanta: 'America/New_York',
  miami: 'America/New_York',
  philadelphia: 'America/New_York',
  montreal: 'America/Toronto',
  houston: 'America/Chicago',
  dallas: 'America/Chicago',
  phoenix: 'America/Phoenix',
  seattle: 'America/Los_Angeles',
  'san diego': 'America/Los_Angeles',
  'las vegas': 'America/Los_Angeles',
  vancouver: 'America/Vancouver',
  'mexico city': 'America/Mexico_City',
  bogota: 'America/Bogota',
  'buenos aires': 'America/Argentina/Buenos_Aires',
};

/** Those that say a zone beside `3pm` without `time` after them. */
const ALONE: ReadonlySet<string> = new Set(['eastern', 'central', 'mountain', 'pacific']);
/** Words that are no places: languages, and an article. All others are zones where nothing follows: `mon 9am new york`. */
const NO_PLACE = /^(?:british|irish|german|french|spanish|italian|dutch|swiss|indian|la)$/;

/**
 * The zone of a place at the start of these words, and how many of them say so; null for others. `isPlain` says that the
 * time before it is plainly one, `isLast` whether nothing but a day follows after so many words.
 */
export function placeZone(
  [first = '', second = '', third = '', fourth = '']: readonly string[],
  isPlain: boolean,
  isLast: (count: number) => boolean,
): { readonly zone: string; readonly words: number } | null {
  const isTime = (word: string) => word === 'time';
  const one = Object.hasOwn(PLACES, first) ? PLACES[first] : undefined;
  if (one && isTime(second)) return { zone: one, words: 2 };
  if (one && /^(?:standard|daylight)$/.test(second) && isTime(third)) return { zone: one, words: 3 };
  if (one && isPlain && ALONE.has(first) && (!/^[a-z]/.test(second) || isLast(1)))
    return { zone: one, words: 1 };
  const name = `${first} ${second}`;
  const two = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
  if (two && isTime(third)) return { zone: two, words: 3 };
  if (two && third === 'local' && isTime(fourth)) return { zone: two, words: 4 };
  if (two && isPlain && isLast(2)) return { zone: two, words: 2 };
  return one && isPlain && !NO_PLACE.test(first) && isLast(1) ? { zone: one, words: 1 } : null;
}

/** Abbreviations that are words of a language as well, and only zones beside `3pm` or `15:00`. */
const ALSO_WORDS: ReadonlySet<string> = new Set(['et', 'est', 'ist', 'mt', 'pt', 'ct', 'z', 'west', 'wet']);

/** Whether an abbreviation is a word of a language as well: `9:30 ist besser`. */
export const isAlsoWord = (word: string): boolean => ALSO_WORDS.has(word);

/** The IANA zone of an abbreviation; null for other words. `isPlain` says that the time before it is plainly one. */
export function zoneNamed(word: string, isPlain: boolean): string | null {
  if (!isPlain && isAlsoWord(word)) return null;
  return Object.hasOwn(ZONES, word) ? (ZONES[word] as string) : null;
}
