import type { Field, Noun } from '../field.ts';
import { hintFor } from '../suggest.ts';
import type { ComputedField, Expression, Link } from './ast.ts';
import { findFields } from './field-name.ts';
import { SEGMENTS, segmentsField } from './segments.ts';
import type { FilterEnv } from './value.ts';
import { fieldTypeOf, valueTypeOf } from './value-types.ts';

/** The records whose fields a part of an expression names. */
export interface Scope {
  readonly fields: readonly Field[];
  /** Undefined where no links are known. */
  readonly noun: Noun | 'user' | undefined;
  /** What may stand before a field of another record: `opps` in `sum(opps.amount * opps.probability)`. */
  readonly alias: string;
}

type Records = Omit<Scope, 'alias'>;

/** Why a name means nothing, and what to write instead. */
interface NameProblem {
  readonly text: string;
  readonly hint: string;
}

/** Reads an expression over other fields, which stands for a name. */
type ReadSubexpression = (text: string, fields: readonly Field[], env: FilterEnv) => Expression;

/** Finds what names such as `account.industry` mean in a scope. */
export class NameResolver {
  readonly #env: FilterEnv;
  readonly #readSubexpression: ReadSubexpression;

  constructor(env: FilterEnv, readSubexpression: ReadSubexpression) {
    this.#env = env;
    this.#readSubexpression = readSubexpression;
  }

  /** The field of a name; null if there is none. */
  fieldAt(scope: Scope, name: string): Expression | null {
    return (
      this.#behindPrefix(scope, scope.alias, name) ??
      this.#fieldOf(scope, name.split('.')) ??
      this.#behindPrefix(scope, scope.noun, name)
    );
  }

  /** The field behind a prefix that stands for the record itself. */
  #behindPrefix(scope: Scope, prefix: string | undefined, name: string): Expression | null {
    if (!prefix || !name.toLowerCase().startsWith(`${prefix.toLowerCase()}.`)) return null;
    return this.#fieldOf(scope, name.slice(prefix.length + 1).split('.'));
  }

  #fieldOf({ fields, noun }: Records, [first = '', ...rest]: readonly string[]): Expression | null {
    if (rest.length === 0) {
      const [field, other] = findFields(first, fields);
      if (field) return other ? null : { type: 'field', field, of: valueTypeOf(field.type) };
      if (noun === undefined) return null;
      return this.#derived(noun, first) ?? (SEGMENTS.test(first) ? this.segmentsAt({ noun }, []) : null);
    }
    const link = this.linkOf(noun, first);
    const value = link && this.#fieldOf(link.target, rest);
    return value ? { type: 'path', link, value, of: value.of } : null;
  }

  /** The segments of the record at the end of a path; null if there is none. */
  segmentsAt({ noun }: Pick<Scope, 'noun'>, [first, ...rest]: readonly string[]): Expression | null {
    if (first === undefined)
      return noun === undefined || noun === 'user' || !this.#env.linked
        ? null
        : { type: 'field', field: segmentsField(noun), of: 'list' };
    const link = this.linkOf(noun, first);
    const value = link && this.segmentsAt(link.target, rest);
    return value ? { type: 'path', link, value, of: value.of } : null;
  }

  /** A value with a name that only expressions know. */
  #derived(noun: Noun | 'user', name: string): Expression | null {
    const links = this.#env.linked?.links;
    const known = links?.derivedValue(noun, name);
    if (!links || !known || noun === 'user') return null;
    const env = { ...this.#env, linked: { noun, links }, group: undefined };
    const expression = this.#readSubexpression(known.expression, links.fieldsOf(noun), env);
    const field: ComputedField = {
      ...known,
      type: fieldTypeOf(expression.of),
      access: 'computed',
      expression,
    };
    return { type: 'field', field, of: expression.of };
  }

  /** The relation of a noun by its name, and by the field that holds it where several have that name. */
  linkOf(noun: Scope['noun'], name: string, via?: string): Link | undefined {
    return this.#linksOf(noun).find(
      (link) => link.name === name.toLowerCase() && (via === undefined || link.field.name === via),
    );
  }

  #linksOf(noun: Scope['noun']): readonly Link[] {
    return noun === undefined ? [] : (this.#env.linked?.links.of(noun) ?? []);
  }

  /** The links of a path up to the first that leads to several records, and what follows; none if no link does. */
  manyPrefix(
    { noun }: Scope,
    names: readonly string[],
  ): { readonly path: readonly Link[]; readonly rest: readonly string[] } {
    const path: Link[] = [];
    let from = noun;
    for (const [at, name] of names.entries()) {
      const link = this.linkOf(from, name);
      if (!link) break;
      path.push(link);
      if (link.to === 'many') return { path, rest: names.slice(at + 1) };
      from = link.target.noun;
    }
    return { path: [], rest: [] };
  }

  /** The relations to several records: `opps`, `tasks`. */
  pluralsOf({ noun }: Scope): string[] {
    const many = this.#linksOf(noun).filter(({ to }) => to === 'many');
    return [...new Set(many.map(({ name }) => name))];
  }

  /** What is wrong with a name that means nothing in a scope. */
  problemWith(scope: Scope, name: string): NameProblem {
    const names = name.split('.');
    const problem = names.length > 1 ? this.#problemOnPath(scope, names) : null;
    if (problem) return problem;
    const derived = scope.noun === undefined ? [] : (this.#env.linked?.links.derivedNames(scope.noun) ?? []);
    const known = [...scope.fields.map((field) => field.name), ...derived];
    // What files and other programs call a field is not near to its name.
    const called = name.toLowerCase().replaceAll('_', ' ');
    const meant = scope.fields.find(({ synonyms }) => synonyms?.includes(called));
    const hint = meant ? `Did you mean ${meant.name}?` : hintFor(name, known, `Fields: ${known.join(', ')}`);
    return { text: `unknown field "${name}"`, hint };
  }

  #problemOnPath({ fields, noun }: Records, [first = '', ...rest]: readonly string[]): NameProblem | null {
    if (noun === undefined) return null;
    const link = this.linkOf(noun, first);
    if (rest.length > 0 && link) return this.#problemOnPath(link.target, rest);
    const [kind, known] = rest.length > 0 ? ['relation', this.#linksOf(noun)] : ['field', fields];
    const names = [...new Set(known.map((each) => each.name))];
    const hint = hintFor(first, names, `Use one of ${names.join(', ')}`);
    return { text: `${noun} has no ${kind} "${first}"`, hint };
  }
}
