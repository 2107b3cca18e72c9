import { oddDecimals } from '../domain/currencies.ts';
import type { Field } from '../domain/field.ts';
import {
  type Amount,
  type Comparison,
  type Condition,
  type FilterValue,
  isComputed,
  isTeamField,
} from '../domain/filter/ast.ts';
import { emailKey, websiteHost } from '../domain/matching.ts';
import type { NounColumns } from '../nouns/shared/columns.ts';
import { recordsAt } from './account-domains.ts';
import { type ColumnSql, customColumn, toSql } from './column-sql.ts';
import { anySql, comparedAmounts, type ExpressionScope, expressionSql, valuesSql } from './expression-sql.ts';
import type { RowOf } from './schema.ts';
import { type Sql, sql } from './sql.ts';

/** What a filter is read for: all records at once, or a few, so that it costs as much as these alone. */
type FilterReach = 'all' | 'few';

/** Translates a checked filter to SQL over the noun's tables. Every value is bound. */
export function filterSql(
  condition: Condition,
  noun: string,
  columns: NounColumns,
  reach: FilterReach = 'all',
): Sql<boolean> {
  switch (condition.type) {
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => filterSql(part, noun, columns, reach));
      return joined(parts, condition.type);
    }
    case 'not':
      // A comparison with a missing value is unknown, and "not unknown" would still exclude the record.
      return sql`not coalesce(${filterSql(condition.part, noun, columns, reach)}, 0)`;
    case 'compare': {
      const { field, op, value } = condition;
      const column = columnOf(field, noun, columns);
      if (typeof value === 'object' && value.exchange && column.currency && isOrder(op))
        return converted(column, op, value, noun);
      return byIndex(field, noun, reach, compare(column, field, op, value, reach));
    }
    case 'in': {
      const { field } = condition;
      const column = columnOf(field, noun, columns);
      const parts = condition.values.map((value) => compare(column, field, '=', value, reach));
      return byIndex(field, noun, reach, joined(parts, 'or'));
    }
    case 'empty': {
      const { field } = condition;
      return byIndex(field, noun, reach, isEmpty(columnOf(field, noun, columns), field));
    }
    case 'group':
      return inGroup(condition, noun, columns);
    case 'values':
      return valuesSql(condition, scopeOf(noun, columns));
    case 'any':
      return anySql(condition, scopeOf(noun, columns));
    case 'segment':
      if (condition.where) return filterSql(condition.where, noun, columns, reach);
      return listed(condition.id, sql.ref(`${noun}.id`));
  }
}

/** Whether a record is in a list. */
const listed = (list: number, record: Sql) => sql<boolean>`
  exists (select 1 from segment_member listed where listed.segment_id = ${list} and listed.record_id = ${record})`;

/** Whether a record is in a group, as `fieldKey` groups. */
function inGroup(
  { field, value }: Extract<Condition, { type: 'group' }>,
  noun: string,
  columns: NounColumns,
): Sql<boolean> {
  const { value: own, several } = columnOf(field, noun, columns);
  if (field.type !== 'list' || !several) {
    const key = sql`nullif(${own}, '')`;
    return value === null ? sql`${key} is null` : sql`${key} = ${value}`;
  }
  const rows = sql`select 1 from ${several.from}`;
  return value === null ? sql`not exists (${rows})` : sql`exists (${rows} and ${several.column} = ${value})`;
}

/**
 * A condition on a custom field with an index, decided by the index alone: to read the value in the JSON of each record
 * takes many times as long.
 */
function byIndex(field: Field, noun: string, reach: FilterReach, condition: Sql<boolean>): Sql<boolean> {
  if (field.rules?.isIndexed !== true || reach === 'few') return condition;
  const [table, id] = [sql.ref(noun), sql.ref(`${noun}.id`)];
  return sql<boolean>`${id} in (select ${id} from ${table} where ${condition})`;
}

/** The records of a noun, for expressions about them. */
export const scopeOf = (noun: string, columns: NounColumns): ExpressionScope => ({
  noun,
  columns,
  conditionSql: filterSql,
  columnOf,
});

/** SQL of the members of teams: the number of the user, and the name of the team. */
export const TEAMS = {
  rows: sql`(team_member in_team join team of_team on of_team.id = in_team.team_id)`,
  user: sql`in_team.user_id`,
  column: sql<string>`of_team.name`,
};

/** The SQL of a field, custom and computed ones included. */
export function columnOf(field: Field, noun: string, columns: NounColumns): ColumnSql {
  if (isComputed(field)) return expressionSql(field.expression, scopeOf(noun, columns));
  if (field.custom) return customColumn(noun, field);
  if (isTeamField(field)) {
    const { rows, user, column } = TEAMS;
    const owner = sql.raw(columns.columns[`${field.teamsOf}_id`]?.value ?? 'null');
    return { value: column, several: { from: sql`${rows} where ${user} = ${owner}`, column } };
  }
  const column = columns.columns[field.name];
  if (!column) throw new Error(`no SQL for the field ${noun}.${field.name}`);
  return toSql(column);
}

/** Joins in halves: SQLite accepts long conditions, but not deep ones. */
function joined(parts: readonly Sql<boolean>[], by: 'and' | 'or'): Sql<boolean> {
  const [first, ...others] = parts;
  if (first && others.length === 0) return first;
  const half = parts.length >> 1;
  return sql`(${joined(parts.slice(0, half), by)} ${sql.raw(by)} ${joined(parts.slice(half), by)})`;
}

function isEmpty(column: ColumnSql, field: Field): Sql<boolean> {
  if (column.points) return sql`${column.points.id} is null`;
  if (field.type === 'list' && column.several) return sql`not exists (select 1 from ${column.several.from})`;
  return sql`(${column.value} is null or ${column.value} = '')`;
}

/** `!=` and `!~` match exactly the records that `=` and `~` do not, including those without a value. */
function compare(
  column: ColumnSql,
  field: Field,
  op: Comparison,
  value: FilterValue,
  reach: FilterReach,
): Sql<boolean> {
  if (op === '!=' || op === '!~')
    return sql`not coalesce(${compare(column, field, op === '!=' ? '=' : '~', value, reach)}, 0)`;
  if (column.several) return among(column.several, op, value, reach);
  if (column.points && typeof value === 'string') return pointing(column.points, op, value, reach);
  if (typeof value === 'object') return amount(column, op, value);
  if (typeof value === 'boolean') return ordered(sql`coalesce(${column.value}, 0)`, op, value ? 1 : 0);
  if (field.custom && field.type === 'phone') return phoneNumber(column.value, op, String(value));
  if (typeof value === 'string' && isWords(field)) return textual(column.value, op, value);
  return ordered(column.value, op, value);
}

const isWords = (field: Field): boolean => !['date', 'datetime'].includes(field.type);

const isOrder = (op: Comparison): boolean => ['<', '<=', '>', '>='].includes(op);

/** Amounts in other currencies than the one that is named compare by the rates of the team. */
function converted(column: ColumnSql, op: Comparison, value: Amount, noun: string): Sql<boolean> {
  const { minor, currency, exchange } = value as Required<Amount>;
  const named = { value: sql`${minor}`, currency: sql`${currency}` };
  return comparedAmounts({ value: column.value, currency: column.currency as Sql }, op, named, {
    ...exchange,
    noun,
  });
}

/** An amount without a currency compares as a number, whatever the minor units of each record's currency. */
function amount(column: ColumnSql, op: Comparison, { minor, currency, decimals = 2 }: Amount): Sql<boolean> {
  if (currency !== null && column.currency)
    return sql`(${column.currency} = ${currency} and ${ordered(column.value, op, minor)})`;
  if (!column.currency) return ordered(column.value, op, minor);
  const inUnits = (of: number) => minor * 10 ** (of - decimals);
  const cases = oddDecimals().map(
    ([of, codes]) => sql`when ${column.currency as Sql} in (${sql.join(codes)}) then ${inUnits(of)}`,
  );
  const wanted = sql`case ${sql.join(cases, ' ')} else ${inUnits(2)} end`;
  return sql`${column.value} ${sql.raw(op)} ${wanted}`;
}

/** A field with several values matches if one of them does. */
function among(
  { from, column, digits, extension, points }: NonNullable<ColumnSql['several']>,
  op: Comparison,
  value: FilterValue,
  reach: FilterReach,
): Sql<boolean> {
  const wanted = String(value);
  const fits = [textual(column, op, wanted)];
  if (digits) {
    const { number, dialled } = partsOfWanted(wanted);
    const isNumber = number === null ? null : textual(digits, op, number);
    if (isNumber && dialled !== undefined && extension)
      fits.push(sql`(${isNumber} and ${extension} = ${dialled})`);
    else if (isNumber) fits.push(isNumber);
  }
  if (points && op === '=') fits.push(pointing(points, op, wanted, reach));
  return sql`exists (select 1 from ${from} and ${joined(fits, 'or')})`;
}

/** The digits of a number that is looked for, and its extension: null without enough of them. */
function partsOfWanted(wanted: string): { readonly number: string | null; readonly dialled?: string } {
  const [, called = wanted, dialled] = /^(.*\d)\s*(?:x|ext\.?|;ext=)\s*(\d+)$/i.exec(wanted) ?? [];
  const number = called.replace(/[^\d+]/g, '').replace(/^00/, '+');
  if (!/\d{3}/.test(number)) return { number: null };
  return { number: number.replace(/^0+/, ''), ...(dialled === undefined ? {} : { dialled }) };
}

/** A number in a field of its own, however the one that is looked for is written: `+14155550128x208`. */
function phoneNumber(value: Sql<unknown>, op: Comparison, wanted: string): Sql<boolean> {
  const { number, dialled } = partsOfWanted(wanted);
  if (number === null || isOrder(op)) return textual(value, op, wanted);
  const whole = dialled === undefined ? number : `${number}x${dialled}`;
  const fits = [textual(value, op, wanted), textual(value, op, whole)];
  if (op === '=' && dialled === undefined && number.startsWith('+'))
    fits.push(sql`(${value} >= ${`${number}x`} and ${value} < ${`${number}y`})`);
  return joined(fits, 'or');
}

/** A relation compares by name; for equality also by the other references of a record. */
function pointing(
  { id, table, name = 'name' }: NonNullable<ColumnSql['points']>,
  op: Comparison,
  value: string,
  reach: FilterReach,
): Sql<boolean> {
  if (table === 'stage' && isOrder(op)) return inOrderOfStages(id, op, value);
  const known = table === 'user' ? NAMES_OF_USERS : [name];
  const names = op === '=' ? known : known.slice(0, 1);
  const text = op === '=' ? value.trim() : value;
  const fits = names.map((column) => textual(sql.ref(`p.${column}`), op, text));
  if (op === '=') fits.push(...references(table, text));
  if (op === '=' && table === 'user')
    fits.push(sql`p.id in (select m.user_id from team_member m join team on team.id = m.team_id
      where ${textual(sql`team.name`, '=', text)})`);
  const fitting = joined(fits, 'or');
  // Looked up for each record, where few are asked about; a list of all that fit is made once, however many ask.
  return reach === 'few'
    ? sql`exists (select 1 from ${sql.ref(table)} p where p.id = ${id} and ${fitting})`
    : sql`${id} in (select p.id from ${sql.ref(table)} p where ${fitting})`;
}

/** Stages come before and after each other as in their pipeline. */
function inOrderOfStages(id: Sql, op: Comparison, value: string): Sql<boolean> {
  return sql`${id} in (
    select s.id from stage s join stage named on named.pipeline_id = s.pipeline_id
    where ${textual(sql`named.name`, '=', value.trim())} and s.position ${sql.raw(op)} named.position)`;
}

/** Conditions for a row `p` of a table to be the target of a number, an address or a website. */
function references(table: string, text: string): Sql<boolean>[] {
  const fits: Sql<boolean>[] = [];
  const [, prefix = table, digits] = /^(?:([a-z]\w*):)?#?(\d{1,15})$/.exec(text) ?? [];
  if (digits !== undefined && prefix === table && !UNNUMBERED.has(table))
    fits.push(sql`p.id = ${Number(digits)}`);
  if (!isAddressOwner(table)) return fits;
  const record = sql.ref(`r.${table}_id`);
  if (text.includes('@'))
    fits.push(sql`p.id in (select ${record} from email r where r.address_key = ${emailKey(text)})`);
  if (text.startsWith('+'))
    fits.push(sql`p.id in (select ${record} from phone r where r.e164 = ${text.replace(/[^\d+]/g, '')})`);
  const host = ADDRESS_OWNERS[table].hasWebsite && text.includes('.') ? websiteHost(text) : null;
  if (host !== null) fits.push(sql`p.id in (${recordsAt(table, host)})`);
  return fits;
}

/** Columns that identify a user. */
const NAMES_OF_USERS: readonly string[] = ['name', 'full_name', 'email'];

/** Tables that are never referenced by number. */
const UNNUMBERED: ReadonlySet<string> = new Set(['pipeline', 'stage', 'user']);

/** Tables whose rows have e-mail addresses and phones. */
type AddressOwner = keyof RowOf<'email'> & keyof RowOf<'phone'> extends infer Column
  ? Column extends `${infer Table}_id`
    ? Table
    : never
  : never;

const ADDRESS_OWNERS: Readonly<Record<AddressOwner, { readonly hasWebsite: boolean }>> = {
  lead: { hasWebsite: true },
  contact: { hasWebsite: false },
  account: { hasWebsite: true },
};

const isAddressOwner = (table: string): table is AddressOwner => Object.hasOwn(ADDRESS_OWNERS, table);

/** SQLite's limit for a pattern, in characters of up to three bytes. */
const MAX_PATTERN_CHARS = 16_000;

const folded = (text: Sql) => sql`${(dialect) => dialect.fold(text)}`;
const ignoringCase = (text: Sql) => sql`${(dialect) => dialect.ignoreCase(text)}`;
const like = (text: Sql, pattern: string) => sql<boolean>`${(dialect) => dialect.like(text, pattern)}`;

/** Text comparison ignores case. */
function textual(value: Sql<unknown>, op: Comparison, text: string): Sql<boolean> {
  const ascii = isAscii(text);
  if (op === '~') {
    if (text.length > MAX_PATTERN_CHARS) return sql`instr(${folded(value)}, ${text.toLowerCase()}) > 0`;
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    // LIKE folds ASCII quickly; other letters need the engine's own fold.
    return ascii ? like(value, pattern) : like(folded(value), pattern.toLowerCase());
  }
  const left = ascii ? value : folded(value);
  const right = ascii ? text : text.toLowerCase();
  return sql`${ignoringCase(left)} ${sql.raw(op)} ${right}`;
}

function ordered(value: Sql<unknown>, op: Comparison, wanted: string | number): Sql<boolean> {
  if (op === '~') return textual(value, op, String(wanted));
  return sql`${value} ${sql.raw(op)} ${wanted}`;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
