/**
 * npm run countries: writes src/domain/countries/data again, one file for each country (calling code, time zone,
 * weekend, public holidays) and one with their names, and how the numbers of each calling code are grouped. The files
 * are committed: what a release knows depends on no
 * clock, and no build has to compute it. Run it after an update of date-holidays, libphonenumber or Node, and when
 * the years below run out.
 */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import Holidays from 'date-holidays';
import parse, { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';

const FOLDER = path.resolve(import.meta.dirname, '../src/domain/countries/data');

/** The years whose moving holidays are written down. */
export const FIRST_YEAR = 2025;
const LAST_YEAR = 2036;

/** Languages in which the names of all countries are read. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'];

/** Names beside those of the languages, and ISO 3166 codes of three letters. */
const OTHER_NAMES = {
  AE: 'uae|emirates|vae',
  BA: 'bosnia|bosnia and herzegovina',
  BO: 'bolivia plurinational state of',
  BR: 'brasil',
  CD: 'dr congo|democratic republic of the congo|congo democratic republic of the|drc|congo kinshasa',
  CG: 'congo|republic of the congo|congo brazzaville',
  CI: 'ivory coast',
  CN: 'prc|peoples republic of china|mainland china',
  CV: 'cape verde',
  CZ: 'czech republic|tschechische republik|republique tcheque|republica checa|repubblica ceca',
  DE: 'brd|bundesrepublik deutschland|federal republic of germany',
  FM: 'micronesia|micronesia federated states of',
  GB: 'great britain|britain|england|scotland|wales|northern ireland|uk|u k|united kingdom of great britain and northern ireland|grossbritannien|grande bretagne|gran bretana|gran bretagna|groot brittannie',
  GE: 'georgia country',
  GR: 'el|hellas',
  HK: 'hong kong',
  IE: 'republic of ireland|eire',
  IR: 'iran islamic republic of',
  KP: 'korea democratic peoples republic of|dprk|north korea',
  KR: 'korea|republic of korea|korea republic of|korea south|south korea|rok',
  LA: 'lao|lao peoples democratic republic',
  MK: 'macedonia|fyrom',
  MM: 'burma|myanmar',
  MO: 'macao|macau',
  MD: 'moldova republic of|republic of moldova',
  MX: 'mejico',
  NL: 'holland|the netherlands|nederland|holanda|olanda|hollande',
  PS: 'palestine|palestine state of',
  RU: 'russian federation',
  SA: 'ksa',
  SK: 'slovak republic',
  SY: 'syrian arab republic',
  SZ: 'swaziland',
  TL: 'east timor',
  TR: 'turkey|turkiye',
  TT: 'trinidad|trinidad and tobago',
  TW: 'taiwan province of china|republic of china',
  TZ: 'tanzania united republic of',
  US: 'united states of america|u s a|u s|america|estados unidos de america|etats unis d amerique|vereinigte staaten von amerika|stati uniti d america|eeuu|ee uu',
  VA: 'holy see|vatican',
  VE: 'venezuela bolivarian republic of',
  VG: 'british virgin islands|bvi|virgin islands british',
  VI: 'us virgin islands|virgin islands us',
  VN: 'viet nam',
};

const ALPHA3 = `
AD AND AE ARE AF AFG AG ATG AI AIA AL ALB AM ARM AO AGO AR ARG AS ASM AT AUT AU AUS AW ABW AX ALA AZ AZE BA BIH
BB BRB BD BGD BE BEL BF BFA BG BGR BH BHR BI BDI BJ BEN BL BLM BM BMU BN BRN BO BOL BQ BES BR BRA BS BHS BT BTN
BW BWA BY BLR BZ BLZ CA CAN CC CCK CD COD CF CAF CG COG CH CHE CI CIV CK COK CL CHL CM CMR CN CHN CO COL CR CRI
CU CUB CV CPV CW CUW CX CXR CY CYP CZ CZE DE DEU DJ DJI DK DNK DM DMA DO DOM DZ DZA EC ECU EE EST EG EGY EH ESH
ER ERI ES ESP ET ETH FI FIN FJ FJI FK FLK FM FSM FO FRO FR FRA GA GAB GB GBR GD GRD GE GEO GF GUF GG GGY GH GHA
GI GIB GL GRL GM GMB GN GIN GP GLP GQ GNQ GR GRC GT GTM GU GUM GW GNB GY GUY HK HKG HN HND HR HRV HT HTI HU HUN
ID IDN IE IRL IL ISR IM IMN IN IND IO IOT IQ IRQ IR IRN IS ISL IT ITA JE JEY JM JAM JO JOR JP JPN KE KEN KG KGZ
KH KHM KI KIR KM COM KN KNA KP PRK KR KOR KW KWT KY CYM KZ KAZ LA LAO LB LBN LC LCA LI LIE LK LKA LR LBR LS LSO
LT LTU LU LUX LV LVA LY LBY MA MAR MC MCO MD MDA ME MNE MF MAF MG MDG MH MHL MK MKD ML MLI MM MMR MN MNG MO MAC
MP MNP MQ MTQ MR MRT MS MSR MT MLT MU MUS MV MDV MW MWI MX MEX MY MYS MZ MOZ NA NAM NC NCL NE NER NF NFK NG NGA
NI NIC NL NLD NO NOR NP NPL NR NRU NU NIU NZ NZL OM OMN PA PAN PE PER PF PYF PG PNG PH PHL PK PAK PL POL PM SPM
PR PRI PS PSE PT PRT PW PLW PY PRY QA QAT RE REU RO ROU RS SRB RU RUS RW RWA SA SAU SB SLB SC SYC SD SDN SE SWE
SG SGP SH SHN SI SVN SJ SJM SK SVK SL SLE SM SMR SN SEN SO SOM SR SUR SS SSD ST STP SV SLV SX SXM SY SYR SZ SWZ
TC TCA TD TCD TG TGO TH THA TJ TJK TK TKL TL TLS TM TKM TN TUN TO TON TR TUR TT TTO TV TUV TW TWN TZ TZA UA UKR
UG UGA US USA UY URY UZ UZB VA VAT VC VCT VE VEN VG VGB VI VIR VN VNM VU VUT WF WLF WS WSM XK XKX YE YEM YT MYT
ZA ZAF ZM ZMB ZW ZWE`;

/** In countries with several zones, the one where most people live; date-holidays and ICU order them by the alphabet. */
const MAIN_ZONES = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  FM: 'Pacific/Pohnpei',
  GL: 'America/Nuuk',
  ID: 'Asia/Jakarta',
  KI: 'Pacific/Tarawa',
  KZ: 'Asia/Almaty',
  MH: 'Pacific/Majuro',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PS: 'Asia/Gaza',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
  VN: 'Asia/Ho_Chi_Minh',
  XK: 'Europe/Belgrade',
};

/** Zones by the names that the tables of this program and of the computers it runs on have. */
const ZONE_NAMES = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Africa/Asmera': 'Africa/Asmara',
  'America/Godthab': 'America/Nuuk',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Days that only some people have off, as date-holidays says in a note. */
const FOR_SOME = /^(women|youth|children|military)\b/i;

const alpha3 = new Map(ALPHA3.match(/\b[A-Z]{2} [A-Z]{3}\b/g).map((pair) => pair.split(' ')));

/** All countries, by their ISO 3166 codes of two letters. */
export const COUNTRIES = [...alpha3.keys()].sort();

/** What is known of a country, as the text that src/domain/countries/country.ts reads. */
export function countryText(code) {
  const callingCode = getCountries().includes(code) ? getCountryCallingCode(code) : '';
  const weekend = new Intl.Locale(`und-${code}`).getWeekInfo().weekend.map((day) => day - 1);
  return [
    `code ${callingCode}`,
    `zone ${zoneOf(code)}`,
    `weekend ${weekend.join('')}`,
    ...holidayLines(code),
  ].join('\n');
}

function zoneOf(code) {
  const [zone = ''] = [MAIN_ZONES[code], ...(new Intl.Locale(`und-${code}`).getTimeZones() ?? [])].filter(
    Boolean,
  );
  return ZONE_NAMES[zone] ?? zone;
}

/** A holiday a line, its name and then its days: MMDD for every year, YYYYMMDD for one of them. */
function holidayLines(code) {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, at) => FIRST_YEAR + at);
  const daysByName = new Map();
  for (const year of years)
    for (const { name, day } of holidaysOf(code, year))
      daysByName.set(name, [...(daysByName.get(name) ?? []), day]);
  return [...daysByName].map(([name, days]) => {
    const fixed = [...new Set(days.map((day) => day.slice(4)))].filter((date) =>
      years.every((year) => days.includes(`${year}${date}`)),
    );
    const moving = days.filter((day) => !fixed.includes(day.slice(4)));
    return `${name}: ${[...fixed, ...new Set(moving)].join(' ')}`;
  });
}

/** The public holidays of a whole country that begin in a year. */
export function holidaysOf(code, year) {
  const country = new Holidays(code);
  return (country.getHolidays(year, 'en') || [])
    .filter(({ type, date, note }) => type === 'public' && isWholeDay(date) && !FOR_SOME.test(note ?? ''))
    .flatMap(({ name, date, start, end }) =>
      Array.from({ length: Math.max(1, Math.round((end - start) / 86_400_000)) }, (_, at) => ({
        name: name.replace(/ \((substitute day|Day \d)\)$/, '').replaceAll(':', ''),
        day: new Date(Date.parse(`${date.slice(0, 10)}T12:00Z`) + at * 86_400_000)
          .toISOString()
          .slice(0, 10)
          .replaceAll('-', ''),
      })),
    );
}

function isWholeDay(date) {
  return / 00:00:00/.test(date);
}

/** The names of all countries, a line each: the code, then names as src/domain/countries/names.ts compares them. */
export function namesText() {
  const taken = new Map();
  const names = new Map(
    COUNTRIES.map((code) => {
      const own = new Intl.Locale(`und-${code}`).maximize().language;
      const found = [...LANGUAGES, own].map((language) =>
        new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }).of(code),
      );
      const all = [alpha3.get(code), ...found, ...(OTHER_NAMES[code] ?? '').split('|')];
      return [code, new Set(all.filter(Boolean).map(comparedName).filter(Boolean))];
    }),
  );
  for (const [code, set] of names)
    for (const name of set) taken.set(name, [...(taken.get(name) ?? []), code]);
  return COUNTRIES.map((code) => {
    // A name that two countries share says nothing, unless it is written down for one of them above.
    const own = [...names.get(code)].filter(
      (name) => taken.get(name).length === 1 || (OTHER_NAMES[code] ?? '').split('|').includes(name),
    );
    return [code, ...own].join('|');
  }).join('\n');
}

/** As `comparedName` of src/domain/countries/names.ts. */
function comparedName(name) {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[.'\u2019]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
}

/** Where a number is: a line for each country, with the beginnings of its numbers. */
export function dialCodesText() {
  const beginnings = new Map();
  const add = (code, digits) => beginnings.set(code, [...(beginnings.get(code) ?? []), digits]);
  const sharing = Map.groupBy(getCountries(), (code) => getCountryCallingCode(code));
  for (const [callingCode, codes] of sharing) {
    const [main] = codes.includes(MAIN_COUNTRIES[callingCode]) ? [MAIN_COUNTRIES[callingCode]] : codes;
    add(main, callingCode);
    if (callingCode === '1')
      for (let area = 200; area < 1000; area++) {
        const country = parse(`+1${area}2345678`)?.country;
        if (country && country !== main) add(country, `1${area}`);
      }
  }
  for (const digits of ['76', '77']) add('KZ', digits);
  return [...beginnings]
    .map(([code, digits]) => `${code} ${digits.join(' ')}`)
    .sort()
    .join('\n');
}

/** Of the countries that share a calling code, the one with most of its numbers. */
const MAIN_COUNTRIES = {
  1: 'US',
  7: 'RU',
  39: 'IT',
  44: 'GB',
  47: 'NO',
  61: 'AU',
  212: 'MA',
  262: 'RE',
  290: 'SH',
  358: 'FI',
  590: 'GP',
  599: 'CW',
};

const METADATA = path.resolve(import.meta.dirname, '../node_modules/libphonenumber-js/metadata.max.json');

/**
 * How numbers are grouped: a line for each calling code, with the forms that its numbers have (pattern, groups, and the
 * beginnings of the numbers that it is for), the first that fits.
 */
export function phoneGroupsText() {
  const {
    country_calling_codes: codes,
    countries,
    nonGeographic,
  } = JSON.parse(readFileSync(METADATA, 'utf8'));
  const forms = Object.entries(codes).map(([code, [main]]) => [code, countries[main]]);
  return [...forms, ...Object.entries(nonGeographic)]
    .map(([code, plan]) => {
      const shown = (Array.isArray(plan[4]) ? plan[4] : []).filter((form) => form[5] !== 'NA');
      const texts = shown.map(([pattern, groups, beginnings, , , abroad]) =>
        // As separators between groups, only spaces are used abroad.
        [pattern, (abroad || groups).replace(/[-().\s/]+/g, '_'), (beginnings || []).at(-1) ?? ''].join(' '),
      );
      return [code, ...texts].join('\t');
    })
    .join('\n');
}

const head = (source) => `/** Made by build/countries.mjs${source}: do not edit. */\n`;

if (process.argv[1] === import.meta.filename) {
  for (const code of COUNTRIES) {
    const text = countryText(code).replace(/[\\`$]/g, '\\$&');
    await writeFile(
      path.join(FOLDER, `${code.toLowerCase()}.ts`),
      `${head(' from date-holidays (CC BY-SA 3.0)')}export const text = \`${text}\`;\n`,
    );
  }
  await writeFile(
    path.resolve(FOLDER, '../dial-code-table.ts'),
    `${head(' from libphonenumber (Apache 2.0)')}export const DIAL_CODES = \`${dialCodesText()}\`;\n`,
  );
  await writeFile(
    path.resolve(FOLDER, '../../phones/group-table.ts'),
    `${head(' from libphonenumber (Apache 2.0)')}export const PHONE_GROUPS = String.raw\`${phoneGroupsText().replaceAll('$', '#')}\`;\n`,
  );
  await writeFile(
    path.join(FOLDER, 'names.ts'),
    `${head(' from Unicode CLDR')}export const text = \`${namesText()}\`;\n`,
  );
}
