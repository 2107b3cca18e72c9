import { isFormula } from '../domain/custom-field.ts';
import { usage } from '../domain/errors.ts';
import type { Field, Noun } from '../domain/field.ts';
import { type ComputedField, type Expression, isComputed } from '../domain/filter/ast.ts';
import { fieldsNamed } from '../domain/filter/fields-named.ts';
import type { Links, NamedSegment } from '../domain/filter/links.ts';
import { parseExpression } from '../domain/filter/parse.ts';
import { declaredField, declaredFields, fieldRows, type StoredField } from './field-rows.ts';
import { linksBetween } from './links.ts';
import { type Db, sql } from './sql.ts';

/** A value that is always missing: what a formula is that names something which is no longer there. */
const NULL_LITERAL: Expression = { type: 'literal', value: null, of: 'nothing' };

/** The custom fields of all nouns, with formulas that are read when they are first used. */
export class Formulas {
  readonly links: Links;
  readonly #db: Db;
  readonly #rows: readonly StoredField[];
  readonly #fields = new Map<string, Field>();
  readonly #read = new Map<string, Expression>();
  /** Formulas that are being read: one of them that is named again is a circle. */
  readonly #open: string[] = [];

  constructor(db: Db, rows: readonly StoredField[], segments: readonly NamedSegment[]) {
    this.#db = db;
    this.#rows = rows;
    const fieldsOf = (noun: Noun) =>
      rows.flatMap((row) =>
        row.noun !== noun ? [] : isFormula(row.type) ? [this.field(row)] : declaredFields(row),
      );
    this.links = linksBetween(db.nouns, fieldsOf, segments);
  }

  /** The field of a formula. */
  field(row: StoredField): Field {
    const key = `${row.noun}.${row.name}`;
    let field = this.#fields.get(key);
    if (!field) {
      const formulas = this;
      field = {
        ...declaredField(row),
        get expression() {
          return formulas.#orNothing(row);
        },
      } as ComputedField;
      this.#fields.set(key, field);
    }
    return field;
  }

  /** Reads all formulas. Throws a usage error for the first that cannot be computed. */
  check(): void {
    for (const row of this.#rows)
      if (isFormula(row.type)) {
        const { of } = this.#expression(row);
        if (of !== 'nothing' && row.result !== null && of !== resultOf(row.result))
          throw usage(`the formula ${row.noun}.${row.name} is no longer of type ${row.result}`);
      }
  }

  isBroken(row: StoredField): boolean {
    return this.#orNothing(row) === NULL_LITERAL;
  }

  #orNothing(row: StoredField): Expression {
    try {
      return this.#expression(row);
    } catch {
      return NULL_LITERAL;
    }
  }

  #expression(row: StoredField): Expression {
    const key = `${row.noun}.${row.name}`;
    const known = this.#read.get(key);
    if (known) return known;
    const noun = this.#db.nouns.find(row.noun);
    if (!noun) return NULL_LITERAL;
    const at = this.#open.indexOf(key);
    if (at >= 0)
      throw usage(`the formula ${key} depends on itself: ${[...this.#open.slice(at), key].join(' > ')}`);
    this.#open.push(key);
    try {
      const fields = this.links.fieldsOf(noun.noun);
      const { now, user, currency } = this.#db.acting;
      const env = {
        now,
        user,
        currency,
        nouns: this.#db.nouns.names,
        linked: { noun: noun.noun, links: this.links },
      };
      const expression = parseExpression(row.expression ?? '', fields, env);
      for (const named of fieldsNamed(expression, noun.noun)) {
        const inner = this.#rows.find(({ noun: of, name }) => of === named.noun && name === named.field.name);
        if (inner && isComputed(named.field)) this.#expression(inner);
      }
      this.#read.set(key, expression);
      return expression;
    } finally {
      this.#open.pop();
    }
  }
}

const resultOf = (type: string) =>
  ['number', 'integer'].includes(type) ? 'number' : ['text', 'choice', 'ref'].includes(type) ? 'text' : type;

/** The links between all nouns, those of custom fields included: what expressions may name of other records. */
export async function readLinks(db: Db): Promise<Links> {
  return (await readFormulas(db)).links;
}

/** The formulas of all nouns, and the links between nouns. */
export async function readFormulas(db: Db): Promise<Formulas> {
  const segments = await sql<NamedSegment>`select id, name, noun, filter from segment order by name`.all(db);
  return new Formulas(db, await fieldRows(db), segments);
}

/** Throws a usage error if a formula cannot be computed: it names what is not there, or depends on itself. */
export async function checkFormulas(db: Db): Promise<void> {
  (await readFormulas(db)).check();
}

/** The formulas that cannot be computed, as `checkFormulas` says: `account.works`. */
export async function brokenFormulas(db: Db): Promise<string[]> {
  const formulas = await readFormulas(db);
  const rows = (await fieldRows(db)).filter(({ type }) => isFormula(type));
  return rows.filter((row) => formulas.isBroken(row)).map(({ noun, name }) => `${noun}.${name}`);
}

/** The formulas that name a field. */
export async function formulasNaming(db: Db, noun: Noun, name: string): Promise<string[]> {
  const formulas = await readFormulas(db);
  const found: string[] = [];
  for (const row of await fieldRows(db)) {
    if (!isFormula(row.type)) continue;
    const field = formulas.field(row) as ComputedField;
    const named = [...fieldsNamed(field.expression, row.noun as Noun)];
    if (named.some((each) => each.noun === noun && each.field.name === name))
      found.push(`${row.noun}.${row.name}`);
  }
  return found;
}
