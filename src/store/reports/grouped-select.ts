import { toLocalDate } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { ComputedField, Expression, Link } from '../../domain/filter/ast.ts';
import { type Total, totalField } from '../../domain/filter/totals.ts';
import { fieldTypeOf } from '../../domain/filter/value-types.ts';
import type { Money } from '../../domain/money.ts';
import type { ColumnText, NounColumns } from '../../nouns/shared/columns.ts';
import type { ColumnSql } from '../column-sql.ts';
import type { Engine } from '../engine.ts';
import { expressionSql, type LinkEnd } from '../expression-sql.ts';
import { columnOf, filterSql, scopeOf } from '../filter-sql.ts';
import { readSum, SUM_PART } from '../money-sums.ts';
import { amountInBase, rateDay } from '../rates.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { CREDITED_USER, DEAL_CREDIT } from './deal-credit.ts';
import {
  aggregated,
  COUNTED,
  isAdded,
  type NamedColumn,
  ofParts,
  ofRecords,
  type TotalSql,
} from './group-totals.ts';
import type { GroupedQuery, GroupKey, GroupRow } from './grouped-query.ts';

/** How groups are read. */
export interface GroupOptions {
  /** Only these groups of the query count. */
  readonly kept?: readonly number[];
  /** The currency that amounts are converted to, where there are rates; null for their own. */
  readonly base?: string | null;
}

/** The currency of a row, and the number of its records. */
const CURRENCY = sql.ref('currency');
const RECORDS = sql.ref('records');

/** The SQL of a report: the values of each record, the totals of each group, the measures made of these. */
export class GroupedSelect {
  readonly #query: GroupedQuery;
  readonly #base: string | null;
  readonly #today: string;
  readonly #columns: NounColumns;
  readonly #id: Sql;
  readonly #kept: readonly number[];
  readonly #hasCredit: boolean;
  readonly #totals: readonly TotalSql[];
  readonly #currency: Sql | undefined;
  /** By noun, the records at the ends of links that are joined to those counted. */
  readonly #ends = new Map<string, LinkEnd>();
  /** Groups with an order other than that of their values. */
  readonly #orders: ReadonlyMap<number, Sql>;

  constructor(
    engine: Engine,
    query: GroupedQuery,
    { kept = query.groups.map((_, number) => number), base = null }: GroupOptions,
  ) {
    this.#query = query;
    this.#base = base;
    this.#today = toLocalDate(engine.acting.now);
    this.#kept = kept;
    this.#hasCredit = kept.some((number) => this.#isCredited(number));
    this.#columns = engine.nouns.get(query.noun).columns();
    this.#id = sql.ref(`${query.noun}.id`);
    this.#totals = query.totals.map((total, number) => this.#totalSql(total, number));
    this.#currency = this.#totals.find(({ currency }) => currency)?.currency;
    const orders = kept.flatMap((number) => {
      const order = this.#valueOf(this.#group(number).expression).sort;
      return order ? [[number, order] as const] : [];
    });
    this.#orders = new Map(orders);
  }

  /** Throws `usage` for amounts that have currencies of their own: a row has one. */
  checkCurrencies(engine: Engine): void {
    const [first, ...others] = this.#totals.filter(({ currency }) => currency);
    const textOf = ({ currency }: TotalSql) => engine.textOf(currency as Sql);
    const other = first && others.find((each) => textOf(each) !== textOf(first));
    if (other)
      throw usage(
        `the currencies of ${first.total.text} and ${other.total.text} can differ within one row`,
        'Ask for them in two reports.',
      );
  }

  /** Whether the amounts are those of deals, which have a day whose rate applies. */
  isOfDeals(engine: Engine): boolean {
    return this.#currency !== undefined && engine.textOf(this.#currency) === 'opp.currency';
  }

  /** The records that are counted. */
  records(engine: Engine): Sql<{ id: number }> {
    const read = this.#tables(engine, this.#where());
    return sql<{ id: number }>`select ${this.#id} as id from ${read} where ${this.#where()}`;
  }

  /** Where deals that are counted are read from, and the condition after `where`, with nothing joined to them. */
  deals(engine: Engine): Sql {
    const { joined } = this.#columns;
    const where = this.#where();
    const isJoined = joined !== undefined && this.#reads(engine, joined.name, where);
    return isJoined ? sql`opp where opp.id in (${this.records(engine)})` : sql`opp where ${where}`;
  }

  /** These with what tells their rows apart: the keys of their groups, and the currency. */
  recordsByRow(engine: Engine): Sql<{ id: number; key: string }> {
    const parts = [...this.#kept.map((number) => sql.ref(`k${number}`)), this.#currency ? CURRENCY : sql`''`];
    const key = sql.join(
      parts.map((part) => sql`coalesce(${part} || '', '')`),
      ` || ' ' || `,
    );
    return sql<{
      id: number;
      key: string;
    }>`with ${this.#counted(engine)} select id, ${key} as key from counted`;
  }

  query(engine: Engine): Sql<RawRow> {
    const { measures, having } = this.#query;
    const columns = this.#totalColumns();
    const shown = [...this.#names(), RECORDS];
    for (const [number, measure] of measures.entries()) {
      const name = `m${number}`;
      const { value, currency } = columnOf(fieldOf(measure), 'totals', columns);
      shown.push(sql`${value} as ${sql.ref(name)}`);
      if (currency) shown.push(sql`${currency} as ${sql.ref(`${name}$`)}`);
      const total = this.#sumOf(measure);
      if (total === undefined) continue;
      for (const part of ['high', 'low'])
        shown.push(sql`coalesce(${sql.ref(`t${total}_${part}`)}, 0) as ${sql.ref(`${name}_${part}`)}`);
    }
    const fits = having
      ? sql<boolean>`${RECORDS} > 0 and ${filterSql(having, 'totals', columns)}`
      : sql`${RECORDS} > 0`;
    const order = this.#order(columns);
    const { counted, totals } = this.#bySharedRow(engine) ?? {
      counted: this.#counted(engine),
      totals: this.#joined(),
    };
    return sql<RawRow>`
      with ${counted}
      select ${sql.join(shown)} from (${totals}) as totals where ${fits}
      ${order.length === 0 ? sql`` : sql`order by ${sql.join(order)}`}`;
  }

  toRow(row: RawRow): GroupRow {
    return {
      keys: this.#kept.map((number) => row[`k${number}`] ?? null),
      currency: (row.currency as string | null | undefined) ?? null,
      values: this.#query.measures.map((measure, number) => this.#value(row, measure, `m${number}`)),
    };
  }

  #value(row: RawRow, measure: Expression, name: string): string | number | Money | null {
    const value = row[name] ?? null;
    const currency = row[`${name}$`];
    if (measure.of !== 'money') return value;
    // Without a currency there is no amount.
    if (value === null || typeof currency !== 'string') return null;
    const isSum = this.#sumOf(measure) !== undefined;
    return { minor: isSum ? readSum(row, name) : Number(value), currency };
  }

  /** The total that a measure is, if that is a sum of amounts: read in two parts, it is exact however large it is. */
  #sumOf(measure: Expression): number | undefined {
    const number = this.#query.totals.findIndex(
      (_, at) => measure.type === 'field' && measure.field.name === totalField(at),
    );
    const total = this.#query.totals[number];
    return total?.name === 'sum' && total.of === 'money' ? number : undefined;
  }

  #group(number: number): GroupKey {
    return this.#query.groups[number] as GroupKey;
  }

  /** The columns that tell groups apart. */
  #names(): Sql[] {
    const names = this.#kept.map((number) => sql.ref(`k${number}`));
    return this.#currency ? [...names, CURRENCY] : names;
  }

  #valueOf(expression: Expression): ColumnSql {
    const { noun } = this.#query;
    if (expression.type === 'field') return columnOf(expression.field, noun, this.#columns);
    return expressionSql(expression, { ...scopeOf(noun, this.#columns), join: (end) => this.#join(end) });
  }

  /** Joins a record by a link, which takes half of what a lookup does; those of one noun by one link, as they have its name. */
  #join(end: LinkEnd): boolean {
    const { link, noun } = end;
    if (link.to !== 'one' || end.columns.joined) return false;
    if ([this.#query.noun, this.#columns.joined?.name, 'credit'].includes(noun)) return false;
    const known = this.#ends.get(noun);
    if (!known) this.#ends.set(noun, end);
    return !known || known.link === link;
  }

  /** Whether a value is not in a column of the record or of one that is joined. */
  #isComputed(expression: Expression): boolean {
    if (expression.type === 'field')
      return expression.field.custom === true || expression.field.access === 'computed';
    const isJoined = (link: Link) => [...this.#ends.values()].some((end) => end.link === link);
    return expression.type !== 'path' || !isJoined(expression.link) || this.#isComputed(expression.value);
  }

  /**
   * The tables of the records. What is joined to each is left out where nothing of it is read, and else looked up for each
   * record: a search that begins with the stages jumps between deals, which takes many times as long.
   */
  #tables(engine: Engine, read: Sql): Sql {
    const { from, joined } = this.#columns;
    if (!joined) return sql.raw(from);
    return sql.raw(this.#reads(engine, joined.name, read) ? `${joined.to} ${joined.join}` : joined.to);
  }

  /** Whether SQL reads a column of a joined row. */
  #reads(engine: Engine, name: string, read: Sql): boolean {
    return new RegExp(`\\b${name}"?\\.`).test(engine.textOf(read));
  }

  #where(): Sql<boolean> {
    const { where, noun } = this.#query;
    return where ? filterSql(where, noun, this.#columns) : sql<boolean>`true`;
  }

  /** The values that are counted, in one currency if they are to be. */
  #counted(engine: Engine): Sql {
    const base = this.#base;
    // Keys of records that are not columns are kept apart: grouped at once, the database would sort whole records and
    // compute each key twice.
    const kept = this.#kept.some((number) => this.#isComputed(this.#group(number).expression))
      ? sql`as materialized`
      : sql`as`;
    if (base === null || !this.#currency) return sql`counted ${kept} (${this.#rows(engine)})`;
    const dayOfRecord = rateDay(this.isOfDeals(engine) ? 'opp' : '', this.#today);
    // By their full names: the table of rates has a currency and a day too.
    const [currency, day] = [sql.ref('own.currency'), sql.ref('own.day')];
    const inBase = (minor: Sql) => amountInBase({ minor, currency, day }, base);
    const amounts = this.#totals.flatMap(({ currency, number }) => (currency ? [`v${number}`] : []));
    // A row has one currency: all its amounts are converted, or none.
    const fits = amounts.map((name) => sql`${inBase(sql`coalesce(${sql.ref(name)}, 0)`)} is not null`);
    const hasRates = sql.join(fits, ' and ');
    const columns = this.#row().map(([name]) => {
      const value = sql.ref(name);
      if (name === 'currency') return sql`case when ${hasRates} then ${base} else ${value} end as ${value}`;
      if (!amounts.includes(name)) return value;
      return sql`case when ${hasRates} then ${inBase(value)} else ${value} end as ${value}`;
    });
    return sql`own as (${this.#rows(engine, ['day', dayOfRecord])}), counted ${kept} (select ${sql.join(columns)} from own)`;
  }

  /** Whether deals are compared by owner: one that is split counts for each, with the part of its amount. */
  #isCredited(number: number): boolean {
    const { expression } = this.#group(number);
    return this.#query.noun === 'opp' && expression.type === 'field' && expression.field.name === 'owner';
  }

  /** The keys and values of each record, and `further`; of one with several values in a group, a row for each. */
  #rows(engine: Engine, ...further: readonly NamedColumn[]): Sql {
    const several = this.#kept.flatMap((number) => {
      const { several: values } = this.#valueOf(this.#group(number).expression);
      return isList(this.#group(number)) && values ? [{ number, values }] : [];
    })[0];
    const row = (element?: Sql) => sql.join(named([...this.#row(several?.number, element), ...further]));
    const rows = row(several?.values.column);
    const tables = this.#tables(engine, sql`${rows} ${this.#where()}`);
    const ends = [...this.#ends.values()].map(({ from, tie }) => sql`left join ${from} on ${tie}`);
    const from = sql.join([tables, ...ends, ...(this.#hasCredit ? [DEAL_CREDIT.join] : [])], ' ');
    if (!several) return sql`select ${rows} from ${from} where ${this.#where()}`;
    const { values } = several;
    return sql`
      select distinct ${rows} from ${from}, ${values.from} and ${this.#where()}
      union all
      select ${row(sql`null`)} from ${from}
      where not exists (select 1 from ${values.from}) and ${this.#where()}`;
  }

  /** The columns of a record; `element` is the key of the group with that number. */
  #row(several?: number, element?: Sql): NamedColumn[] {
    const columns: NamedColumn[] = [['id', this.#id]];
    for (const number of this.#kept) {
      const { expression } = this.#group(number);
      const isSeveral = number === several && element !== undefined;
      const key = this.#isCredited(number)
        ? CREDITED_USER
        : keySql(expression, this.#valueOf(expression).value);
      columns.push([`k${number}`, isSeveral ? element : key]);
      const order = this.#orders.get(number);
      if (order) columns.push([`o${number}`, order]);
    }
    if (this.#currency) columns.push(['currency', this.#currency]);
    for (const { number, total, value, where, each } of this.#totals) {
      const isOwn = this.#hasCredit && total.of === 'money' && !each;
      if (value) columns.push([`v${number}`, isOwn ? DEAL_CREDIT.partOf(value as Sql<number>) : value]);
      if (where) columns.push([`w${number}`, sql`case when ${where} then 1 else 0 end`]);
      if (each) columns.push([`e${number}`, each]);
    }
    return columns;
  }

  #totalSql(total: Total, number: number): TotalSql {
    const { noun } = this.#query;
    const { value, currency } = total.value ? this.#valueOf(total.value) : {};
    return {
      total,
      number,
      value,
      currency: total.of === 'money' ? currency : undefined,
      where: total.where ? filterSql(total.where, noun, this.#columns) : undefined,
      each: total.each ? this.#valueOf(total.each).value : undefined,
    };
  }

  /**
   * The same where few rows are joined to many records, and tell groups apart: records with the same row are added up by
   * its number, and its values are read once. Undefined where more is read of these rows, or totals are not made of parts.
   */
  #bySharedRow(engine: Engine): { readonly counted: Sql; readonly totals: Sql } | undefined {
    const { joined } = this.#columns;
    if (!joined?.shared || this.#hasCredit || (this.#base !== null && this.#currency)) return undefined;
    if (!this.#totals.every(isAdded) || this.#kept.some((number) => isList(this.#group(number))))
      return undefined;
    const ends = [...this.#ends.values()].map(({ from, tie }) => sql`left join ${from} on ${tie}`);
    const from = sql.join([sql.raw(joined.to), ...ends], ' ');
    const [where, row] = [this.#where(), this.#row().filter(([name]) => name !== 'id')];
    const isRead = (part: Sql) => this.#reads(engine, joined.name, part);
    const [ofShared, ofRecord] = [
      row.filter(([, value]) => isRead(value)),
      row.filter(([, value]) => !isRead(value)),
    ];
    const isKey = ([name]: NamedColumn) => /^[ko]\d/.test(name);
    if (ofShared.length === 0 || !ofShared.every(isKey) || isRead(sql`${from} ${where}`)) return undefined;

    // Not in the order of an index that lacks what is read: each record would be looked up.
    const isIndexed =
      !this.#query.where &&
      ofRecord.every(([, value]) => joined.withShared?.includes(engine.textOf(value)) === true);
    const column = sql.ref(`${this.#query.noun}.${joined.shared}`);
    const shared: NamedColumn = [joined.shared, isIndexed ? column : sql`+${column}`];
    const keys = [shared, ...ofRecord.filter((column) => isKey(column) || column[0] === 'currency')];
    const totals: NamedColumn[] = [['records', sql`count(*)`], ...this.#totals.flatMap(ofRecords)];
    const names = (columns: readonly NamedColumn[]) => columns.map(([name]) => sql.ref(name));
    const parts = sql`select ${sql.join([...names(keys), ...named(totals)])} from counted
      group by ${sql.join(names(keys))}`;
    const rows = sql`select ${sql.join([...named(ofShared), ...names([...keys, ...totals])])}
      from (${parts}) as ${sql.raw(joined.to)} ${sql.raw(joined.join)}`;
    const first: NamedColumn[] = [
      ...this.#firstOrders(),
      ['records', sql`sum(${RECORDS})`],
      ...this.#totals.flatMap(ofParts),
    ];
    return {
      counted: sql`counted as (select ${sql.join(named([shared, ...ofRecord]))} from ${from} where ${where})`,
      totals: this.#grouped(first, sql`(${rows}) as parts`),
    };
  }

  /** All totals of each group, one row for each. */
  #joined(): Sql {
    const apart = this.#totals.filter(({ total, each }) => each || total.name === 'percentile');
    const together = this.#totals.filter((total) => !apart.includes(total));
    const first: NamedColumn[] = [
      ...this.#firstOrders(),
      ['records', sql`count(*)`],
      ...together.flatMap(ofRecords),
    ];
    const base = this.#grouped(first, sql`counted`);
    if (apart.length === 0) return base;
    const parts = apart.map((each) => this.#apart(each));
    const all = [...first, ...parts.flatMap(({ named }) => named)].map(([name]) => name);
    const union = [{ named: first, rows: sql`counted` }, ...parts].map(({ named, rows }) => {
      const values = all.map(
        (name): NamedColumn => [name, named.find(([own]) => own === name)?.[1] ?? sql`null`],
      );
      return this.#grouped(values, rows);
    });
    // Each total is in one of the parts, and missing in the others.
    return this.#grouped(
      all.map((name): NamedColumn => [name, sql`max(${sql.ref(name)})`]),
      sql`(${sql.join(union, ' union all ')}) as parts`,
    );
  }

  /** Where groups stand whose order is not that of their values. */
  #firstOrders(): NamedColumn[] {
    return [...this.#orders.keys()].map((at) => [`o${at}`, sql`min(${sql.ref(`o${at}`)})`]);
  }

  #grouped(columns: readonly NamedColumn[], rows: Sql): Sql {
    const names = this.#names();
    const grouping = names.length === 0 ? sql`` : sql`group by ${sql.join(names)}`;
    return sql`select ${sql.join([...names, ...named(columns)])} from ${rows} ${grouping}`;
  }

  /** A total that needs rows of its own: of records at the end of a path, each once, or in order. */
  #apart({ total, number, where }: TotalSql): { readonly named: readonly NamedColumn[]; readonly rows: Sql } {
    const [value, each] = [sql.ref(`v${number}`), sql.ref(`e${number}`)];
    const names = this.#names();
    const conditions = [sql`${value} is not null`, ...(where ? [sql`${sql.ref(`w${number}`)} = 1`] : [])];
    const fits = sql.join(conditions, ' and ');
    const once = sql`(select ${sql.join([...names, sql`min(${value}) as ${value}`])} from counted
      where ${fits} group by ${sql.join([...names, each])}) as once`;
    const rows = total.each
      ? once
      : sql`(select ${sql.join([...names, value])} from counted where ${fits}) as fitting`;
    if (total.name !== 'percentile') return { named: aggregated(total, number, value), rows };
    const same = names.length === 0 ? sql`` : sql`partition by ${sql.join(names)}`;
    const ordered = sql`(select ${sql.join([...names, value])},
        row_number() over (${same} order by ${value} nulls last) as place, count(*) over (${same}) as among
      from ${rows}) as ordered`;
    const percent = sql.lit(total.percent);
    const found = sql`min(case when place = (among * ${percent} + 99) / 100 then ${value} end)`;
    return { named: [[`t${number}`, found]], rows: ordered };
  }

  /** The columns of the totals, as expressions and conditions name them. */
  #totalColumns(): NounColumns {
    const columns: Record<string, ColumnText> = {};
    for (const number of this.#kept) columns[this.#group(number).field.name] = { value: `totals.k${number}` };
    for (const { total, number } of this.#totals) {
      const part = (end: string) => `coalesce(totals.t${number}${end}, 0)`;
      const isSum = total.name === 'sum' && total.of === 'money';
      const value = isSum
        ? `(${part('_high')} * ${SUM_PART} + ${part('_low')})`
        : COUNTED.has(total.name)
          ? part('')
          : `totals.t${number}`;
      columns[totalField(number)] = {
        value,
        ...(total.of === 'money' ? { currency: 'totals.currency' } : {}),
      };
    }
    return { from: 'totals', columns, sortIndexes: [] };
  }

  #order(columns: NounColumns): Sql[] {
    const keyOf = (number: number) => sql.ref(this.#orders.has(number) ? `o${number}` : `k${number}`);
    const terms: Sql[] = [];
    for (const { by, number, descending } of this.#query.sort) {
      const measure = this.#query.measures[number];
      if (by === 'group' && !this.#kept.includes(number)) continue;
      const value =
        by === 'group' || !measure ? keyOf(number) : columnOf(fieldOf(measure), 'totals', columns).value;
      terms.push(sql`${value} ${sql.raw(descending ? 'desc' : 'asc')} nulls last`);
    }
    for (const number of this.#kept) {
      terms.push(sql`${keyOf(number)} asc nulls last`);
      if (this.#orders.has(number)) terms.push(sql`${sql.ref(`k${number}`)} asc nulls last`);
    }
    if (this.#currency) terms.push(sql`${CURRENCY} asc nulls last`);
    return terms;
  }
}

const named = (columns: readonly NamedColumn[]): Sql[] =>
  columns.map(([name, value]) => sql`${value} as ${sql.ref(name)}`);

const isList = ({ expression }: GroupKey) => expression.type === 'field' && expression.of === 'list';

/** A blank text is a missing one. */
function keySql({ of }: Expression, value: Sql): Sql {
  return of === 'text' ? sql`nullif(${value}, '')` : value;
}

/** An expression as a field. */
function fieldOf(expression: Expression): Field {
  if (expression.type === 'field') return expression.field;
  const field: ComputedField = {
    name: '',
    type: fieldTypeOf(expression.of),
    label: '',
    access: 'computed',
    help: '',
    expression,
  };
  return field;
}
