import type { Noun } from '../domain/field.ts';
import type { NounDefinition } from './definition.ts';

/** The nouns of a program, in the order its help lists them. */
export class Nouns implements Iterable<NounDefinition> {
  readonly #byName: ReadonlyMap<string, NounDefinition>;

  constructor(definitions: readonly NounDefinition[]) {
    this.#byName = new Map(definitions.map((definition) => [definition.noun, definition]));
  }

  get names(): Noun[] {
    return [...this].map(({ noun }) => noun);
  }

  get(noun: Noun): NounDefinition {
    const definition = this.#byName.get(noun);
    if (!definition) throw new Error(`there is no noun "${noun}"`);
    return definition;
  }

  /** The noun of that name, or undefined where the text names none. */
  find(name: string | undefined): NounDefinition | undefined {
    return name === undefined ? undefined : this.#byName.get(name);
  }

  [Symbol.iterator](): Iterator<NounDefinition> {
    return this.#byName.values();
  }
}
