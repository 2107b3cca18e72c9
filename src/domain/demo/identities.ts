import { COMPANY_ROOTS, INDUSTRIES, LEGAL_FORMS, PEOPLE, STREETS, TITLES } from './names.ts';
import { type DemoPlace, PLACES } from './places.ts';
import type { Random } from './random.ts';

export interface Person {
  readonly first: string;
  readonly last: string;
  readonly title: string;
}

interface Company {
  readonly name: string;
  /** The name without its legal form. */
  readonly shortName: string;
  /** Under `.example`, a reserved domain. */
  readonly domain: string;
  readonly industry: string;
  readonly place: DemoPlace;
  readonly street: string | null;
}

/** Makes up people and companies without duplicates. */
export interface Identities {
  company(): Company;
  person(place: DemoPlace): Person;
  /** A unique number. */
  phone(place: DemoPlace): string;
}

export function makeIdentities(random: Random): Identities {
  const used = new Set<string>();
  const dialled = new Map<DemoPlace, number>();

  /** Draws until the value is new. */
  const fresh = <T>(draw: () => T, key: (drawn: T) => string): T => {
    for (;;) {
      const drawn = draw();
      if (used.has(key(drawn))) continue;
      used.add(key(drawn));
      return drawn;
    }
  };

  return {
    company() {
      const place = random.pick(PLACES);
      const { root, industry, word } = fresh(
        () => {
          const [line, words] = random.pick(INDUSTRIES);
          return { root: random.pick(COMPANY_ROOTS), industry: line, word: random.pick(words) };
        },
        (drawn) => `${drawn.root} ${drawn.word}`,
      );
      const shortName = `${root} ${word}`;
      const form = random.chance(0.45) ? ` ${random.pick(LEGAL_FORMS[place.country] ?? [''])}` : '';
      return {
        name: `${shortName}${form}`,
        shortName,
        domain: `${shortName}.example`.toLowerCase().replaceAll(' ', '-'),
        industry,
        place,
        street: place.people === 'english' ? `${random.int(1, 180)} ${random.pick(STREETS)} Street` : null,
      };
    },
    person(place) {
      const { given, family } = PEOPLE[place.people];
      const title = random.weighted(TITLES.map((each, i) => [each, TITLES.length - i]));
      return fresh(
        () => ({ first: random.pick(given), last: random.pick(family), title }),
        (drawn) => `${drawn.first} ${drawn.last}`,
      );
    },
    phone(place) {
      const free = place.phone.split('#').length - 1;
      const range = 10 ** free;
      // The step and the range have no common factor, so every number comes up before one repeats.
      const number = ((dialled.get(place) ?? random.int(0, range - 1)) + 37) % range;
      dialled.set(place, number);
      const digits = [...String(number).padStart(free, '0')];
      return place.phone.replaceAll('#', () => digits.shift() ?? '');
    },
  };
}

/** `jürgen.müller@willow-hotels.example`, without characters that an address cannot hold. */
export function emailOf({ first, last }: Pick<Person, 'first' | 'last'>, domain: string): string {
  const plain = (name: string) =>
    name
      .replaceAll(/[øØ]/g, 'o')
      .replaceAll('ı', 'i')
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z]/g, '')
      .toLowerCase();
  return `${plain(first)}.${plain(last)}@${domain}`;
}
