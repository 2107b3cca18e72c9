import type { Noun } from '../domain/field.ts';
import { hasField, type NounDefinition } from './definition.ts';
import type { ChildRows } from './shared/children.ts';

/** The nouns of a program, in the order of its help. */
export class Nouns implements Iterable<NounDefinition> {
  readonly #byName: ReadonlyMap<string, NounDefinition>;

  readonly names: readonly Noun[];

  constructor(definitions: readonly NounDefinition[]) {
    this.names = definitions.map(({ noun }) => noun);
    this.#byName = new Map(definitions.map((definition) => [definition.noun, definition]));
  }

  get(noun: Noun): NounDefinition {
    const definition = this.#byName.get(noun);
    if (!definition) throw new Error(`there is no noun "${noun}"`);
    return definition;
  }

  /** The noun of that name, or undefined. */
  find(name: string | undefined): NounDefinition | undefined {
    return name === undefined ? undefined : this.#byName.get(name);
  }

  /** Names of the nouns whose records can be merged. */
  get mergeable(): Noun[] {
    return [...this].filter(({ merge }) => merge !== undefined).map(({ noun }) => noun);
  }

  /** Names of the nouns whose records have a field. */
  namesWith(field: string): Noun[] {
    return [...this].filter((definition) => hasField(definition, field)).map(({ noun }) => noun);
  }

  /**
   * The rows that belong to a record of a noun: those it declares, and records whose fields refer to it. The latter
   * keep it from being removed.
   */
  childrenOf(noun: Noun): ChildRows[] {
    const declared = this.get(noun).children;
    const isDeclared = (row: ChildRows) =>
      declared.some(({ table, column }) => table === row.table && column === row.column);
    const referring = [...this].flatMap(({ noun: table, fields }) =>
      fields.flatMap(({ name, type, target }): ChildRows[] =>
        type === 'ref' && target === noun ? [{ table, column: `${name}_id`, onRemove: 'refuse' }] : [],
      ),
    );
    return [...declared, ...referring.filter((row) => !isDeclared(row))];
  }

  [Symbol.iterator](): Iterator<NounDefinition> {
    return this.#byName.values();
  }
}
