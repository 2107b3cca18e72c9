import type { CustomNoun } from '../domain/custom-noun.ts';
import type { ComparedKind } from '../domain/duplicate-score.ts';
import type { Noun, PersonNoun } from '../domain/field.ts';
import { defineCustomNoun } from './custom/definition.ts';
import { hasField, labelOf, type NounDefinition, nameColumn, titleOf } from './definition.ts';
import { attachTo } from './shared/attach.ts';
import type { ChildRows } from './shared/children.ts';
import type { RelatedSection } from './shared/related.ts';

/** A noun whose records pass relations on. */
type PassingNoun = NounDefinition & { readonly passesOn: readonly string[] };

/** The nouns of a program, in the order of its help. */
export class Nouns implements Iterable<NounDefinition> {
  readonly #given: readonly NounDefinition[];
  readonly #byName: ReadonlyMap<string, NounDefinition>;
  #passingOn: readonly PassingNoun[] | undefined;

  readonly names: readonly Noun[];

  constructor(definitions: readonly NounDefinition[]) {
    this.names = definitions.map(({ noun }) => noun);
    this.#given = definitions;
    this.#byName = new Map(
      definitions.map((definition) => {
        const { noun, attachedAs } = definition;
        const nouns = attachedAs ? definitions.filter(({ attached }) => attached?.includes(attachedAs)) : [];
        return [noun, nouns.length > 0 ? attachTo(definition, nouns) : definition];
      }),
    );
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
    const own = this.#given.filter((definition) => definition.custom === undefined);
    const relatedNoun = (name: string) => {
      const definition = this.#byName.get(name);
      if (definition && !definition.custom)
        return { label: labelOf(definition), name: nameColumn(definition) };
      const { label = name, title = 'name' } = custom.find((each) => each.name === name) ?? {};
      return { label, name: title };
    };
    return new Nouns([...own, ...custom.map((noun) => defineCustomNoun(noun, relatedNoun))]);
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

  /** Names of the nouns whose records are people. */
  get people(): PersonNoun[] {
    return [...this].filter(({ isPerson }) => isPerson).map(({ noun }) => noun as PersonNoun);
  }

  /** Names of the nouns whose records those of a noun can be about. */
  subjectsOf(noun: Noun): Noun[] {
    const { fields } = this.get(noun);
    const isSubject = (other: Noun) => fields.some(({ name, target }) => name === other && target === other);
    return this.names.filter((other) => other !== noun && isSubject(other));
  }

  /**
   * The same in the order in which they say what a record is about: people before work that passes on whose it is (deals,
   * cases), or after it, and then the rest.
   */
  subjectsBy(first: 'people' | 'work', noun: Noun): Noun[] {
    const { people } = this;
    const work = this.passingOn.flatMap((passing) => (passing.isPerson ? [] : passing.noun)).toReversed();
    const order: readonly Noun[] = first === 'people' ? [...people, ...work] : [...work, ...people];
    const subjects = this.subjectsOf(noun);
    return [...new Set([...order.filter((name) => subjects.includes(name)), ...subjects])];
  }

  /** Names of the nouns whose records name the campaign that they came from. */
  get namingCampaigns(): Noun[] {
    return [...this].filter(({ namesCampaign }) => namesCampaign).map(({ noun }) => noun);
  }

  /** Names of the nouns whose records can be merged. */
  get mergeable(): Noun[] {
    return [...this].filter(({ merge }) => merge !== undefined).map(({ noun }) => noun);
  }

  /** Names of the nouns whose records are compared, for duplicates. */
  get comparable(): Noun[] {
    return [...this].filter(({ comparedAs }) => comparedAs !== undefined).map(({ noun }) => noun);
  }

  /** Names of the nouns whose records are compared as one kind, for duplicates. */
  comparedAs(kind: ComparedKind): Noun[] {
    return [...this].filter(({ comparedAs }) => comparedAs === kind).map(({ noun }) => noun);
  }

  /** Names of the nouns whose records have a field. */
  namesWith(field: string): Noun[] {
    return [...this].filter((definition) => hasField(definition, field)).map(({ noun }) => noun);
  }

  /**
   * The rows that belong to a record of a noun: those it declares, and records whose fields refer to it. The latter
   * keep it from being removed, unless their noun says otherwise, or they are about it and other records alike.
   */
  childrenOf(noun: Noun): ChildRows[] {
    const declared = this.get(noun).children;
    const isDeclared = (row: ChildRows) =>
      declared.some(({ table, column }) => table === row.table && column === row.column);
    const referring = [...this].flatMap(({ noun: table, fields, attachedAs, whenGone = {} }) => {
      const rule = attachedAs ? 'remove or unlink' : 'refuse';
      return fields.flatMap(({ name, type, target }): ChildRows[] =>
        type === 'ref' && target === noun
          ? [{ table, column: `${name}_id`, onRemove: whenGone[name] ?? rule }]
          : [],
      );
    });
    return [...declared, ...referring.filter((row) => !isDeclared(row))];
  }

  [Symbol.iterator](): Iterator<NounDefinition> {
    return this.#byName.values();
  }
}
