import type { Field, Noun } from '../field.ts';
import type { Link, LinkTarget } from './ast.ts';

/** A noun as its links see it. */
export interface LinkedNoun extends LinkTarget {
  /** What a record calls those that point to it: `opps`. */
  readonly plurals: readonly string[];
  readonly derived: readonly DerivedValue[];
  /** What its records can become: relations that no field has. */
  readonly became: readonly Field[];
}

/** A saved filter, or a list of records, as filters name it. */
export interface NamedSegment {
  readonly id: number;
  readonly name: string;
  readonly noun: Noun;
  /** Blank for a list. */
  readonly filter: string;
}

/** A value with a name that only expressions know: `age` is `days_since(created_at)`. */
export interface DerivedValue {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** As it would be typed. */
  readonly expression: string;
}

/**
 * The links between nouns. A record leads to one other by each of its relations, called like the field, and to those
 * whose relations point to it, called by the names of their noun. Where a noun has several relations to another, the
 * first is the one that the plural alone means.
 */
export class Links {
  readonly #nouns: ReadonlyMap<string, LinkedNoun>;
  readonly #links = new Map<string, readonly Link[]>();
  readonly #segments: readonly NamedSegment[] | 'any';

  /** `any`: whatever segment is named is taken to be there. */
  constructor(nouns: readonly LinkedNoun[], segments: readonly NamedSegment[] | 'any' = []) {
    this.#segments = segments;
    this.#nouns = new Map(nouns.map((noun) => [noun.noun, noun]));
  }

  /** The links of records of a noun; of several with a name, the first is meant. */
  of(noun: Noun | 'user'): readonly Link[] {
    const known = this.#links.get(noun) ?? this.#read(noun);
    this.#links.set(noun, known);
    return known;
  }

  /** All fields of a noun. */
  fieldsOf(noun: Noun): readonly Field[] {
    return this.#nouns.get(noun)?.fields ?? [];
  }

  /** The segment of that name; undefined if there is none. */
  segment(name: string, noun: Noun): NamedSegment | undefined {
    if (this.#segments === 'any') return { id: 0, name, noun, filter: '' };
    return this.#segments.find((segment) => segment.name.toLowerCase() === name.trim().toLowerCase());
  }

  /** The names of the segments of a noun. */
  segmentNames(noun: Noun): string[] {
    return this.#segments === 'any'
      ? []
      : this.#segments.filter((segment) => segment.noun === noun).map(({ name }) => name);
  }

  /** What records of a noun are called together. */
  pluralOf(noun: Noun): string {
    return this.#nouns.get(noun)?.plurals[0] ?? noun;
  }

  /** The value that expressions over a noun know by that name. */
  derivedValue(noun: Noun | 'user', name: string): DerivedValue | undefined {
    return this.#nouns.get(noun)?.derived.find((value) => value.name === name.toLowerCase());
  }

  /** The names of these values. */
  derivedNames(noun: Noun | 'user'): string[] {
    return (this.#nouns.get(noun)?.derived ?? []).map(({ name }) => name);
  }

  #read(noun: string): Link[] {
    const links: Link[] = [];
    for (const field of relationsOf(this.#nouns.get(noun))) {
      const target = this.#nouns.get(String(field.target));
      if (field.type === 'ref' && target) links.push({ name: field.name, field, to: 'one', target });
    }
    for (const target of this.#nouns.values())
      for (const field of relationsOf(target))
        if (field.type === 'ref' && field.target === noun)
          for (const name of target.plurals) links.push({ name, field, to: 'many', target });
    return links;
  }
}

function relationsOf(noun: LinkedNoun | undefined): readonly Field[] {
  return noun ? [...noun.fields, ...noun.became] : [];
}
