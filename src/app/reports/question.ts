import { toLocalDate } from '../../domain/dates/calendar.ts';
import { FISCAL_UNITS } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { Field, FieldType } from '../../domain/field.ts';
import { checkPeriod, type ReportPeriod } from '../../domain/reports/period.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Exchange } from '../../store/exchange.ts';
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
    by: by === undefined ? null : readGroup(noun, fields, by),
    today: toLocalDate(deps.clock.now()),
    calendar: deps.calendar,
  };
}

function readGroup(noun: NounDefinition, fields: readonly Field[], text: string): ReportGroup {
  const unit = FISCAL_UNITS.find((each) => each === groupKeyOf(text));
  if (unit) return { type: 'time', unit };
  return { type: 'field', field: readGroupField(noun, fields, text, FISCAL_UNITS) };
}

/** The built-in field with several values that is called so, also in the singular. */
function listNamed({ columns }: NounDefinition, fields: readonly Field[], name: string): Field | undefined {
  return fields.find(
    ({ name: own, type, custom }) =>
      type === 'list' &&
      !custom &&
      (own === name || own === `${name}s`) &&
      columns().columns[own]?.several !== undefined,
  );
}

const groupKeyOf = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/**
 * The field that a group names; where it has several values, a record is in the group of each. Throws `usage` with the nearest of the fields and of these `others`.
 */
export function readGroupField(
  noun: NounDefinition,
  fields: readonly Field[],
  text: string,
  others: readonly string[],
): Field {
  const name = groupKeyOf(text);
  const list = listNamed(noun, fields, name);
  if (list) return list;
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
  const why = known && WHY_NOT[known.type];
  throw usage(
    `cannot group by "${text}"${why === undefined ? '' : `: ${why}`}`,
    `${near !== undefined && !known ? `Did you mean "${near}"?   ` : ''}A field of the ${noun.plural}, or: ${others.join(', ')}`,
  );
}

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
