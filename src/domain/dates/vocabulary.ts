import { lazy } from '../lazy.ts';
import type { Period } from './calendar.ts';
import { ENGLISH, type LanguageWords, others, type Unit } from './language-words.ts';
import { LANGUAGES, type Language } from './languages.ts';

/** What a word or a few words mean in a phrase about time. */
export type Meaning =
  /** A day counted from today. */
  | { readonly type: 'day'; readonly days: number }
  /** 0 for Monday to 6 for Sunday. */
  | { readonly type: 'weekday'; readonly weekday: number }
  /** 1 to 12. */
  | { readonly type: 'month'; readonly month: number }
  /** Last, this or next: before its noun, or after it as in `lundi prochain`. */
  | { readonly type: 'which' | 'whichAfter'; readonly by: number }
  /** The nearest of a weekday. */
  | { readonly type: 'coming' }
  | { readonly type: 'hourPart'; readonly minutes: number }
  | { readonly type: 'period'; readonly period: Period | 'weekend' }
  | { readonly type: 'edge'; readonly edge: 'start' | 'middle' | 'end' }
  | { readonly type: 'unit'; readonly unit: Unit }
  | { readonly type: 'number' | 'count' | 'ordinal'; readonly value: number }
  /** Before a span: in. After it: ago, from now. */
  | { readonly type: 'ahead' | 'ago' | 'fromNow' }
  /** A time of day with a name. */
  | { readonly type: 'time'; readonly hours: number; readonly minutes: number }
  /** The start or the end of the working hours. */
  | { readonly type: 'workTime'; readonly edge: 'start' | 'end' }
  /** A part of the day: a time by itself, and which half of the day an hour beside it is in. */
  | { readonly type: 'part'; readonly hours: number; readonly minutes: number }
  /** Makes the number before it an hour. `isUnit` where the same word also counts hours. */
  | { readonly type: 'clock'; readonly isUnit: boolean }
  /** Minutes to add to the hour that follows. */
  | { readonly type: 'toHour'; readonly minutes: number }
  /** Minutes to add to the hour before. */
  | { readonly type: 'afterHour'; readonly minutes: number }
  /** Before a time: at. Before a day: on, or by for a limit. Inside a date: of. */
  | { readonly type: 'at' | 'on' | 'by' | 'of' };

/** Phrases that one language has alone. */
const SPECIAL: readonly (readonly [string, Meaning])[] = [
  ['a couple of', { type: 'number', value: 2 }],
  ['a couple', { type: 'number', value: 2 }],
  ['couple of', { type: 'number', value: 2 }],
  ['couple', { type: 'number', value: 2 }],
  ['a few', { type: 'number', value: 3 }],
  ['few', { type: 'number', value: 3 }],

  ['after next', { type: 'whichAfter', by: 2 }],

  ['12 noon', { type: 'time', hours: 12, minutes: 0 }],
  ['end of morning', { type: 'part', hours: 11, minutes: 0 }],
  ['end of the morning', { type: 'part', hours: 11, minutes: 0 }],
  ['end of afternoon', { type: 'part', hours: 16, minutes: 0 }],
  ['end of the afternoon', { type: 'part', hours: 16, minutes: 0 }],
  ['1st thing', { type: 'workTime', edge: 'start' }],
  ['first thing', { type: 'workTime', edge: 'start' }],
  ['last thing', { type: 'workTime', edge: 'end' }],
  ['before work', { type: 'workTime', edge: 'start' }],
  ['first thing in the morning', { type: 'workTime', edge: 'start' }],
  ['in the am', { type: 'part', hours: 9, minutes: 0 }],
  ['in the pm', { type: 'part', hours: 14, minutes: 0 }],
  ['early am', { type: 'part', hours: 8, minutes: 0 }],
  ['early morning', { type: 'part', hours: 8, minutes: 0 }],
  ['mid-morning', { type: 'part', hours: 10, minutes: 30 }],
  ['mid morning', { type: 'part', hours: 10, minutes: 30 }],
  ['late morning', { type: 'part', hours: 11, minutes: 0 }],
  ['pre lunch', { type: 'part', hours: 11, minutes: 30 }],
  ['before lunch', { type: 'part', hours: 11, minutes: 30 }],
  ['just before lunch', { type: 'part', hours: 11, minutes: 30 }],
  ['later this morning', { type: 'part', hours: 11, minutes: 0 }],
  ['later this afternoon', { type: 'part', hours: 16, minutes: 0 }],
  ['early afternoon', { type: 'part', hours: 13, minutes: 0 }],
  ['mid-afternoon', { type: 'part', hours: 15, minutes: 0 }],
  ['mid afternoon', { type: 'part', hours: 15, minutes: 0 }],
  ['late afternoon', { type: 'part', hours: 16, minutes: 0 }],
  ['early evening', { type: 'part', hours: 18, minutes: 0 }],
  ['late evening', { type: 'part', hours: 20, minutes: 0 }],
];

/** Such phrases of other languages: what they call the edges of a morning and an afternoon. */
const SPECIAL_OF_OTHERS: readonly (readonly [string, Meaning])[] = [
  ['ein paar', { type: 'number', value: 3 }],
  ['am spaten vormittag', { type: 'part', hours: 11, minutes: 0 }],
  ['am fruhen nachmittag', { type: 'part', hours: 13, minutes: 0 }],
  ['am spaten nachmittag', { type: 'part', hours: 16, minutes: 0 }],
  ['en debut de matinee', { type: 'workTime', edge: 'start' }],
  ['en fin de matinee', { type: 'part', hours: 11, minutes: 0 }],
  ["en debut d'apres-midi", { type: 'part', hours: 13, minutes: 0 }],
  ["en fin d'apres-midi", { type: 'part', hours: 16, minutes: 0 }],
  ['à la premiere heure', { type: 'workTime', edge: 'start' }],
  ['a primera hora', { type: 'workTime', edge: 'start' }],
  ['a primera hora de la manana', { type: 'workTime', edge: 'start' }],
  ['a media manana', { type: 'part', hours: 10, minutes: 30 }],
  ['a ultima hora de la tarde', { type: 'part', hours: 16, minutes: 0 }],
  ['in tarda mattinata', { type: 'part', hours: 11, minutes: 0 }],
  ['nel primo pomeriggio', { type: 'part', hours: 13, minutes: 0 }],
  ['nel tardo pomeriggio', { type: 'part', hours: 16, minutes: 0 }],
  ['aan het eind van de middag', { type: 'part', hours: 16, minutes: 0 }],
  ['eind van de ochtend', { type: 'part', hours: 11, minutes: 0 }],
  ['begin van de middag', { type: 'part', hours: 13, minutes: 0 }],
  ['eind van de middag', { type: 'part', hours: 16, minutes: 0 }],
  ['no fim da manha', { type: 'part', hours: 11, minutes: 0 }],
  ['no inicio da tarde', { type: 'part', hours: 13, minutes: 0 }],
  ['no fim da tarde', { type: 'part', hours: 16, minutes: 0 }],
];

type Vocabulary = ReadonlyMap<string, readonly Meaning[]>;

/** The longest phrase of the vocabulary, in words. */
export const MAX_PHRASE_WORDS = 6;

/** The phrases of English alone. */
const english = lazy(() => {
  const phrases: Phrases = new Map();
  addWords(phrases, ENGLISH);
  for (const [phrase, meaning] of SPECIAL) add(phrases, phrase, meaning);
  return { phrases, words: new Set([...phrases.keys()].flatMap((phrase) => phrase.split(' '))) };
});

/** The phrases of every language; English ones come first. */
const all = lazy(() => {
  const phrases = withWords(
    english().phrases,
    LANGUAGES.map((language) => others()[language]),
  );
  for (const [phrase, meaning] of SPECIAL_OF_OTHERS) add(phrases, phrase, meaning);
  return phrases;
});

/**
 * The phrases that the words of a text may be part of. Most texts are English, and the other languages take longer to
 * set up than a text to read. Of `languages` the abbreviations count as well.
 */
export function vocabularyOf(words: readonly string[], languages: readonly Language[]): Vocabulary {
  if (languages.length === 0)
    return words.every((word) => /^\W*\d/.test(word) || english().words.has(word))
      ? english().phrases
      : all();
  const phrases = withWords(all(), []);
  for (const language of languages) {
    const { shortWeekdays = '', shortMonths = '' } = others()[language];
    addEach(phrases, shortWeekdays, (weekday) => ({ type: 'weekday', weekday }));
    addEach(phrases, shortMonths, (month) => ({ type: 'month', month: month + 1 }));
  }
  return phrases;
}

/** A copy with the words of further languages. */
function withWords(known: Vocabulary, languages: readonly LanguageWords[]): Phrases {
  const phrases: Phrases = new Map([...known].map(([phrase, meanings]) => [phrase, [...meanings]]));
  for (const words of languages) addWords(phrases, words);
  return phrases;
}

type Phrases = Map<string, Meaning[]>;

function addWords(phrases: Phrases, words: LanguageWords): void {
  for (const [at, day] of words.days.entries()) addAll(phrases, day, { type: 'day', days: at - 2 });
  addEach(phrases, words.weekdays, (weekday) => ({ type: 'weekday', weekday }));
  addEach(phrases, words.months, (month) => ({ type: 'month', month: month + 1 }));
  for (const [at, which] of words.which.entries()) addAll(phrases, which, { type: 'which', by: at - 1 });
  addAll(phrases, words.afterNext, { type: 'which', by: 2 });
  addAll(phrases, words.coming, { type: 'coming' });
  addAll(phrases, words.coming, { type: 'which', by: 1 });
  for (const [at, which] of words.whichAfter?.entries() ?? [])
    addAll(phrases, which, { type: 'whichAfter', by: at - 1 });
  for (const [unit, names] of Object.entries(words.units) as [Unit, string][]) {
    addAll(phrases, names, { type: 'unit', unit });
    if (unit === 'week' || unit === 'month' || unit === 'year')
      addAll(phrases, names, { type: 'period', period: unit });
  }
  addAll(phrases, words.quarter, { type: 'period', period: 'quarter' });
  addAll(phrases, words.weekend, { type: 'period', period: 'weekend' });
  for (const [at, edge] of (['start', 'middle', 'end'] as const).entries())
    addAll(phrases, words.edges[at], { type: 'edge', edge });
  addEach(phrases, words.ordinals, (at) => ({ type: 'ordinal', value: at + 1 }));
  addEach(phrases, words.numbers, (at) => ({ type: 'number', value: at + 1 }));
  for (const type of ['ahead', 'ago', 'fromNow', 'at', 'on', 'by', 'of'] as const)
    addAll(phrases, words[type], { type });
  addAll(phrases, words.clock, { type: 'clock', isUnit: false });
  addAll(phrases, words.clockUnit, { type: 'clock', isUnit: true });
  addAll(phrases, words.noon, { type: 'time', hours: 12, minutes: 0 });
  addAll(phrases, words.midnight, { type: 'time', hours: 0, minutes: 0 });
  addAll(phrases, words.morning, { type: 'part', hours: 9, minutes: 0 });
  addAll(phrases, words.afternoon, { type: 'part', hours: 14, minutes: 0 });
  addAll(phrases, words.evening, { type: 'part', hours: 18, minutes: 0 });
  addAll(phrases, words.night, { type: 'part', hours: 20, minutes: 0 });
  addAll(phrases, words.afterLunch, { type: 'part', hours: 14, minutes: 0 });
  addAll(phrases, words.endOfDay, { type: 'workTime', edge: 'end' });
  for (const [phrase, value] of Object.entries(words.counts)) add(phrases, phrase, { type: 'count', value });
  for (const [type, minutesOf] of [
    ['hourPart', words.hourParts],
    ['toHour', words.toHour],
    ['afterHour', words.afterHour],
  ] as const)
    for (const [phrase, minutes] of Object.entries(minutesOf ?? {})) add(phrases, phrase, { type, minutes });
}

/** Words separated by spaces, one for each number from 0; `-` leaves one out. Alternatives may hold spaces. */
function addEach(phrases: Phrases, list: string, meaningOf: (at: number) => Meaning): void {
  for (const [at, names] of list.split(' ').entries())
    if (names !== '-') addAll(phrases, names, meaningOf(at));
}

function addAll(phrases: Phrases, names: string | undefined, meaning: Meaning): void {
  for (const name of names?.split('|') ?? []) if (name !== '') add(phrases, name, meaning);
}

function add(phrases: Phrases, phrase: string, meaning: Meaning): void {
  const known = phrases.get(phrase);
  if (known) known.push(meaning);
  else phrases.set(phrase, [meaning]);
}
