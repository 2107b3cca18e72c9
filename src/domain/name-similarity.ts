/** How alike two names are, from 0 to 1. Names are given as keys: see matching.ts. */
export interface NameComparer {
  /** Of people: words in any order, initials, second names. As of titles, what has other figures in it is another. */
  people(one: string, other: string): number;
  /** Of companies and deals: as they stand; what has other figures in it is another. */
  titles(one: string, other: string): number;
}

/** From here on two names of people may be one, written differently. */
export const MIN_PERSON_SIMILARITY = 0.85;
/** From here on two names of companies or deals may be one. */
export const MIN_TITLE_SIMILARITY = 0.92;

/** Two words less alike than this are different names. */
const LEAST_WORD = 0.82;
/** `J` for `Jane`. */
const INITIAL = 0.9;
/** For each word that only one of two names has. */
const EXTRA_WORD = 0.05;
/** For a single word that is part of a longer name: `Doe` and `Jane Doe`. */
const PART = 0.7;

/** Makes a comparer; loads the library it compares with. */
export async function makeNameComparer(): Promise<NameComparer> {
  const { jaroWinkler } = await import('@skyra/jaro-winkler');

  const ofWords = (one: string, other: string): number => {
    if (one === other) return 1;
    if (one.length === 1 || other.length === 1) return one[0] === other[0] ? INITIAL : 0;
    const alike = jaroWinkler(one, other);
    return alike < LEAST_WORD ? 0 : alike;
  };

  return {
    people(one, other) {
      if (one === other) return 1;
      if (figures(one) !== figures(other)) return 0;
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
      if (few.length === 1 && left.length > 0) return PART;
      return sum / few.length - EXTRA_WORD * left.length;
    },
    titles(one, other) {
      if (one === other) return 1;
      return figures(one) === figures(other) ? jaroWinkler(one, other) : 0;
    },
  };
}

/** The words of a name that have figures in them. */
function figures(name: string): string {
  if (!FIGURE.test(name)) return '';
  return (name.match(/\S*\d\S*/g) ?? []).toSorted().join(' ');
}

const FIGURE = /\d/;
