import { lazy } from '../lazy.ts';
import { addDaysTo, dayOf, weekdayOf } from './calendar.ts';

/** The day of a holiday in a year, `YYYY-MM-DD`. */
export type HolidayRule = (year: number) => string;

/** Names without accents and apostrophes, in lower case, by `MM-DD`. */
const FIXED: Readonly<Record<string, string>> = {
  '01-01':
    'new years day|new year|new years|the new year|neujahr|neujahrstag|nouvel an|le nouvel an|jour de lan|ano nuevo|capodanno|nieuwjaar|nieuwjaarsdag|ano novo',
  '01-06':
    'epiphany|three kings day|heilige drei konige|dreikonigstag|epiphanie|reyes|dia de reyes|epifania|driekoningen',
  '02-14': 'valentines|valentines day|valentine day|valentinstag|saint valentin|san valentin|san valentino',
  '03-17': 'st patricks day|saint patricks day|st paddys day',
  '04-25': 'anzac day',
  '04-27': 'kings day|koningsdag',
  '05-01':
    'may day|tag der arbeit|erster mai|fete du travail|dia del trabajo|primo maggio|festa dei lavoratori|dag van de arbeid|dia do trabalhador',
  '06-19': 'juneteenth',
  '07-01': 'canada day',
  '07-04': 'fourth of july|the fourth of july',
  '07-14': 'bastille day|quatorze juillet',
  '08-15': 'assumption day|maria himmelfahrt|assomption|la asuncion|ferragosto',
  '10-03': 'tag der deutschen einheit|german unity day',
  '10-31': 'halloween|reformationstag',
  '11-01':
    'all saints|all saints day|allerheiligen|toussaint|la toussaint|todos los santos|ognissanti|todos os santos',
  '11-11': 'armistice day|remembrance day|armistice',
  '12-05': 'sinterklaas',
  '12-24':
    'christmas eve|xmas eve|heiligabend|heilig abend|heiliger abend|nochebuena|veille de noel|reveillon de noel|vigilia di natale|kerstavond|vespera de natal',
  '12-25':
    'christmas|xmas|christmas day|xmas day|weihnachten|erster weihnachtstag|noel|navidad|natale|natal|kerst|kerstmis|eerste kerstdag',
  '12-26': 'boxing day|st stephens day|zweiter weihnachtstag|santo stefano|tweede kerstdag|saint etienne',
  '12-31':
    'new years eve|new year eve|nye|silvester|saint sylvestre|nochevieja|san silvestro|oudejaarsavond|oudjaar|vespera de ano novo',
};

/** Names by the days after Easter Sunday. */
const FROM_EASTER: Readonly<Record<string, string>> = {
  '-48': 'rosenmontag',
  '-47': 'shrove tuesday|pancake day|mardi gras|faschingsdienstag|carnaval',
  '-46': 'ash wednesday|aschermittwoch|mercredi des cendres',
  '-3': 'maundy thursday|grundonnerstag|jueves santo',
  '-2': 'good friday|karfreitag|vendredi saint|viernes santo|venerdi santo|goede vrijdag|sexta-feira santa',
  '0': 'easter|easter sunday|semana santa|ostern|ostersonntag|paques|pascua|domingo de pascua|pasqua|pasen|eerste paasdag|pascoa',
  '1': 'easter monday|ostermontag|lundi de paques|lunes de pascua|pasquetta|tweede paasdag|paasmaandag',
  '39': 'ascension|ascension day|christi himmelfahrt|himmelfahrt|ascensione|hemelvaart|hemelvaartsdag',
  '49': 'pentecost|whit sunday|whitsun|pfingsten|pfingstsonntag|pentecote|la pentecote|pentecostes|pentecoste|pinksteren',
  '50': 'whit monday|pentecost monday|pfingstmontag|lundi de pentecote|tweede pinksterdag|pinkstermaandag',
  '60': 'corpus christi|fronleichnam|corpus domini',
};

/** A weekday of a month, from 0 for Monday, and days to add. */
type WeekdayOfMonth = readonly [month: number, weekday: number, nth: number, plus?: number];

/** What countries have on other days too: their own calendar counts first, and else the day of the United States. */
const BY_COUNTRY: Readonly<Record<string, WeekdayOfMonth>> = {
  'martin luther king day|mlk day': [1, 0, 3],
  'presidents day': [2, 0, 3],
  'mothers day': [5, 6, 2],
  'memorial day': [5, 0, -1],
  'fathers day': [6, 6, 3],
  'labor day|labour day': [9, 0, 1],
  'columbus day|indigenous peoples day': [10, 0, 2],
  'canadian thanksgiving': [10, 0, 2],
  'thanksgiving|thanksgiving day|turkey day': [11, 3, 4],
  'black friday': [11, 3, 4, 1],
  'cyber monday': [11, 3, 4, 4],
};

/** The longest name, in words. */
export const MAX_HOLIDAY_WORDS = 5;

/** Holidays that are on one day wherever they are held, by name. */
export const holidays = lazy((): ReadonlyMap<string, HolidayRule> => {
  const rules = new Map<string, HolidayRule>();
  const add = (names: string, rule: HolidayRule) => {
    for (const name of names.split('|')) rules.set(name, rule);
  };
  for (const [day, names] of Object.entries(FIXED)) add(names, (year) => `${year}-${day}`);
  for (const [days, names] of Object.entries(FROM_EASTER))
    add(names, (year) => addDaysTo(easterOf(year), Number(days)));
  return rules;
});

/** Holidays that countries have on several days, by name. */
export const holidaysByCountry = lazy((): ReadonlyMap<string, HolidayRule> => {
  const rules = new Map<string, HolidayRule>([['veterans day', (year) => `${year}-11-11`]]);
  rules.set('independence day', (year) => `${year}-07-04`);
  for (const [names, [month, weekday, nth, plus = 0]] of Object.entries(BY_COUNTRY))
    for (const name of names.split('|'))
      rules.set(name, (year) => addDaysTo(weekdayOfMonth(year, month, weekday, nth), plus));
  return rules;
});

/** The nth such weekday of a month; the last for -1. */
function weekdayOfMonth(year: number, month: number, weekday: number, nth: number): string {
  if (nth < 0) {
    const last = dayOf(year, month + 1, 0);
    return addDaysTo(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = dayOf(year, month, 1);
  return addDaysTo(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
}

/** Easter Sunday of a Gregorian year, by the algorithm of Meeus, Jones and Butcher. */
function easterOf(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(days / 31), (days % 31) + 1);
}

/** Whether a day is free in most countries that keep these holidays. */
export function isUsualHoliday(date: string): boolean {
  const year = Number(date.slice(0, 4));
  if (/-(?:01-01|12-25|12-26)$/.test(date)) return true;
  const easter = easterOf(year);
  return date === addDaysTo(easter, -2) || date === addDaysTo(easter, 1);
}
