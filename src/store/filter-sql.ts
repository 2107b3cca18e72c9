import type { Field } from '../domain/field.ts';
import type { Comparison, Condition, FilterValue } from '../domain/filter/ast.ts';
import { type ColumnSql, customColumn, type NounColumns, toSql } from './columns/column.ts';
import { type Sql, sql } from './sql.ts';

/** Translates a checked filter into SQL over the noun's tables. Every value is bound. */
export function filterSql(condition: Condition, noun: string, columns: NounColumns): Sql<boolean> {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => filterSql(part, noun, columns));
      return sql`(${sql.join(parts, condition.kind === 'and' ? sql` and ` : sql` or `)})`;
    }
    case 'not':
      // A missing value makes a comparison unknown, and "not unknown" would still leave the record out.
      return sql`not coalesce(${filterSql(condition.part, noun, columns)}, 0)`;
    case 'compare':
      return compare(
        columnOf(condition.field, noun, columns),
        condition.field,
        condition.op,
        condition.value,
      );
    case 'in': {
      const column = columnOf(condition.field, noun, columns);
      const parts = condition.values.map((value) => compare(column, condition.field, '=', value));
      return sql`(${sql.join(parts, sql` or `)})`;
    }
    case 'empty':
      return isEmpty(columnOf(condition.field, noun, columns), condition.field);
  }
}

/** The SQL of a field, declared ones included. */
export function columnOf(field: Field, noun: string, columns: NounColumns): ColumnSql {
  if (field.custom) return customColumn(noun, field.name, field.type);
  const column = columns.columns[field.name];
  if (!column) throw new Error(`no SQL for the field ${noun}.${field.name}`);
  return toSql(column);
}

function isEmpty(column: ColumnSql, field: Field): Sql<boolean> {
  if (column.points) return sql`${column.points.id} is null`;
  if (field.type === 'list' && column.several) return sql`not exists (select 1 from ${column.several.from})`;
  return sql`(${column.value} is null or ${column.value} = '')`;
}

function compare(column: ColumnSql, field: Field, op: Comparison, value: FilterValue): Sql<boolean> {
  if (column.several) return among(column, op, value);
  if (column.points && typeof value === 'string') return pointing(column.points, op, value);
  if (typeof value === 'object') {
    const amount = sql<boolean>`${column.value} ${sql.raw(op)} ${value.minor}`;
    if (value.currency === null || !column.currency) return amount;
    return sql`(${column.currency} = ${value.currency} and ${amount})`;
  }
  if (typeof value === 'boolean') return ordered(sql`coalesce(${column.value}, 0)`, op, value ? 1 : 0);
  if (typeof value === 'string' && isWords(field)) return textual(column.value, op, value);
  return ordered(column.value, op, value);
}

const isWords = (field: Field): boolean => !['date', 'datetime'].includes(field.type);

/** Several values match when one of them does; a negation when none does. */
function among(column: ColumnSql, op: Comparison, value: FilterValue): Sql<boolean> {
  const { from, column: text, digits } = column.several as NonNullable<ColumnSql['several']>;
  const positive = op === '!=' ? '=' : op === '!~' ? '~' : op;
  const wanted = String(value);
  const number = wanted.replace(/[^\d+]/g, '').replace(/^00/, '+');
  const dialled =
    digits && /\d{3}/.test(number) ? sql` or ${textual(digits, positive, number.replace(/^0+/, ''))}` : sql``;
  const found = sql<boolean>`exists (select 1 from ${from} and (${textual(text, positive, wanted)}${dialled}))`;
  return positive === op ? found : sql`not ${found}`;
}

function pointing(points: NonNullable<ColumnSql['points']>, op: Comparison, value: string): Sql<boolean> {
  const positive = op === '!=' ? '=' : op === '!~' ? '~' : op;
  const name = sql.ref(`p.${points.name}`);
  const found = sql<boolean>`${points.id} in (select p.id from ${sql.ref(points.table)} p where ${textual(name, positive, value)})`;
  return positive === op ? found : sql`(${points.id} is null or not ${found})`;
}

/** Text compares without regard to case. */
function textual(value: Sql<unknown>, op: Comparison, text: string): Sql<boolean> {
  const ascii = isAscii(text);
  if (op === '~' || op === '!~') {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    // LIKE folds ASCII by itself, and quickly; other letters take the engine's own fold.
    const like = ascii
      ? sql<boolean>`${value} like ${pattern} escape '\\'`
      : sql<boolean>`fold(${value}) like ${pattern.toLowerCase()} escape '\\'`;
    return op === '~' ? like : sql`(${value} is null or not ${like})`;
  }
  const left = ascii ? value : sql`fold(${value})`;
  const right = ascii ? text : text.toLowerCase();
  if (op === '!=') return sql`(${value} is null or ${left} <> ${right} collate nocase)`;
  return sql`${left} ${sql.raw(op)} ${right} collate nocase`;
}

function ordered(value: Sql<unknown>, op: Comparison, wanted: string | number): Sql<boolean> {
  if (op === '!=') return sql`${value} is not ${wanted}`;
  if (op === '~' || op === '!~') return textual(value, op, String(wanted));
  return sql`${value} ${sql.raw(op)} ${wanted}`;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
