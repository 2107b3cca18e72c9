import { lazy } from '../lazy.ts';
import type { Words } from './words.ts';

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

/** Places by their zones: what is said before `time`, as in `9am pacific time`, and cities, also as other languages call them. */
const PLACES = lazy(
  () =>
    new Map(
      `Africa/Cairo cairo; Africa/Johannesburg cape town,johannesburg; Africa/Lagos lagos; Africa/Nairobi nairobi;
America/Anchorage alaska; America/Argentina/Buenos_Aires buenos aires; America/Bogota bogota;
America/Chicago central,chicago,houston,dallas,austin,minneapolis,nashville,new orleans; America/Denver mountain,denver,salt lake city;
America/Edmonton calgary; America/Lima lima; America/Detroit detroit;
America/Los_Angeles west coast,pacific,la,los angeles,sf,san francisco,seattle,san diego,las vegas;
America/Mexico_City mexico city,ciudad de mexico; America/New_York eastern,east coast,ny,nyc,new york,nueva york,boston,atlanta,miami,
philadelphia,washington,washington dc,dc,charlotte,pittsburgh,orlando; America/Phoenix phoenix; America/Santiago santiago;
America/Sao_Paulo sao paulo; America/Toronto toronto,montreal; America/Vancouver vancouver; Asia/Bangkok bangkok; Asia/Dubai dubai;
Asia/Hong_Kong hong kong; Asia/Jakarta jakarta; Asia/Jerusalem tel aviv; Asia/Kolkata indian,india,mumbai,delhi,bangalore;
Asia/Manila manila; Asia/Seoul seoul; Asia/Shanghai china,shanghai,beijing; Asia/Singapore singapore; Asia/Taipei taipei;
Asia/Tokyo tokyo,japan; Australia/Brisbane brisbane; Australia/Perth perth; Australia/Sydney sydney,melbourne;
Europe/Amsterdam amsterdam,dutch,rotterdam; Europe/Athens athens; Europe/Berlin german,berlin,munich,munchen,muenchen,hamburg,frankfurt,
cologne,koln,koeln,stuttgart,dusseldorf,duesseldorf,leipzig; Europe/Brussels brussels,brussel,bruxelles; Europe/Bucharest bucharest;
Europe/Budapest budapest; Europe/Copenhagen copenhagen,kopenhagen; Europe/Dublin dublin,irish; Europe/Helsinki helsinki;
Europe/Istanbul istanbul; Europe/Kyiv kyiv; Europe/Lisbon lisbon,lisboa,lisbonne; Europe/London uk,british,london,londres,londra,
manchester,edinburgh,birmingham,glasgow,leeds; Europe/Luxembourg luxembourg; Europe/Madrid madrid,spanish,barcelona,valencia;
Europe/Moscow moscow; Europe/Oslo oslo; Europe/Paris french,paris,lyon,marseille; Europe/Prague prague,prag;
Europe/Rome rome,roma,italian,milan,milano,turin,torino; Europe/Stockholm stockholm; Europe/Vienna vienna,wien;
Europe/Warsaw warsaw; Europe/Zurich zurich,swiss,geneva,geneve,genf,basel; Pacific/Auckland auckland; Pacific/Honolulu hawaii`
        .split(/;\s/)
        .flatMap((line) => {
          const zone = line.slice(0, line.indexOf(' '));
          const names = line.slice(zone.length + 1).split(',');
          return names.map((name): [string, string] => [name.trim(), zone]);
        }),
    ),
);
/** The most words of a place. */
const MOST_WORDS = 3;
/** Words that are no places: languages, and an article. All others are zones where nothing follows: `mon 9am new york`. */
const NO_PLACE = /^(?:british|irish|german|french|spanish|italian|dutch|swiss|indian|la)$/;
/** Cities that people are called as well: `9am sydney wants pricing`. */
const ALSO_NAME = /^(?:sydney|austin|milan|charlotte|orlando)$/;

/** A zone that words say, and the position after them. */
interface NamedZone {
  readonly value: string;
  readonly next: number;
}

/** The place at a position with its zone; null for other words. */
export function placeAt(words: Words, start: number): NamedZone | null {
  for (let count = MOST_WORDS; count > 0; count--) {
    const name = Array.from({ length: count }, (_, at) => words.at(start + at)).join(' ');
    const zone = PLACES().get(name);
    if (zone) return { value: zone, next: start + count };
  }
  return null;
}

/** Whether the place at a position may also be something else: a language, an article, somebody. */
export const isAlsoOther = (words: Words, start: number): boolean =>
  NO_PLACE.test(words.at(start)) && !words.isInCapitals(start);
export const isAlsoName = (words: Words, start: number): boolean => ALSO_NAME.test(words.at(start));

/** The zone of `berlin time`, `eastern standard time`, `new york local time`, `Berliner Zeit`, `heure de Paris`. */
export function zoneOfPlaceTime(words: Words, start: number): NamedZone | null {
  if (/^(?:heure|hora|ora)$/.test(words.at(start)) && /^(?:de|di|da|do)$/.test(words.at(start + 1)))
    return placeAt(words, start + 2);
  if (words.at(start + 1) === 'zeit') {
    const zone = PLACES().get(words.at(start).replace(/er$/, ''));
    return zone ? { value: zone, next: start + 2 } : null;
  }
  const place = placeAt(words, start);
  if (!place) return null;
  const time = /^(?:standard|daylight|local)$/.test(words.at(place.next)) ? place.next + 1 : place.next;
  return words.at(time) === 'time' ? { value: place.value, next: time + 1 } : null;
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
