import type { Nouns } from '../nouns/nouns.ts';

/** A value that the database binds and returns. */
export type Bound = string | number | null;

/** A table row: column name to value. */
export type RawRow = Record<string, Bound>;

/** Syntax that differs between engines. */
export interface Dialect {
  /** The placeholder of the nth value, from 1. */
  placeholder(number: number): string;
  /** The rest of a condition that a value is one of these. */
  among(values: readonly Bound[]): Sql;
  /** A table of these values, called `name`, with a column `value`. */
  each(values: readonly Bound[], name: string): Sql;
  /** Rows of `outer`, which are few, each with those of `inner` that fit: found by an index, and not the other way round. */
  nested(outer: Sql, inner: Sql, condition: Sql): Sql;
  /** A text, compared and sorted as if ASCII letters were small. */
  ignoreCase(text: Sql): Sql;
  /** A text in small letters of any alphabet. */
  fold(text: Sql): Sql;
  /** Whether a text is like a pattern with `\\` before what is to be taken as it is; ASCII letters of any case fit. */
  like(text: Sql, pattern: string): Sql<boolean>;
  /** The value at a path (`$.name`) of a JSON object; null where there is none. */
  jsonValue(json: Sql, path: string): Sql;
  /** Whether a JSON object has something at a path (`$.name`), be it null. */
  jsonHas(json: Sql, path: string): Sql<boolean>;
  /** A table of the elements of a JSON array at a path, called `name`, with a column `value`. */
  jsonEach(json: Sql, path: string, name: string): Sql;
  /** The values of many rows as a JSON array. */
  jsonList(value: Sql): Sql;
  /** The values of a row as a JSON array. */
  jsonRow(...values: readonly Sql[]): Sql;
  /** The day (`YYYY-MM-DD`) and the hour of a moment, `shift` (`60 minutes`) away from UTC. */
  localDay(moment: Sql, shift: Sql): Sql<string>;
  localHour(moment: Sql, shift: Sql): Sql<number>;
  /** The seconds since 1970 of a moment, or of the start of a day in UTC. */
  epoch(moment: Sql): Sql<number>;
  /** The day that begins so many days after 1970-01-01. */
  dayOf(days: Sql): Sql<string>;
}

/** Who reads, when and in which currency: what `me`, `today` and amounts without a currency mean in formulas. */
export interface Acting {
  readonly user: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly currency: string;
}

/** Read access. A query is prepared once. Throws for a writing statement, which would not be journaled. */
export interface Db {
  /** The nouns of its records. */
  readonly nouns: Nouns;
  /** What formulas are computed with. */
  readonly acting: Acting;
  all<T>(query: Sql<T>): Promise<T[]>;
  /** Rows as a stream. */
  iterate<T>(query: Sql<T>): AsyncIterable<T>;
}

/** A part of a statement: a fragment, a piece that depends on the engine, or a value to bind. */
export type Part = Sql | ((dialect: Dialect) => Sql) | Bound;

/** A statement as an engine runs it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly Bound[];
}

/**
 * A statement or a fragment of one: texts with parts between them. It becomes text when the engine is known. `T` is
 * the row it reads, or the value of the expression.
 */
export class Sql<T = unknown> {
  readonly texts: readonly string[];
  readonly parts: readonly Part[];
  /** Only carries the type `T`. */
  declare readonly row?: T;

  constructor(texts: readonly string[], parts: readonly Part[]) {
    this.texts = texts;
    this.parts = parts;
  }

  /** Its rows, if it is a query. */
  all(db: Db): Promise<T[]> {
    return db.all(this);
  }

  /** Its first row, if it is a query. */
  async first(db: Db): Promise<T | undefined> {
    return (await db.all(this))[0];
  }

  /** Its first row; throws if there is none. */
  async one(db: Db): Promise<T> {
    const row = await this.first(db);
    if (row === undefined) throw new Error('a query that always finds a row found none');
    return row;
  }

  /** Its text and values in a dialect. */
  toStatement(dialect: Dialect): Statement {
    const values: Bound[] = [];
    return { text: this.#write(dialect, values), values };
  }

  #write(dialect: Dialect, values: Bound[]): string {
    let text = this.texts[0] as string;
    for (const [index, part] of this.parts.entries()) {
      if (part instanceof Sql) text += part.#write(dialect, values);
      else if (typeof part === 'function') text += part(dialect).#write(dialect, values);
      else text += dialect.placeholder(values.push(part));
      text += this.texts[index + 1];
    }
    return text;
  }
}

/** A statement or fragment: fragments are included, everything else is bound. */
export function sql<T = unknown>(texts: TemplateStringsArray, ...parts: readonly Part[]): Sql<T> {
  return new Sql<T>(texts, parts);
}

/** Constant text of the program; never user input. */
sql.raw = <T = unknown>(text: string): Sql<T> => new Sql<T>([text], []);

/** A quoted name: `lead.id` is a column of a table. */
sql.ref = <T = unknown>(name: string): Sql<T> => new Sql<T>([name.split('.').map(quoteName).join('.')], []);

/** A constant number as text, where the planner has to see it. */
sql.lit = (number: number): Sql<number> => new Sql([String(number)], []);

/** The rest of a condition that a value is one of these: `lead.id ${sql.among(ids)}`. */
sql.among =
  (values: readonly Bound[]): Part =>
  (dialect) =>
    dialect.among(values);

/** The fragments in sequence, separated by commas by default. */
sql.join = <T = unknown>(parts: readonly Part[], separator = ', '): Sql<T> =>
  new Sql<T>(parts.length === 0 ? [''] : ['', ...parts.slice(1).map(() => separator), ''], parts);

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
