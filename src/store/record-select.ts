import type { Field, Noun } from '../domain/field.ts';
import { type Condition, isComputed } from '../domain/filter/ast.ts';
import type { NounColumns } from '../nouns/shared/columns.ts';
import { listSql } from './column-sql.ts';
import { columnOf, filterSql } from './filter-sql.ts';
import { amountInBase, type Conversion, rateDay } from './rates.ts';
import { type Db, type RawRow, type Sql, sql } from './sql.ts';

/** A key of a sort order. */
export interface SortKey {
  readonly field: Field;
  readonly descending: boolean;
}

/** Which records of a noun, which fields, in which order. */
export interface RecordQuery {
  readonly noun: Noun;
  readonly fields: readonly Field[];
  readonly where?: Condition | undefined;
  readonly sort?: readonly SortKey[];
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** Only these records. */
  readonly ids?: readonly number[] | undefined;
  /** What amounts are sorted by: what they are worth in that currency on that day; without it their own numbers. */
  readonly exchange?: Conversion | undefined;
}

/** Records tried in sort order before the whole table is searched. */
const RECORDS_PROBED = 2_000;

/** More records than there are. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** A sort expression. */
interface OrderTerm {
  readonly value: Sql;
  readonly ignoresCase: boolean;
  readonly descending: boolean;
}

/** The SELECT of a noun's records. Values of filters are bound. */
export class RecordSelect {
  readonly #query: RecordQuery;
  readonly #columns: NounColumns;
  readonly #from: Sql;
  readonly #id: Sql;
  /** The sort expressions; the last is the record number, which decides ties. */
  readonly #order: readonly OrderTerm[];

  constructor(query: RecordQuery, columns: NounColumns) {
    this.#query = query;
    this.#columns = columns;
    this.#from = sql.raw(columns.from);
    this.#id = sql.ref(`${query.noun}.id`);
    this.#order = this.#orderTerms();
  }

  /** How many records match. */
  count(): Sql<{ n: number }> {
    return sql<{ n: number }>`select count(*) as n from ${this.#from} ${this.#where(this.#query)}`;
  }

  /** The values of the records, a column per field, with the number as `id`. */
  async values(db: Db): Promise<Sql<RawRow>> {
    const { ids, where, limit, offset = 0 } = this.#query;
    const select = sql`select ${this.#valuesOf()} from ${this.#from}`;
    const found = await this.#firstMatches(db);
    if (found) return sql<RawRow>`${select} ${this.#where({ ids: found })} order by ${orderBy(this.#order)}`;
    const cut =
      limit === undefined && offset === 0 ? sql`` : sql`limit ${limit ?? NO_LIMIT} offset ${offset}`;
    if (ids || (!where && this.#hasIndex()))
      return sql<RawRow>`${select} ${this.#where(this.#query)} order by ${orderBy(this.#order)} ${cut}`;
    // Sorts numbers first, then reads other values only for records within the limit.
    const order = this.#order.map((term, at) => ({ ...term, value: sql.ref(`sorted.term${at}`) }));
    return sql<RawRow>`
      ${select}
      join (select * from (${this.#matches()}) as sorted order by ${orderBy(order)} ${cut}) as sorted
        on sorted.id = ${this.#id}
      order by ${orderBy(order)}`;
  }

  /**
   * The numbers of the matching records if they are among the first in sort order; null if the whole table must be
   * searched. This finds frequent matches at once. Rare ones would be slow: walking a sorted index visits the table
   * at random, which takes many times as long as a full scan.
   */
  async #firstMatches(db: Db): Promise<number[] | null> {
    const { where, ids, limit, offset = 0 } = this.#query;
    if (!where || ids || limit === undefined || limit + offset > RECORDS_PROBED || !this.#hasIndex())
      return null;
    const select = sql`select ${this.#id} from ${this.#from}`;
    const order = orderBy(this.#order);
    // As a whole in a function, the filter is asked of these records: no index on what it names lists all that fit.
    const fits = filterSql(where, this.#query.noun, this.#columns, 'few');
    const matches = sql<{ id: number }>`
      ${select} where ${this.#id} in (${select} order by ${order} limit ${RECORDS_PROBED})
      and coalesce(${fits}, 0)
      order by ${order} limit ${limit} offset ${offset}`;
    const found = await matches.all(db);
    return found.length < limit ? null : found.map(({ id }) => id);
  }

  /** Whether an index provides the sort order. */
  #hasIndex(): boolean {
    const { sort = [], exchange } = this.#query;
    const [first] = sort;
    if (!first) return true;
    if (exchange && first.field.type === 'money') return false;
    const { name, rules } = first.field;
    return rules?.isIndexed === true || (!first.field.custom && this.#columns.sortIndexes.includes(name));
  }

  /**
   * The numbers and sort values of all matching records. The limit keeps the database from walking a sorted index;
   * the table is read in the direction of the tie-break, so that no row displaces another among the first.
   */
  #matches(): Sql {
    const terms = this.#order.map(({ value }, at) => sql`${value} as ${sql.ref(`term${at}`)}`);
    return sql`
      select ${sql.join([this.#id, ...terms])} from ${this.#from} ${this.#where(this.#query)}
      order by ${orderBy(this.#order.slice(-1))} limit ${NO_LIMIT}`;
  }

  #valuesOf(): Sql {
    const { noun, fields } = this.#query;
    // All custom fields as one text: a fragment for each would cost more than the query.
    const values = [
      sql.raw([`"${noun}".id`, ...fields.flatMap((field) => columnTexts(field, this.#columns))].join(', ')),
    ];
    for (const field of fields) {
      const { value: element, rows } = this.#columns.columns[field.name] ?? {};
      const isText = !field.custom && !isComputed(field);
      if (element !== undefined && rows !== undefined && isText)
        values.push(sql`${listSql(element, rows)} as ${sql.ref(field.name)}`);
      if (isText) continue;
      const { value, currency } = columnOf(field, noun, this.#columns);
      values.push(sql`${value} as ${sql.ref(field.name)}`);
      if (currency) values.push(sql`${currency} as ${sql.ref(`${field.name}$`)}`);
    }
    return sql.join(values);
  }

  #where({ where, ids }: Pick<RecordQuery, 'where' | 'ids'>): Sql {
    const parts: Sql[] = [];
    if (where) parts.push(filterSql(where, this.#query.noun, this.#columns));
    if (ids) parts.push(sql`${this.#id} ${sql.among(ids)}`);
    return parts.length === 0 ? sql`` : sql`where ${sql.join(parts, ' and ')}`;
  }

  #orderTerms(): OrderTerm[] {
    const { noun, sort = [] } = this.#query;
    const terms = sort.flatMap(({ field, descending }) => {
      const { value, sort: key, currency } = columnOf(field, noun, this.#columns);
      const own = { value: key ?? value, ignoresCase: TEXTS.has(field.type) && !key, descending };
      return [...this.#worthOf(value, currency, descending), own];
    });
    const descending = sort.at(-1)?.descending ?? false;
    return [...terms, { value: this.#id, ignoresCase: false, descending }];
  }

  /** What an amount is worth, where it is to be known; one without a rate comes last. */
  #worthOf(minor: Sql, currency: Sql | undefined, descending: boolean): OrderTerm[] {
    const { noun, exchange } = this.#query;
    if (!exchange || !currency) return [];
    const day = rateDay(noun, exchange.today);
    return [{ value: amountInBase({ minor, currency, day }, exchange.base), ignoresCase: false, descending }];
  }
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'choice', 'email', 'url', 'ref']);

function columnTexts(field: Field, { columns }: NounColumns): string[] {
  const column = columns[field.name];
  if (field.custom || isComputed(field) || !column || column.rows !== undefined || field.name === 'id')
    return [];
  const value = `${column.value} as "${field.name}"`;
  return field.type === 'money' ? [value, `${column.currency} as "${field.name}$"`] : [value];
}

function orderBy(terms: readonly OrderTerm[]): Sql {
  return sql.join(
    terms.map(({ value, ignoresCase, descending }) => {
      const folded = ignoresCase ? sql`${(dialect) => dialect.ignoreCase(value)}` : value;
      return sql`${folded} ${sql.raw(descending ? 'desc' : 'asc')} nulls last`;
    }),
  );
}
