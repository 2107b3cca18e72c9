import type { BoardView } from '../../domain/board.ts';
import { readWeekHours, weekHoursText } from '../../domain/calendar/week-hours.ts';
import { readCadencePart } from '../../domain/calling/stored-cadence.ts';
import { readHolds } from '../../domain/case-hold.ts';
import { isCurrency } from '../../domain/currencies.ts';
import { CUSTOM_TYPES, hasChoices, isFieldName, isFormula } from '../../domain/custom-field.ts';
import { isNounName } from '../../domain/custom-noun.ts';
import { isDate, isMoment } from '../../domain/dates/calendar.ts';
import { isZone } from '../../domain/dates/zones.ts';
import { isEmail } from '../../domain/email.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { isObject } from '../../domain/json-object.ts';
import { isAmount } from '../../domain/money.ts';
import { PICKLISTS, picklistKey } from '../../domain/picklists.ts';
import { readEvery } from '../../domain/recurrence.ts';
import { readDefinition } from '../../domain/reports/report-definition.ts';
import { DECISIONS } from '../../domain/review.ts';
import { VIEW_COLUMNS } from '../../domain/saved-view.ts';
import { readStoredPriorities } from '../../domain/service-level.ts';
import { isTargetPeriod } from '../../domain/target.ts';
import type { Bound, RawRow } from '../sql.ts';
import { checkTag } from '../write/lists.ts';

/** Context of some column rules. */
export interface RuleContext {
  isNoun(text: string): boolean;
  /** The custom fields of a noun, by name. */
  fields(noun: string): ReadonlyMap<string, Field>;
  /** The problem with a filter of a noun; null if it is valid. */
  filterProblem(noun: string, filter: string): string | null;
}

/** The problem with a non-null value; null if it is valid. */
export type Rule = (value: Bound, row: RawRow, context: RuleContext) => string | null;

const rule =
  <V extends Bound>(expected: string, isSound: (value: V, row: RawRow) => boolean): Rule =>
  (value, row) =>
    isSound(value as V, row) ? null : `is not ${expected}`;

const isText = (value: string) => typeof value === 'string' && !value.includes('\0');
/** Any text. */
export const TEXT = rule('text without NUL bytes', isText);
/** One of a few words, which a CHECK of the table already enforces. */
export const CHECKED_BY_TABLE = rule('text without NUL bytes', isText);
export const WHOLE = rule('a whole number', Number.isSafeInteger);
export const FINITE = rule('a number', Number.isFinite);
export const NUMBER = rule(
  'a record number, 1 or more',
  (value: number) => Number.isSafeInteger(value) && value > 0,
);
export const COUNT = rule(
  'a whole number of 0 or more',
  (value: number) => Number.isSafeInteger(value) && value >= 0,
);
export const POWER_OF_TEN = rule('a power of ten', (value) => /^10*$/.test(String(value)));
export const PERCENT = rule(
  'a whole number from 0 to 100',
  (value: number) => Number.isSafeInteger(value) && value >= 0 && value <= 100,
);
export const SHARE = rule(
  'a share of 1 to 10000 hundredths of a percent',
  (value: number) => Number.isSafeInteger(value) && value > 0 && value <= 10_000,
);
export const MOMENT = rule('a time in UTC, such as 2026-03-12T10:00:00.000Z', isMoment);
export const DAY = rule('a day, such as 2026-03-12', isDate);
export const EMAIL = rule('an e-mail address', isEmail);
export const E164 = rule('a phone number in E.164, such as +14155550100', (value: string) =>
  /^\+[1-9]\d{1,14}$/.test(value),
);
export const EXTENSION = rule('an extension of one to seven digits', (value: string) =>
  /^\d{1,7}$/.test(value),
);
export const AMOUNT = rule('an amount in minor units of at most 15 digits', isAmount);
export const CURRENCY = rule('an ISO 4217 currency, such as USD', isCurrency);
export const TARGET_END = rule(
  'the end of a month, quarter or year',
  (to: string, { from_day }) => isDate(to) && isTargetPeriod({ from: String(from_day), to }),
);
export const ZONE = rule('a time zone, such as Europe/London', (value: string) => isZone(value.trim()));
export const TAG = rule('a tag', (value: string) => passes(() => checkTag(value) === value));
export const EVERY = rule('a recurrence, such as 2 weeks', (value: string) =>
  passes(() => readEvery(value) === value),
);
export const FIELD_NAME = rule('a field name', isFieldName);
export const PICKLIST = rule('a picklist', (value: string) => Object.hasOwn(PICKLISTS, value));
export const PICKLIST_KEY = rule(
  'the key of its value',
  (value: string, row) => value === picklistKey(String(row.name)),
);
export const NOUN: Rule = (value, _, context) => (context.isNoun(String(value)) ? null : 'is not a noun');
export const NOUN_NAME = rule('the name of a noun', isNounName);
export const RELATES: Rule = (value, { name }) => {
  const related = parsed(value);
  const isList =
    Array.isArray(related) && related.every((each) => typeof each === 'string' && isNounName(each));
  return isList && !related.includes(name) && new Set(related).size === related.length
    ? null
    : 'is not a list of other nouns';
};
export const REFERENCE: Rule = (value, _, context) => {
  const [noun = '', id = '', more] = String(value).split(':');
  const isSound = more === undefined && context.isNoun(noun) && /^[1-9]\d*$/.test(id);
  return isSound ? null : 'is not a reference, such as lead:42';
};
export const JSON_TEXT = rule('JSON', (value: string) => parsed(value) !== undefined);
export const CHOICES: Rule = (value, row) => {
  const choices = parsed(value);
  const isList =
    Array.isArray(choices) && choices.length > 0 && choices.every((choice) => typeof choice === 'string');
  return isList || !hasChoices(String(row.type)) ? null : 'is not a list of choices';
};
export const FIELD_TYPE: Rule = (value, row) => {
  if (!CUSTOM_TYPES.some((type) => type === value)) return 'is not a type of a custom field';
  if (hasChoices(String(value)) && row.choices === null) return 'needs choices, but has none';
  return isFormula(String(value)) && row.expression === null ? 'needs a formula, but has none' : null;
};
export const IMPORT_OPTIONS = rule('import options', (value: string) => {
  const options = parsed(value);
  return isObject(options) && Object.entries(options).every(([name, option]) => isImportOption(name, option));
});
export const VIEW_COLUMN_LIST = rule('columns of its view', (value: string, row) => {
  const known = VIEW_COLUMNS[String(row.shape) as BoardView] ?? [];
  return value.split(',').every((name) => known.includes(name));
});
export const REPORT_DEFINITION = rule(
  'the options of a report',
  (value: string) => readDefinition(value) !== null,
);
export const DECIDED = rule('a list of decisions', (value: string) => {
  const decisions = parsed(value);
  return (
    Array.isArray(decisions) &&
    decisions.every(
      (decision) =>
        isObject(decision) &&
        DECISIONS.some((kind) => kind === decision.kind) &&
        typeof decision.text === 'string',
    )
  );
});
export const WEEK_HOURS = rule('hours of a week, such as mon-fri 09:00-17:00', (value: string) =>
  passes(() => weekHoursText(readWeekHours(value)) === value),
);
export const PRIORITY_TARGETS = rule(
  'the targets of priorities',
  (value: string) => readStoredPriorities(value) !== null,
);
export const CASE_FILTER: Rule = (value, _, context) => {
  const problem = context.filterProblem('case', value as string);
  return problem === null ? null : `is not a valid filter: ${problem}`;
};
export const ACCOUNT_FILTER: Rule = (value, _, context) => {
  const problem = context.filterProblem('account', value as string);
  return problem === null ? null : `is not a valid filter: ${problem}`;
};
const FILTER: Rule = (value, row, context) => {
  const problem = context.filterProblem(row.noun as string, value as string);
  return problem === null ? null : `is not a valid filter: ${problem}`;
};
/** Blank for a list. */
export const SEGMENT_FILTER: Rule = (value, row, context) =>
  value === '' ? null : FILTER(value, row, context);
export const cadencePart = (part: 'gaps' | 'parts' | 'days'): Rule =>
  rule(`the ${part} of a cadence`, (value: string) => readCadencePart(part, value) !== undefined);

/** Custom fields have values of their types. Values of removed fields do no harm. */
export const custom =
  (noun: string): Rule =>
  (value, _, context) => {
    const values = parsed(value);
    if (!isObject(values)) return 'is not a JSON object';
    const declared = context.fields(noun);
    for (const [name, held] of Object.entries(values)) {
      const field = declared.get(name);
      if (field && !isOfType(held, field))
        return `has ${JSON.stringify(held)} in "${name}", a field of type ${field.type}`;
    }
    return null;
  };
export const HOLDS = rule('when clocks stood still: from/to', (value: string) => readHolds(value) !== null);

function isOfType(value: unknown, { type, choices }: Field): boolean {
  switch (type) {
    case 'number':
      return Number.isFinite(value);
    case 'bool':
      return typeof value === 'boolean';
    case 'money':
      return isObject(value) && isAmount(value.minor as number) && isCurrency(String(value.currency));
    case 'date':
      return typeof value === 'string' && isDate(value);
    case 'datetime':
      return typeof value === 'string' && isMoment(value);
    case 'choice':
      return typeof value === 'string' && (choices === undefined || choices.includes(value));
    case 'list':
      return Array.isArray(value) && value.every((each) => choices === undefined || choices.includes(each));
    case 'ref':
      return Number.isSafeInteger(value) && (value as number) > 0;
    default:
      return typeof value === 'string';
  }
}

function isImportOption(name: string, option: unknown): boolean {
  if (typeof option === 'boolean' || typeof option === 'string') return !LISTED_OPTIONS.has(name);
  if (!Array.isArray(option)) return false;
  return option.every((each) => typeof each === 'string' && (!ASSIGNMENTS.has(name) || each.includes('=')));
}

/** Import options that are lists, and those whose entries are assignments. */
const LISTED_OPTIONS: ReadonlySet<string> = new Set(['map', 'mapValue', 'defaults', 'newFields', 'create']);
const ASSIGNMENTS: ReadonlySet<string> = new Set(['map', 'mapValue', 'defaults']);

/** Whether the parser of commands accepts it. */
function passes(read: () => boolean): boolean {
  try {
    return read();
  } catch (error) {
    if (isCrmError(error)) return false;
    throw error;
  }
}

function parsed(json: Bound): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    return undefined;
  }
}
