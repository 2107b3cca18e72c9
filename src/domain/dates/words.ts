import type { Unit } from './language-words.ts';
import type { Language } from './languages.ts';
import { correctName } from './misspelt.ts';
import { MAX_PHRASE_WORDS, type Meaning, vocabularyOf } from './vocabulary.ts';

/** A value that was read, and the position after it. */
export interface PhrasePart<T> {
  readonly value: T;
  readonly next: number;
}

type MeaningOf<T extends Meaning['type']> = Meaning & { readonly type: T };

/** A longer text is no phrase about time; a note of any length may follow one. */
const MAX_WORDS = 16;

/** `15:00Z`, `15:00hrs`, `15.00h`, `1500h`, `un'ora`, `@9`, `mon@9`, `mon,9`, `mon9am`, `kw50`, `month-end`, `mi-avril` and `mid-april` are several words. */
const JOINED =
  /^(?:(\d{1,2}:\d\d|(?:1\d|2[0-3])\.\d\d|[012]\d[0-5]\d)(hrs?|hours|h)|(\d{1,2}:\d\d)(z|[+-]\d\d:?\d\d)|(un'|all')([a-z]+)|([a-z]*)(@)(\d.*)|(kw|cw|wk)(\d\d?)|(month|quarter|year)-(end)|(mid?|early|late)-([a-z]+)|(l')(an|annee|anno|ultim[oa])|(d')(avril|aout|octobre|aprile|agosto|ottobre)|([a-z]+)[,/](\d[\d:.]*(?:[hap]m?)?)|(mon|tue|wed|thu|fri|sat|sun)(\d[\d:.]*(?:[hap]m?)?))$/;
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** `15-jan-2027`, `15jan`, `jan-15`. */
const DASHED = new RegExp(`^(?:(\\d{1,2})-?${MONTH}(?:-?(\\d{4}|\\d\\d))?|${MONTH}-(\\d{1,2}))$`);
const COMPOUND =
  /^(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|morgen|mid)-?(morgen|vormittag|mittag|nachmittag|abend|fruh|ochtend|middag|avond|week)$/;

/** `Aprilwoche`. */
const WEEK_OF_MONTH =
  /^(januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)woche$/;
/** `Monatsende`, `Quartalsanfang`. */
const PERIOD_EDGE = /^(monat|quartal|jahr)e?s-?(anfang|beginn|mitte|ende)$/;

/** Words that people write for others. */
const SAME_AS: Readonly<Record<string, string>> = {
  tomoz: 'tomorrow',
  tomm: 'tomorrow',
  tomos: 'tomorrow',
  '2moz': 'tomorrow',
  '2mo': 'tomorrow',
  tonite: 'tonight',
  '2nite': 'tonight',
  '2night': 'tonight',
  arvo: 'afternoon',
  aft: 'afternoon',
  btw: 'between',
  btwn: 'between',
  midmorning: 'mid morning',
  midafternoon: 'mid afternoon',
  anytime: 'any time',
  stasera: 'questa sera',
  nextweek: 'next week',
  nextmonth: 'next month',
  todya: 'today',
  nxet: 'next',
  nect: 'next',
  arond: 'around',
  abuot: 'about',
  weks: 'weeks',
  wekes: 'weeks',
  dyas: 'days',
  mornig: 'morning',
  moring: 'morning',
  aftenoon: 'afternoon',
  afternon: 'afternoon',
  evning: 'evening',
};

/** `wed/thu`, of which the first is read; a note after a time may begin so too. */
const ONE_OF_DAYS =
  /^((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\/(?:mon|tue|wed|thu|fri|sat|sun)(?:s|rs|urs|nes|ur)?(?:day)?$/i;

/** `this afternoon` in one word, as Dutch has it. */
const THIS_PART = /^van(morgen|ochtend|middag|avond)$/;

/** The first words of a text, as they are compared: in lower case, without accents and marks. */
export class Words {
  readonly #words: string[] = [];
  readonly #hasDot: boolean[] = [];
  readonly #typed: string[] = [];
  /** For each word, the word of the text it came from: `Montagmorgen` is two. */
  readonly #origins: number[] = [];
  readonly #vocabulary: ReadonlyMap<string, readonly Meaning[]>;

  constructor(text: string, languages: readonly Language[]) {
    const typed = text.trim().split(/\s+/u, MAX_WORDS);
    for (const [origin, raw] of typed.entries()) {
      const isLast = origin === 0 || /^(?:\d\S*)?$/.test(typed[origin + 1] ?? '');
      const word = correctName(comparedForm(isLast ? raw.replace(ONE_OF_DAYS, '$1') : raw));
      // `3ish` and `~3` are an hour, as `about 3` is.
      const about = /^(?:\d[\d:.]*-?ish|~\d.*)$/i.test(raw) ? ['at'] : [];
      for (const part of [...about, ...partsOf(word)]) {
        this.#words.push(part);
        this.#origins.push(origin);
        this.#hasDot.push(raw.endsWith('.'));
        this.#typed.push(raw);
      }
    }
    this.#vocabulary = vocabularyOf(this.#words, languages);
  }

  get length(): number {
    return this.#words.length;
  }

  /** The word at a position; empty after the last. */
  at(position: number): string {
    return this.#words[position] ?? '';
  }

  /** Whether a word was typed with a dot after it. */
  hasDot(position: number): boolean {
    return this.#hasDot[position] ?? false;
  }

  /** Whether a word was typed with a mark after it that ends what is said: `berlin, send the offer`. */
  hasMark(position: number): boolean {
    return /[,;:)-]$/.test(this.#typed[position] ?? '');
  }

  /** Whether a word was typed with a capital first. */
  isCapitalized(position: number): boolean {
    return /^\p{Lu}/u.test(this.#typed[position] ?? '');
  }

  /** Whether a word was typed in capitals: `EST`. */
  isInCapitals(position: number): boolean {
    return /^\p{Lu}{2,}$/u.test(this.#typed[position] ?? '');
  }

  /** Whether a word was typed as a name is: `James`. */
  isName(position: number): boolean {
    return /^\p{Lu}.*\p{Ll}/u.test(this.#typed[position] ?? '');
  }

  /** How many words of the text come before a position. */
  originOf(position: number): number {
    return this.#origins[position] ?? (this.#origins.at(-1) ?? -1) + 1;
  }

  /** The longest phrase at a position that has a meaning of one of these types. */
  meaning<T extends Meaning['type']>(position: number, ...types: T[]): PhrasePart<MeaningOf<T>> | null {
    for (let count = Math.min(MAX_PHRASE_WORDS, this.length - position); count > 0; count--) {
      const phrase = this.#words.slice(position, position + count).join(' ');
      const meaning = this.#vocabulary.get(phrase)?.find(({ type }) => types.includes(type as T));
      if (meaning) return { value: meaning as MeaningOf<T>, next: position + count };
    }
    return null;
  }

  /** The unit of a name by itself: `d` in `3d`. */
  unitNamed(name: string): Unit | null {
    const meaning = this.#vocabulary.get(name)?.find(({ type }) => type === 'unit');
    return meaning?.type === 'unit' ? meaning.unit : null;
  }

  /** The position after all phrases of a type at a position. */
  skip(position: number, type: Meaning['type']): number {
    const found = this.meaning(position, type);
    return found ? this.skip(found.next, type) : position;
  }
}

function partsOf(word: string): readonly string[] {
  const same = SAME_AS[word];
  if (same !== undefined) return same.split(' ');
  const part = THIS_PART.exec(word)?.[1];
  if (part !== undefined) return ['deze', part];
  const dashed = DASHED.exec(word)
    ?.slice(1)
    .filter((part) => part !== undefined);
  if (dashed) return dashed.map((part, at) => (at === 2 && part.length === 2 ? `20${part}` : part));
  const [, period, edge] = PERIOD_EDGE.exec(word) ?? [];
  if (period !== undefined && edge !== undefined) return [edge === 'beginn' ? 'anfang' : edge, period];
  const month = WEEK_OF_MONTH.exec(word)?.[1];
  if (month !== undefined) return ['woche', 'im', month];
  const parts = (COMPOUND.exec(word) ?? JOINED.exec(word))?.slice(1).filter(Boolean);
  // `14:00-15:00` is a range.
  const [time = '', offset = ''] = parts ?? [];
  const isRange = offset.startsWith('-') && Number.parseInt(offset.slice(1), 10) > Number.parseInt(time, 10);
  return isRange ? [word] : (parts ?? [word]);
}

function comparedForm(raw: string): string {
  if (/^\u00e0$/iu.test(raw.normalize('NFC'))) return 'à';
  const word = raw
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019`]/g, "'")
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/^[("]+|^~(?=\d)/, '')
    .replace(/[,;:!?)"]+$/, '')
    .replace(/^(\d[\d:.]*(?:[ap]m)?|[ap]m|morning|noon|midday|afternoon|evening|lunch(?:time)?)-?ish$/, '$1')
    .replace(/^(\d\d?);(?=\d\d)/, '$1:');
  // `fri.` and `p.m.` are abbreviations; `31.12.` is a date and `3.` a day.
  return /\d\.$/.test(word) ? word : word.replace(/^(\d{0,2})([ap])\.m\.?$/, '$1$2m').replace(/\.+$/, '');
}
