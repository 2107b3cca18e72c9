import { toLocalDate } from '../../domain/dates/calendar.ts';
import { FISCAL_UNITS } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { Field, FieldType } from '../../domain/field.ts';
import type { ComputedField, TeamField } from '../../domain/filter/ast.ts';
import { parseExpression } from '../../domain/filter/parse.ts';
import { fieldTypeOf } from '../../domain/filter/value-types.ts';
import { checkPeriod, type ReportPeriod } from '../../domain/reports/period.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Exchange } from '../../store/exchange.ts';
import { readLinks } from '../../store/formulas.ts';
import type { Evidence, ReportGroup, ReportQuestion } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, type Selection } from '../records/selection.ts';

/** What is asked of a report. */
export interface ReportInput {
  readonly selection: Selection;
  readonly period: ReportPeriod;
  /** A field, or day, week, month, quarter or year; undefined for all together. */
  readonly by?: string | undefined;
}

/** Types of fields that are nothing to group by, and why. */
const WHY_NOT: Partial<Record<FieldType, string>> = {
  list: 'a record may have many',
  datetime: 'it is a time',
  money: 'it is an amount',
};

/** The question with names and filters read. Throws `usage` for a group or a period that makes no sense. */
export async function readQuestion(
  deps: Deps,
  noun: NounDefinition,
  { selection, period, by }: ReportInput,
): Promise<ReportQuestion> {
  const fields = await fieldsOf(deps.store, noun);
  return {
    where: await readSelection(deps, noun.noun, fields, selection),
    period: checkPeriod(period),
    by: by === undefined ? null : await readGroup(deps, noun, fields, by),
    today: toLocalDate(deps.clock.now()),
    calendar: deps.calendar,
  };
}

async function readGroup(
  deps: Deps,
  noun: NounDefinition,
  fields: readonly Field[],
  text: string,
): Promise<ReportGroup> {
  const unit = FISCAL_UNITS.find((each) => each === groupKeyOf(text));
  if (unit) return { type: 'time', unit };
  return { type: 'field', field: await readGroupField(deps, noun, { fields, text, others: FISCAL_UNITS }) };
}

/** The field with several values, built-in or of the team, that is called so, also in the singular. */
function listNamed({ columns }: NounDefinition, fields: readonly Field[], name: string): Field | undefined {
  return fields.find(
    ({ name: own, type, custom }) =>
      type === 'list' &&
      (own === name || (own === `${name}s` && !custom)) &&
      (custom || columns().columns[own]?.several !== undefined),
  );
}

/** The teams of the owner, where records have one and no field of that name. */
function teamOf({ owner, columns }: NounDefinition, fields: readonly Field[]): TeamField | undefined {
  if (fields.some(({ name }) => name === 'team') || !columns().columns[`${owner}_id`]) return undefined;
  return { name: 'team', label: 'Team', type: 'list', access: 'computed', help: '', teamsOf: owner };
}

const groupKeyOf = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/**
 * The field that a group names, `team` for the teams of the owner, or that of a related record: `account.industry`. Where it has several values, a record is in
 * the group of each. Throws `usage` with the nearest of the fields and of these `others`.
 */
export async function readGroupField(
  deps: Deps,
  noun: NounDefinition,
  {
    fields,
    text,
    others,
  }: { readonly fields: readonly Field[]; readonly text: string; readonly others: readonly string[] },
): Promise<Field> {
  const name = groupKeyOf(text);
  if (/\w\.\w/.test(name)) return readRelatedField(deps, noun, fields, name);
  const list = listNamed(noun, fields, name);
  if (list) return list;
  const team = name === 'team' ? teamOf(noun, fields) : undefined;
  if (team) return team;
  const groupable = fields.filter(
    ({ type, name: own }) => WHY_NOT[type] === undefined && own !== 'id' && own !== 'notes',
  );
  const field =
    groupable.find((each) => each.name === name) ??
    (name === 'owner' ? groupable.find((each) => each.name === noun.owner) : undefined) ??
    groupable.find((each) => each.name === `lost_${name}`);
  if (field) return field;
  const names = [...others, ...groupable.map((each) => each.name)];
  const [near] = findNearest(name, names);
  const known = fields.find((each) => each.name === name);
  throw noGroup(text, known && WHY_NOT[known.type], [
    ...(near !== undefined && !known ? [`Did you mean "${near}"?`] : []),
    `A field of the ${noun.plural}, or: ${others.join(', ')}`,
  ]);
}

/** The field of a related record. Throws `usage` for one that is unknown, and for what is nothing to group by. */
async function readRelatedField(
  { store, clock, timeSettings, user, currency }: Deps,
  noun: NounDefinition,
  fields: readonly Field[],
  text: string,
): Promise<ComputedField> {
  const expression = parseExpression(text, fields, {
    ...{ now: clock.now(), timeSettings, user, currency, nouns: store.db.nouns.names },
    linked: { noun: noun.noun, links: await readLinks(store.db) },
  });
  const type = fieldTypeOf(expression.of);
  if (expression.type !== 'path' || WHY_NOT[type] !== undefined)
    throw noGroup(text, WHY_NOT[type], [
      `A field of the ${noun.plural}, or of a record that each of them has`,
    ]);
  return {
    ...{ name: text.replaceAll('.', '_'), label: text, type, access: 'computed', help: '' },
    expression,
  };
}

const noGroup = (text: string, why: string | undefined, help: readonly string[]) =>
  usage(`cannot group by "${text}"${why === undefined ? '' : `: ${why}`}`, help.join('   '));

/** The name of the column of a group. */
export function groupName({ by }: Pick<ReportQuestion, 'by'>): string | null {
  if (by === null) return null;
  return by.type === 'time' ? by.unit : by.field.name;
}

/** The rows of a report, and the name of what they are grouped by. */
export interface Report<T> {
  readonly group: string | null;
  readonly rows: readonly T[];
  /** How amounts of deals in several currencies became one; null if they are in one. */
  readonly exchange?: Exchange | null;
  readonly evidence: () => Evidence | Promise<Evidence>;
}
