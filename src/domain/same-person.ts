import { lazy } from './lazy.ts';
import { personKey } from './matching.ts';
import { RememberedTexts } from './remembered-texts.ts';
import { areShortForms } from './short-names.ts';

/** First and last name of a person; a single word stands in `last`. */
export interface PersonName {
  readonly first: string | null;
  readonly last: string | null;
}

/**
 * Whether two names can be one person's: first and last name each equal, missing on one side, an initial, a short form,
 * or spelled with other accents or a doubled letter. `John` and `Joan` are two people.
 */
export function namesAgree(one: PersonName, other: PersonName): boolean {
  const [word, full] = isWord(one) ? [one, other] : [other, one];
  if (isWord(word) && !isWord(full))
    return partsAgree(word.last, full.last) || (full.first !== null && partsAgree(word.last, full.first));
  return partsAgree(one.first, other.first) && partsAgree(one.last, other.last);
}

/** Whether two people have the same first name: with an e-mail that is enough, since people marry. */
export function firstNamesEqual({ first: one }: PersonName, { first: other }: PersonName): boolean {
  return one !== null && other !== null && (personKey(one) === personKey(other) || spelledAlike(one, other));
}

/** A name of one word: it may be the first or the last name. */
function isWord({ first, last }: PersonName): boolean {
  return first === null && last !== null;
}

function partsAgree(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true;
  const [key, otherKey] = [personKey(one), personKey(other)];
  if (key === otherKey || key === '' || otherKey === '') return true;
  return (
    isInitialOf(key, otherKey) ||
    isInitialOf(otherKey, key) ||
    areShortForms(key, otherKey) ||
    spelledAlike(one, other) ||
    withoutMiddleInitials(key, otherKey)
  );
}

/** `j` or `j r` of `john`. */
function isInitialOf(initials: string, name: string): boolean {
  return initials[0] === name[0] && initials.split(' ').every((word) => word.length === 1);
}

/** `john b` and `john`; two different initials are two people. */
function withoutMiddleInitials(one: string, other: string): boolean {
  const [core, initials] = parted(one);
  const [otherCore, otherInitials] = parted(other);
  return core !== '' && core === otherCore && (initials === '' || otherInitials === '');
}

function parted(key: string): [core: string, initials: string] {
  const words = key.split(' ');
  return [
    words.filter((word) => word.length > 1).join(' '),
    words.filter((word) => word.length === 1).join(' '),
  ];
}

/** Whether two spellings differ by accents or by doubled letters only: `Müller` and `Mueller`, `Philip` and `Phillip`. */
function spelledAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const others = spellings().of(other);
  return spellings()
    .of(one)
    .some((each) => others.includes(each));
}

/** Letters that lose no accent when they are taken apart. */
const FOLDED: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

const patterns = lazy(() => ({ folded: /[øłđðþæœı]/g, umlauts: /[äöüøå]/g, doubled: /(.)\1+/gu }));

/** An import compares the same names again and again. */
const spellings = lazy(() => new RememberedTexts(spellingsOf));

function spellingsOf(name: string): readonly string[] {
  const { folded, umlauts, doubled } = patterns();
  const lower = name.normalize('NFC').toLowerCase();
  const plain = personKey(lower.replace(folded, (letter) => FOLDED[letter] as string));
  const expanded = personKey(
    lower
      .replace(umlauts, (letter) => UMLAUTS[letter] as string)
      .replace(folded, (letter) => FOLDED[letter] as string),
  );
  return [plain.replace(doubled, '$1'), expanded.replace(doubled, '$1')];
}
