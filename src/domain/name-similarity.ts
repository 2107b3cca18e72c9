/** Similarity of two names, from 0 to 1. Names are keys: see matching.ts. */
export interface NameComparer {
  /** Of people: words in any order, initials, second names. Names with different digits differ. */
  people(one: string, other: string): number;
  /** Of companies and deals: words in order. Names with different digits differ. */
  titles(one: string, other: string): number;
}

/** From here on, two names may be one person. */
export const MIN_PERSON_SIMILARITY = 0.85;
/** From here on, two names may be one company or deal. */
export const MIN_TITLE_SIMILARITY = 0.92;

/** Below this, two words are different. */
const MIN_WORD_SIMILARITY = 0.82;
/** `J` for `Jane`. */
const INITIAL_SCORE = 0.9;
/** Penalty for each word that only one name has. */
const EXTRA_WORD_PENALTY = 0.05;
/** Score of a single word that is part of a longer name: `Doe` and `Jane Doe`. */
const PARTIAL_NAME_SCORE = 0.7;

/** Loads the comparison library. */
export async function makeNameComparer(): Promise<NameComparer> {
  const { jaroWinkler } = await import('@skyra/jaro-winkler');

  const ofWords = (one: string, other: string): number => {
    if (one === other) return 1;
    if (one.length === 1 || other.length === 1) return one[0] === other[0] ? INITIAL_SCORE : 0;
    const alike = jaroWinkler(one, other);
    return alike < MIN_WORD_SIMILARITY ? 0 : alike;
  };

  return {
    people(one, other) {
      if (one === other) return 1;
      if (wordsWithDigits(one) !== wordsWithDigits(other)) return 0;
      const [few = [], many = []] = [one.split(' '), other.split(' ')].toSorted(
        (a, b) => a.length - b.length,
      );
      if (!few.some((word) => many.some((each) => each[0] === word[0]))) return 0;
      const left = [...many];
      let sum = 0;
      for (const word of few) {
        let [best, at] = [0, -1];
        for (const [i, each] of left.entries()) {
          const alike = ofWords(word, each);
          if (alike > best) [best, at] = [alike, i];
        }
        if (at < 0) return 0;
        sum += best;
        left.splice(at, 1);
      }
      if (few.length === 1 && left.length > 0) return PARTIAL_NAME_SCORE;
      return sum / few.length - EXTRA_WORD_PENALTY * left.length;
    },
    titles(one, other) {
      if (one === other) return 1;
      return wordsWithDigits(one) === wordsWithDigits(other) ? jaroWinkler(one, other) : 0;
    },
  };
}

/** The words of a name that contain digits. */
function wordsWithDigits(name: string): string {
  if (!DIGIT.test(name)) return '';
  return (name.match(/\S*\d\S*/g) ?? []).toSorted().join(' ');
}

const DIGIT = /\d/;
