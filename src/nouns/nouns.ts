import type { CustomNoun } from '../domain/custom-noun.ts';
import type { Noun } from '../domain/field.ts';
import { defineCustomNoun } from './custom/definition.ts';
import { hasField, type NounDefinition, nameColumn } from './definition.ts';
import type { ChildRows } from './shared/children.ts';
import type { RelatedSection } from './shared/related.ts';

/** A noun whose records pass relations on. */
type PassingNoun = NounDefinition & { readonly passesOn: readonly string[] };

/** The nouns of a program, in the order of its help. */
export class Nouns implements Iterable<NounDefinition> {
  readonly #byName: ReadonlyMap<string, NounDefinition>;
  #passingOn: readonly PassingNoun[] | undefined;

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

  /** The noun with that name, plural or alias, or undefined. */
  named(word: string): NounDefinition | undefined {
    return [...this].find(({ noun, plural, aliases }) => [noun, plural, ...aliases].includes(word));
  }

  /** These nouns with those that a team has made, in place of others that a team has made. */
  withCustom(custom: readonly CustomNoun[]): Nouns {
    const own = this.builtIn;
    const relatedNoun = (name: string) => {
      const definition = this.#byName.get(name);
      if (definition && !definition.custom)
        return { label: labelOf(definition), name: nameColumn(definition) };
      const { label = name, title = 'name' } = custom.find((each) => each.name === name) ?? {};
      return { label, name: title };
    };
    const related = own.map((definition) => definition.withRelationsTo?.(custom) ?? definition);
    const docs = related.find(({ noun }) => noun === 'doc');
    const hasDocs = ({ name }: CustomNoun) =>
      docs?.fields.some((field) => field.name === name && field.target === name) ?? false;
    return new Nouns([
      ...related,
      ...custom.map((noun) => defineCustomNoun(noun, relatedNoun, hasDocs(noun))),
    ]);
  }

  /** The definitions that come with the program. */
  get builtIn(): NounDefinition[] {
    return [...this].filter(({ custom }) => custom === undefined);
  }

  /** What the page of a record shows of others: what its noun declares, and what teams have related to it. */
  sectionsOf(noun: Noun): readonly RelatedSection[] {
    const { sections } = this.get(noun);
    const added = [...this].flatMap((other) => {
      const { noun: of, plural, custom } = other;
      // Asked first: the fields of the other nouns need not be set up.
      const shown = custom
        ? { columns: other.listColumns, sort: [other.defaultSort, false] as const }
        : other.onPages;
      if (!shown) return [];
      const refers = custom
        ? custom.relates.includes(noun)
        : other.fields.some(({ name, target }) => name === noun && target === noun);
      if (!refers) return [];
      const section: RelatedSection = {
        type: 'others',
        title: titleOf(plural),
        noun: of,
        columns: shown.columns.filter((name) => name !== noun),
        by: `${noun}_id`,
        sort: shown.sort,
      };
      return [section];
    });
    if (added.length === 0) return sections;
    const at = sections.findIndex(({ type }) => type === 'next' || type === 'timeline');
    return at < 0 ? [...sections, ...added] : [...sections.slice(0, at), ...added, ...sections.slice(at)];
  }

  /**
   * The nouns whose records pass relations on to those about them. What passes on more comes first: a case before its
   * deal, a deal before its contact.
   */
  get passingOn(): readonly PassingNoun[] {
    this.#passingOn ??= [...this]
      .filter((definition): definition is PassingNoun => definition.passesOn !== undefined)
      .sort((one, other) => other.passesOn.length - one.passesOn.length);
    return this.#passingOn;
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
   * keep it from being removed, unless their noun says otherwise.
   */
  childrenOf(noun: Noun): ChildRows[] {
    const declared = this.get(noun).children;
    const isDeclared = (row: ChildRows) =>
      declared.some(({ table, column }) => table === row.table && column === row.column);
    const referring = [...this].flatMap(({ noun: table, fields, whenGone = {} }) =>
      fields.flatMap(({ name, type, target }): ChildRows[] =>
        type === 'ref' && target === noun
          ? [{ table, column: `${name}_id`, onRemove: whenGone[name] ?? 'refuse' }]
          : [],
      ),
    );
    return [...declared, ...referring.filter((row) => !isDeclared(row))];
  }

  [Symbol.iterator](): Iterator<NounDefinition> {
    return this.#byName.values();
  }
}

const titleOf = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ');

const labelOf = ({ noun, longName }: NounDefinition) => titleOf(longName ?? noun);
