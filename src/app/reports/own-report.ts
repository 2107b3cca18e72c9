import type { FiscalCalendar, FiscalUnit } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { Field, FieldType, Row } from '../../domain/field.ts';
import type { ComputedField, Condition, Expression } from '../../domain/filter/ast.ts';
import { findFields } from '../../domain/filter/field-name.ts';
import { type ListedExpression, parseExpressions, parseFilter } from '../../domain/filter/parse.ts';
import { Totals, totalField } from '../../domain/filter/totals.ts';
import type { FilterEnv } from '../../domain/filter/value.ts';
import { fieldTypeOf } from '../../domain/filter/value-types.ts';
import { asGroup } from '../../domain/reports/group-periods.ts';
import type { ReportPeriod } from '../../domain/reports/period.ts';
import { columnNameOf, type ReportDefinition } from '../../domain/reports/report-definition.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Exchange } from '../../store/exchange.ts';
import { readLinks } from '../../store/formulas.ts';
import { commonCurrency, groupedExchange, groupedRecords, groupRows } from '../../store/reports/grouped.ts';
import type { GroupOrder } from '../../store/reports/grouped-query.ts';
import type { Evidence } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, type Selection } from '../records/selection.ts';
import {
  CURRENCY,
  filled,
  flatLayout,
  type Group,
  type Measure,
  pivotLayout,
  type ReadReport,
  type ReportColumn,
} from './report-layout.ts';

/** A report to run: its definition, and what narrows it further. */
export interface OwnReportInput {
  readonly noun: NounDefinition;
  readonly definition: ReportDefinition;
  readonly selection: Selection;
  readonly period: ReportPeriod;
}

/** The rows of an own report. */
export interface OwnReport {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly Row[];
  /** The rows of all groups together; also those that the report leaves out. */
  readonly totals: readonly Row[];
  /** How many of the first columns are groups. */
  readonly groupCount: number;
  /** The column that a terminal shows as bars. */
  readonly bars: string | undefined;
  readonly exchange: Exchange | null;
  readonly definition: string;
  readonly evidence: () => Evidence;
}

/** What ties a row to the records behind it: its groups, and the currency of its amounts. */
export const recordsKey = (row: Row, groups: readonly Pick<ReportColumn, 'name'>[]): string =>
  [...groups.map(({ name }) => row[name] ?? ''), row.currency ?? ''].join(' ');

/** Runs a report. Throws `usage` for an unknown group, measure or column, with the nearest. */
export async function runOwnReport(deps: Deps, input: OwnReportInput): Promise<OwnReport> {
  const { engine } = deps.store;
  const { definition, period } = input;
  const report = await readReport(deps, input);
  const { groups, columns, pivot } = report;
  const all = groups.map((_, number) => number);
  const own = await groupRows(engine, report);
  const base = await commonCurrency(engine, own);
  const together = (kept: readonly number[]) =>
    groupRows(engine, { ...report, having: null, sort: [] }, { kept, base });
  const totalOf = async (kept: readonly number[]) =>
    definition.total && groups.length > 0 ? together(kept) : [];
  const found = base === null ? own : await groupRows(engine, report, { base });
  const rows = definition.fill ? filled(report, found, period, deps.calendar) : found;
  const limit = limitOf(definition);
  const laid =
    pivot === undefined
      ? flatLayout(report, rows.slice(0, limit), await totalOf([]))
      : pivotLayout(report, rows, {
          limit,
          order: (await together([pivot])).map(({ keys: [key = null] }) => key),
          ofRows: await totalOf(all.filter((number) => number !== pivot)),
          ofColumns: await totalOf([pivot]),
          ofAll: await totalOf([]),
        });
  return {
    ...laid,
    groupCount: groups.length - (pivot === undefined ? 0 : 1),
    bars: pivot === undefined && groups.length > 0 ? columns[barsOf(report)]?.name : undefined,
    exchange: await groupedExchange(engine, report, own),
    definition: described(input.noun, report),
    evidence: () => groupedRecords(engine, report, { kept: all.filter((number) => number !== pivot), base }),
  };
}

/** The number of the measure that bars show: the one that rows are sorted by first, else the first. */
function barsOf({ sort }: ReadReport): number {
  const [first] = sort;
  return first?.by === 'measure' ? first.number : 0;
}

/** Reads a definition without running it. Throws `usage` for what cannot be read. */
export async function checkDefinition(deps: Deps, noun: NounDefinition, definition: ReportDefinition) {
  const { where, segment } = definition;
  const selection = { filters: where === undefined ? [] : [where], segment };
  limitOf(definition);
  await readReport(deps, { noun, definition, selection, period: { from: null, to: null } });
}

async function readReport(
  deps: Deps,
  { noun, definition, selection, period }: OwnReportInput,
): Promise<ReadReport> {
  const { store, clock, timeSettings, user, currency } = deps;
  const fields = await fieldsOf(store, noun);
  const links = await readLinks(store.db);
  const env: FilterEnv = {
    now: clock.now(),
    timeSettings,
    user,
    currency,
    nouns: store.db.nouns.names,
    linked: { noun: noun.noun, links },
  };
  const where = await readSelection(deps, noun.noun, fields, {
    ...selection,
    filters: [...selection.filters, ...inPeriod(noun, fields, definition.date, period)],
  });
  const names = new Set<string>();
  const groups = parseExpressions(definition.group ?? '', fields, env).map((each) =>
    toGroup(each, deps.calendar, names),
  );
  if (groups.filter(({ expression }) => expression.of === 'list').length > 1)
    throw usage('only one group can be a field with several values');
  const totals = new Totals();
  const group = { fields, totals };
  const groupFields = groups.map(({ field }) => field);
  const ofGroups = { ...env, group };
  const read = parseExpressions(definition.measure || 'count', groupFields, ofGroups);
  const columns = read.map((each) => toMeasure(each, totals, names));
  const hasMoney = totals.all.some(({ of }) => of === 'money');
  if (hasMoney && columns.some(({ name }) => name === CURRENCY.name))
    throw usage(`amounts have a column ${CURRENCY.name} already`, {
      code: 'measure-name-taken',
      text: 'max(name)',
    });
  const measureFields = columns.map(
    ({ name, label, type, expression }): ComputedField => ({
      name,
      label,
      type,
      access: 'computed',
      help: '',
      expression,
    }),
  );
  const having: Condition | null = definition.having
    ? parseFilter(definition.having, [...groupFields, ...measureFields], ofGroups)
    : null;
  return {
    noun: noun.noun,
    where,
    groups: hasMoney ? groups.map(besideCurrency) : groups,
    columns,
    measures: columns.map(({ expression }) => expression),
    totals: totals.all,
    having,
    sort: sortOf(definition.sort ?? '', groups, columns),
    pivot: pivotOf(definition.pivot, groups),
    hasMoney,
  };
}

/** A group by currency has another name beside the currency that the amounts of a row are in. */
function besideCurrency(group: Group): Group {
  return group.name === CURRENCY.name ? { ...group, name: 'own_currency', label: 'own currency' } : group;
}

/** The filter of a period: by the usual day of the noun, or by another. */
function inPeriod(
  { when, plural }: NounDefinition,
  fields: readonly Field[],
  text: string | undefined,
  { from, to }: ReportPeriod,
): string[] {
  const days = fields.filter(({ type }) => type === 'date' || type === 'datetime');
  const [field] = findFields(text ?? when, days);
  if (!field) {
    const names = days.map(({ name }) => name);
    const [near] = findNearest(text ?? when, names);
    throw usage(
      `"${text}" is no day of ${plural}`,
      near === undefined
        ? `One of: ${names.join(', ')}`
        : `Did you mean "${near}"?   One of: ${names.join(', ')}`,
    );
  }
  return [
    ...(from === null ? [] : [`${field.name} >= ${from}`]),
    ...(to === null ? [] : [`${field.name} <= ${to}`]),
  ];
}

function toGroup(
  { text, name, expression: typed }: ListedExpression,
  calendar: FiscalCalendar,
  names: Set<string>,
): Group {
  const { expression, unit } = asGroup(typed, calendar);
  if (expression.of === 'money')
    throw usage(`cannot group by ${text}: it is an amount`, { code: 'group-of-amounts', text });
  const column = { ...columnOf(text, name, names), type: groupType(expression, unit) };
  return { ...column, unit, expression, field: { ...column, access: 'computed', help: '' } };
}

function groupType({ of }: Expression, unit: FiscalUnit | null): FieldType {
  if (unit !== null || of === 'list' || of === 'nothing') return 'text';
  return fieldTypeOf(of);
}

function toMeasure(
  { text, name, expression }: ListedExpression,
  totals: Totals,
  names: Set<string>,
): Measure {
  const number = totals.all.findIndex(
    (_, at) => expression.type === 'field' && expression.field.name === totalField(at),
  );
  const total = totals.all[number];
  return {
    ...columnOf(text, name, names),
    type: fieldTypeOf(expression.of),
    expression,
    isSum: total !== undefined && ['count', 'distinct', 'sum'].includes(total.name),
  };
}

/** Name and label of a column; throws `usage` if another has the name. */
function columnOf(text: string, given: string | null, names: Set<string>): { name: string; label: string } {
  const name = columnNameOf(given ?? text);
  if (names.has(name)) throw usage(`two columns are called ${name}`, { code: 'measure-name-taken', text });
  names.add(name);
  return { name, label: given ?? text };
}

/** The number of the column that a text means: its name, how it was typed, or how it begins. */
function columnNumber(what: string, text: string, columns: readonly ReportColumn[]): number {
  const wanted = columnNameOf(text);
  const exact = columns.findIndex(({ name }) => name === wanted);
  if (exact >= 0) return exact;
  const begun = columns.flatMap(({ name }, number) => (name.startsWith(`${wanted}_`) ? [number] : []));
  if (begun.length === 1) return begun[0] as number;
  const names = columns.map(({ name }) => name);
  const [near] = findNearest(wanted, names);
  throw usage(
    `cannot ${what} "${text.trim()}"`,
    `${near === undefined ? '' : `Did you mean "${near}"?   `}One of: ${names.join(', ')}`,
  );
}

function sortOf(text: string, groups: readonly Group[], measures: readonly Measure[]): GroupOrder[] {
  const keys = text.split(',').filter((key) => key.trim() !== '');
  return keys.map((key) => {
    const [, sign, name = ''] = /^\s*([-+]?)(.*)$/.exec(key) ?? [];
    const at = columnNumber('sort by', name, [...groups, ...measures]);
    const isGroup = at < groups.length;
    return {
      by: isGroup ? 'group' : 'measure',
      number: isGroup ? at : at - groups.length,
      descending: sign === '-',
    };
  });
}

function pivotOf(text: string | undefined, groups: readonly Group[]): number | undefined {
  if (text === undefined) return undefined;
  if (groups.length === 0)
    throw usage('a pivot is one of the groups, and there are none', { code: 'pivot-without-group' });
  return columnNumber('pivot', text, groups);
}

function limitOf({ limit }: ReportDefinition): number | undefined {
  if (limit === undefined) return undefined;
  if (!/^\d{1,12}$/.test(limit)) throw usage(`--limit is a whole number, not "${limit}"`);
  return Number(limit);
}

function described({ plural }: NounDefinition, { groups, columns, having, hasMoney }: ReadReport): string {
  const by = groups.map(({ label }) => label).join(', ');
  return [
    `${columns.map(({ label }) => label).join(', ')} of ${plural}${by === '' ? '' : ` by ${by}`}.`,
    'A value of a related record counts once for each such record in a group.',
    ...(hasMoney ? ['Each row is about the records with its currency.'] : []),
    ...(having ? ['The records are those before --having leaves groups out.'] : []),
  ].join(' ');
}
