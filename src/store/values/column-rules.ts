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
import type { Field, Noun } from '../../domain/field.ts';
import { isAmount } from '../../domain/money.ts';
import { PICKLISTS, picklistKey } from '../../domain/picklists.ts';
import { readEvery } from '../../domain/recurrence.ts';
import { readDefinition } from '../../domain/reports/report-definition.ts';
import { DECISIONS } from '../../domain/review.ts';
import { VIEW_COLUMNS } from '../../domain/saved-view.ts';
import { readStoredPriorities } from '../../domain/service-level.ts';
import { isTargetPeriod } from '../../domain/target.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Schema, TableName } from '../schema.ts';
import type { Bound, RawRow } from '../sql.ts';
import { checkTag } from '../write/lists.ts';

/** Projection tables, which are compared with their source instead. */
type Projection = 'call_queue' | 'case_clock' | 'search_block' | 'derived';
/** The tables of nouns, whose rules follow from their fields. */
type NounTable = Extract<TableName, Noun>;
type FixedTable = Exclude<TableName, Projection | NounTable>;

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

/** Any text. */
const TEXT = rule(
  'text without NUL bytes',
  (value: string) => typeof value === 'string' && !value.includes('\0'),
);
/** One of a few words, which a CHECK of the table already enforces. */
const CHECKED_BY_TABLE = TEXT;
const WHOLE = rule('a whole number', Number.isSafeInteger);
const FINITE = rule('a number', Number.isFinite);
const NUMBER = rule(
  'a record number, 1 or more',
  (value: number) => Number.isSafeInteger(value) && value > 0,
);
const COUNT = rule(
  'a whole number of 0 or more',
  (value: number) => Number.isSafeInteger(value) && value >= 0,
);
const POWER_OF_TEN = rule('a power of ten', (value) => /^10*$/.test(String(value)));
const PERCENT = rule(
  'a whole number from 0 to 100',
  (value: number) => Number.isSafeInteger(value) && value >= 0 && value <= 100,
);
const SHARE = rule(
  'a share of 1 to 10000 hundredths of a percent',
  (value: number) => Number.isSafeInteger(value) && value > 0 && value <= 10_000,
);
const MOMENT = rule('a time in UTC, such as 2026-03-12T10:00:00.000Z', isMoment);
const DAY = rule('a day, such as 2026-03-12', isDate);
const EMAIL = rule('an e-mail address', isEmail);
const E164 = rule('a phone number in E.164, such as +14155550100', (value: string) =>
  /^\+[1-9]\d{1,14}$/.test(value),
);
const EXTENSION = rule('an extension of one to seven digits', (value: string) => /^\d{1,7}$/.test(value));
const AMOUNT = rule('an amount in minor units of at most 15 digits', isAmount);
const CURRENCY = rule('an ISO 4217 currency, such as USD', isCurrency);
const TARGET_END = rule(
  'the end of a month, quarter or year',
  (to: string, { from_day }) => isDate(to) && isTargetPeriod({ from: String(from_day), to }),
);
const ZONE = rule('a time zone, such as Europe/London', (value: string) => isZone(value.trim()));
const TAG = rule('a tag', (value: string) => passes(() => checkTag(value) === value));
const EVERY = rule('a recurrence, such as 2 weeks', (value: string) =>
  passes(() => readEvery(value) === value),
);
const FIELD_NAME = rule('a field name', isFieldName);
const PICKLIST = rule('a picklist', (value: string) => Object.hasOwn(PICKLISTS, value));
const PICKLIST_KEY = rule(
  'the key of its value',
  (value: string, row) => value === picklistKey(String(row.name)),
);
const NOUN: Rule = (value, _, context) => (context.isNoun(String(value)) ? null : 'is not a noun');
const NOUN_NAME = rule('the name of a noun', isNounName);
const RELATES: Rule = (value, { name }) => {
  const related = parsed(value);
  const isList =
    Array.isArray(related) && related.every((each) => typeof each === 'string' && isNounName(each));
  return isList && !related.includes(name) && new Set(related).size === related.length
    ? null
    : 'is not a list of other nouns';
};
const REFERENCE: Rule = (value, _, context) => {
  const [noun = '', id = '', more] = String(value).split(':');
  const isSound = more === undefined && context.isNoun(noun) && /^[1-9]\d*$/.test(id);
  return isSound ? null : 'is not a reference, such as lead:42';
};
const JSON_TEXT = rule('JSON', (value: string) => parsed(value) !== undefined);
const CHOICES: Rule = (value, row) => {
  const choices = parsed(value);
  const isList =
    Array.isArray(choices) && choices.length > 0 && choices.every((choice) => typeof choice === 'string');
  return isList || !hasChoices(String(row.type)) ? null : 'is not a list of choices';
};
const FIELD_TYPE: Rule = (value, row) => {
  if (!CUSTOM_TYPES.some((type) => type === value)) return 'is not a type of a custom field';
  if (hasChoices(String(value)) && row.choices === null) return 'needs choices, but has none';
  return isFormula(String(value)) && row.expression === null ? 'needs a formula, but has none' : null;
};
const IMPORT_OPTIONS = rule('import options', (value: string) => {
  const options = parsed(value);
  return isObject(options) && Object.entries(options).every(([name, option]) => isImportOption(name, option));
});
const VIEW_COLUMN_LIST = rule('columns of its view', (value: string, row) => {
  const known = VIEW_COLUMNS[String(row.shape) as BoardView] ?? [];
  return value.split(',').every((name) => known.includes(name));
});
const REPORT_DEFINITION = rule('the options of a report', (value: string) => readDefinition(value) !== null);
const DECIDED = rule('a list of decisions', (value: string) => {
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
const WEEK_HOURS = rule('hours of a week, such as mon-fri 09:00-17:00', (value: string) =>
  passes(() => weekHoursText(readWeekHours(value)) === value),
);
const PRIORITY_TARGETS = rule(
  'the targets of priorities',
  (value: string) => readStoredPriorities(value) !== null,
);
const CASE_FILTER: Rule = (value, _, context) => {
  const problem = context.filterProblem('case', value as string);
  return problem === null ? null : `is not a valid filter: ${problem}`;
};
const ACCOUNT_FILTER: Rule = (value, _, context) => {
  const problem = context.filterProblem('account', value as string);
  return problem === null ? null : `is not a valid filter: ${problem}`;
};
const FILTER: Rule = (value, row, context) => {
  const problem = context.filterProblem(row.noun as string, value as string);
  return problem === null ? null : `is not a valid filter: ${problem}`;
};
/** Blank for a list. */
const SEGMENT_FILTER: Rule = (value, row, context) => (value === '' ? null : FILTER(value, row, context));
const cadencePart = (part: 'gaps' | 'parts' | 'days'): Rule =>
  rule(`the ${part} of a cadence`, (value: string) => readCadencePart(part, value) !== undefined);

/** Custom fields have values of their types. Values of removed fields do no harm. */
const custom =
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

const OWN = { id: NUMBER, created_at: MOMENT, updated_at: MOMENT } as const;
const PARTIES = { lead_id: NUMBER, contact_id: NUMBER, account_id: NUMBER } as const;
const SOLD = {
  campaign_id: NUMBER,
  product_id: NUMBER,
  pricebook_id: NUMBER,
  purchase_id: NUMBER,
  contract_id: NUMBER,
  asset_id: NUMBER,
  expense_id: NUMBER,
} as const;
const OFFERED = { line_id: NUMBER, price_id: NUMBER, quote_id: NUMBER } as const;
const ATTACHED = { doc_id: NUMBER, task_id: NUMBER, meeting_id: NUMBER, activity_id: NUMBER } as const;
const ALL_PARTIES = { ...PARTIES, opp_id: NUMBER, case_id: NUMBER } as const;

/**
 * Rules of every column beyond the table's own checks, for tables that are no nouns. The compiler requires a rule for
 * each new column.
 */
export const FIXED_RULES: { readonly [T in FixedTable]: { readonly [C in keyof Schema[T]]: Rule } } = {
  user: {
    ...OWN,
    name: TEXT,
    full_name: TEXT,
    email: EMAIL,
    active: WHOLE,
    away_from: DAY,
    away_until: DAY,
    max_leads: COUNT,
    is_queue: WHOLE,
    hours: TEXT,
    zone: TEXT,
  },
  user_external: { id: NUMBER, user_id: NUMBER, source: TEXT, external_id: TEXT },
  pipeline: { ...OWN, name: TEXT, position: WHOLE, archived: WHOLE },
  stage: {
    ...OWN,
    pipeline_id: NUMBER,
    name: TEXT,
    position: WHOLE,
    probability: PERCENT,
    category: CHECKED_BY_TABLE,
    kind: CHECKED_BY_TABLE,
    rotting_days: COUNT,
  },
  picklist: { id: NUMBER, name: PICKLIST, closed: WHOLE },
  picklist_value: {
    id: NUMBER,
    list: PICKLIST,
    name: TEXT,
    name_key: PICKLIST_KEY,
    kind: TEXT,
    position: WHOLE,
    alias_of: NUMBER,
  },
  rate: {
    id: NUMBER,
    currency: CURRENCY,
    base: CURRENCY,
    day: DAY,
    numerator: NUMBER,
    denominator: POWER_OF_TEN,
  },
  forecast_call: {
    id: NUMBER,
    user_id: NUMBER,
    from_day: DAY,
    to_day: TARGET_END,
    commit_minor: AMOUNT,
    best_minor: AMOUNT,
    currency: CURRENCY,
    note: TEXT,
    at: MOMENT,
  },
  team: { ...OWN, name: TEXT },
  team_member: { id: NUMBER, team_id: NUMBER, user_id: NUMBER },
  queue_member: { id: NUMBER, queue_id: NUMBER, user_id: NUMBER },
  target: {
    id: NUMBER,
    user_id: NUMBER,
    team_id: NUMBER,
    from_day: DAY,
    to_day: TARGET_END,
    measure: CHECKED_BY_TABLE,
    wanted: AMOUNT,
    currency: CURRENCY,
  },
  noun: { ...OWN, name: NOUN_NAME, plural: NOUN_NAME, label: TEXT, title: FIELD_NAME, relates: RELATES },
  field: {
    ...OWN,
    noun: NOUN,
    name: FIELD_NAME,
    label: TEXT,
    type: FIELD_TYPE,
    choices: CHOICES,
    past: WHOLE,
    target: TEXT,
    expression: TEXT,
    result: TEXT,
    help: TEXT,
    default_value: JSON_TEXT,
    required: WHOLE,
    required_from: TEXT,
    is_unique: WHOLE,
    position: WHOLE,
    listed: WHOLE,
    indexed: WHOLE,
    convert_to: TEXT,
  },
  contact_account: {
    id: NUMBER,
    contact_id: NUMBER,
    account_id: NUMBER,
    from_day: DAY,
    to_day: DAY,
    position: WHOLE,
  },
  contact_relation: { id: NUMBER, contact_id: NUMBER, other_id: NUMBER, kind: TEXT, position: WHOLE },
  contact_profile: { id: NUMBER, contact_id: NUMBER, address: TEXT, position: WHOLE },
  account_member: { id: NUMBER, account_id: NUMBER, user_id: NUMBER, role: TEXT, position: WHOLE },
  account_domain: { id: NUMBER, account_id: NUMBER, domain: TEXT, position: WHOLE },
  campaign_status: {
    id: NUMBER,
    type: TEXT,
    name: TEXT,
    name_key: CHECKED_BY_TABLE,
    is_response: WHOLE,
    position: WHOLE,
  },
  campaign_member: {
    ...OWN,
    campaign_id: NUMBER,
    lead_id: NUMBER,
    contact_id: NUMBER,
    status: TEXT,
    since: MOMENT,
    reason: TEXT,
  },
  opp_contact: { id: NUMBER, opp_id: NUMBER, contact_id: NUMBER, role: TEXT, position: WHOLE },
  opp_competitor: { id: NUMBER, opp_id: NUMBER, name: TEXT, position: WHOLE },
  opp_split: { id: NUMBER, opp_id: NUMBER, user_id: NUMBER, share: SHARE, position: WHOLE },
  stage_history: {
    id: NUMBER,
    opp_id: NUMBER,
    stage_id: NUMBER,
    entered_at: MOMENT,
    user_id: NUMBER,
    amount_minor: AMOUNT,
    currency: CURRENCY,
  },
  lifecycle_history: { id: NUMBER, ...PARTIES, stage: TEXT, reached_on: DAY },
  email: {
    id: NUMBER,
    ...PARTIES,
    address: EMAIL,
    address_key: TEXT,
    kind: CHECKED_BY_TABLE,
    bad: WHOLE,
    position: WHOLE,
  },
  phone: {
    id: NUMBER,
    ...PARTIES,
    e164: E164,
    typed: TEXT,
    extension: EXTENSION,
    kind: CHECKED_BY_TABLE,
    bad: WHOLE,
    position: WHOLE,
  },
  tagging: { id: NUMBER, ...ALL_PARTIES, tag: TAG },
  former: {
    id: NUMBER,
    ...ALL_PARTIES,
    ...SOLD,
    ...OFFERED,
    ...ATTACHED,
    kind: CHECKED_BY_TABLE,
    value: TEXT,
  },
  distinct_pair: { id: NUMBER, one: REFERENCE, other: REFERENCE },
  suppression: { id: NUMBER, e164: E164, reason: TEXT, source: TEXT, user_id: NUMBER, created_at: MOMENT },
  outcome: {
    ...OWN,
    word: TEXT,
    disposition: CHECKED_BY_TABLE,
    positive: WHOLE,
    meeting: WHOLE,
    callback: WHOLE,
    stops: WHOLE,
    do_not_call: WHOLE,
    bad_number: WHOLE,
    status: CHECKED_BY_TABLE,
    position: WHOLE,
    built_in: WHOLE,
  },
  cadence: {
    ...OWN,
    name: TEXT,
    attempts: COUNT,
    gaps: cadencePart('gaps'),
    parts: cadencePart('parts'),
    days: cadencePart('days'),
    usual: WHOLE,
  },
  sla: {
    ...OWN,
    name: TEXT,
    position: WHOLE,
    hours: WEEK_HOURS,
    timezone: ZONE,
    holidays: TEXT,
    first_response: COUNT,
    resolve: COUNT,
    priorities: PRIORITY_TARGETS,
    applies: CASE_FILTER,
  },
  quote_line: {
    id: NUMBER,
    quote_id: NUMBER,
    position: WHOLE,
    name: TEXT,
    product_id: NUMBER,
    quantity: FINITE,
    price_minor: AMOUNT,
    currency: CURRENCY,
    discount: FINITE,
    discount_amount_minor: AMOUNT,
    recurring: CHECKED_BY_TABLE,
    term: WHOLE,
    starts_on: DAY,
    amount_minor: AMOUNT,
    notes: TEXT,
  },
  doc_version: {
    id: NUMBER,
    doc_id: NUMBER,
    number: NUMBER,
    name: TEXT,
    hash: CHECKED_BY_TABLE,
    size: COUNT,
    user_id: NUMBER,
    at: MOMENT,
  },
  tier: { ...OWN, name: TEXT, filter: ACCOUNT_FILTER, position: WHOLE },
  segment: { ...OWN, name: TEXT, noun: NOUN, filter: SEGMENT_FILTER },
  segment_member: { id: NUMBER, segment_id: NUMBER, record_id: NUMBER },
  import_map: { ...OWN, name: TEXT, noun: NOUN, said: IMPORT_OPTIONS },
  board_view: {
    ...OWN,
    name: TEXT,
    key: CHECKED_BY_TABLE,
    shape: CHECKED_BY_TABLE,
    lanes: CHECKED_BY_TABLE,
    sort: CHECKED_BY_TABLE,
    filter: TEXT,
    owner: TEXT,
    pipeline_id: NUMBER,
    columns: VIEW_COLUMN_LIST,
    collapsed: WHOLE,
  },
  message: {
    ...OWN,
    message_id: TEXT,
    thread_id: NUMBER,
    in_reply_to: TEXT,
    refs: TEXT,
    account: TEXT,
    state: CHECKED_BY_TABLE,
    sender: TEXT,
    recipient: TEXT,
    cc: TEXT,
    bcc: TEXT,
    subject: TEXT,
    text: TEXT,
    html: TEXT,
    bulk: WHOLE,
    send_at: MOMENT,
    sent_at: MOMENT,
    answer: TEXT,
    about: TEXT,
    user_id: NUMBER,
    kind: CHECKED_BY_TABLE,
    answers_id: NUMBER,
    their_hours: WHOLE,
    campaign_id: NUMBER,
    remaining: TEXT,
  },
  message_file: { id: NUMBER, message_id: NUMBER, hash: TEXT, name: TEXT },
  mail_suppression: { id: NUMBER, address_key: TEXT, reason: TEXT, created_at: MOMENT },
  sequence: { ...OWN, name: TEXT, version: NUMBER },
  sequence_version: { id: NUMBER, sequence_id: NUMBER, number: NUMBER, text: TEXT, created_at: MOMENT },
  sequence_run: {
    ...OWN,
    sequence_id: NUMBER,
    version: NUMBER,
    lead_id: NUMBER,
    contact_id: NUMBER,
    state: CHECKED_BY_TABLE,
    step: NUMBER,
    kind: CHECKED_BY_TABLE,
    due_at: MOMENT,
    skip_at: MOMENT,
    task_id: NUMBER,
    reason: TEXT,
    detail: TEXT,
    account: TEXT,
    user_id: NUMBER,
    started_at: MOMENT,
    starts_at: MOMENT,
    ended_at: MOMENT,
  },
  sequence_touch: {
    id: NUMBER,
    run_id: NUMBER,
    lead_id: NUMBER,
    contact_id: NUMBER,
    step: NUMBER,
    kind: CHECKED_BY_TABLE,
    variant: TEXT,
    at: MOMENT,
    message_id: NUMBER,
    task_id: NUMBER,
    version: NUMBER,
  },
  template: { ...OWN, name: TEXT, subject: TEXT, body: TEXT },
  saved_report: { ...OWN, name: TEXT, definition: REPORT_DEFINITION },
  score_rule: {
    ...OWN,
    name: TEXT,
    noun: CHECKED_BY_TABLE,
    filter: TEXT,
    points: NUMBER,
    part: CHECKED_BY_TABLE,
    cap: NUMBER,
    half_life: NUMBER,
  },
  score_cap: { ...OWN, part: CHECKED_BY_TABLE, cap: NUMBER },
  compliance_rule: { ...OWN, name: TEXT, noun: TEXT, scope: TEXT, filter: TEXT, severity: NUMBER },
  dashboard_tile: { ...OWN, dashboard: TEXT, position: NUMBER, title: TEXT, line: TEXT },
  review: { user_id: NUMBER, pipeline_id: NUMBER, since: MOMENT },
  review_answer: { user_id: NUMBER, opp_id: NUMBER, at: MOMENT, decided: DECIDED },
  rule: { ...OWN, position: WHOLE, text: TEXT, enabled: WHOLE },
  rule_clock: { rule_id: NUMBER, moment: MOMENT, condition: TEXT },
  rule_episode: { rule_id: NUMBER, record_id: NUMBER },
  webhook: { ...OWN, url: TEXT, types: TEXT, secret: TEXT, enabled: WHOLE, allow_private: WHOLE },
  webhook_state: {
    webhook_id: NUMBER,
    change_id: COUNT,
    ordinal: COUNT,
    failures: COUNT,
    failing_since: MOMENT,
    retry_at: MOMENT,
    disabled_at: MOMENT,
    problem: TEXT,
  },
  outbox: {
    id: NUMBER,
    kind: TEXT,
    target: COUNT,
    ref: TEXT,
    key: TEXT,
    label: TEXT,
    body: TEXT,
    state: CHECKED_BY_TABLE,
    attempts: COUNT,
    due_at: MOMENT,
    created_at: MOMENT,
    changed_at: MOMENT,
    token: TEXT,
    problem: TEXT,
  },
  worker_lease: { name: TEXT, token: TEXT, host: TEXT, since: MOMENT, until: MOMENT },
  stored_file: { hash: CHECKED_BY_TABLE, size: COUNT, added_at: MOMENT },
  rule_turn: { rule_id: NUMBER, turn: WHOLE },
  rule_run: { id: NUMBER, rule_id: NUMBER, at: MOMENT, records: WHOLE, first_refs: JSON_TEXT, problem: TEXT },
  assignment: {
    id: NUMBER,
    noun: TEXT,
    record_id: NUMBER,
    at: MOMENT,
    rule_id: NUMBER,
    reason: TEXT,
  },
  mail_folder: { account: TEXT, folder: TEXT, uid_validity: NUMBER, last_uid: NUMBER },
  mailbox_problem: { account: TEXT, problem: TEXT, since: MOMENT, last_at: MOMENT },
  event_cursor: { name: TEXT, change_id: NUMBER, ordinal: NUMBER },
  call_hold: {
    lead_id: NUMBER,
    user_id: NUMBER,
    kind: CHECKED_BY_TABLE,
    since: MOMENT,
    until: MOMENT,
    terminal: TEXT,
  },
  change: {
    id: NUMBER,
    kind: CHECKED_BY_TABLE,
    at: MOMENT,
    user_name: TEXT,
    command: TEXT,
    summary: TEXT,
    undone_by: NUMBER,
  },
  change_row: {
    id: NUMBER,
    change_id: NUMBER,
    tbl: TEXT,
    row_id: NUMBER,
    last_id: NUMBER,
    op: CHECKED_BY_TABLE,
    before: JSON_TEXT,
    after: JSON_TEXT,
  },
};

/** The rules of the columns of a noun, which follow from its fields. All other columns of its table are text. */
export function rulesOfNoun({ noun, fields }: NounDefinition): (column: string) => Rule {
  const rules = new Map<string, Rule>([['custom', custom(noun)]]);
  for (const field of fields) {
    const { name, type } = field;
    if (type === 'ref') rules.set(`${name}_id`, NUMBER);
    else if (type === 'money') {
      rules.set(`${name}_minor`, AMOUNT);
      if (field.currencyColumn) rules.set(field.currencyColumn, CURRENCY);
    } else rules.set(name, ruleOfField(field));
  }
  return (column) => rules.get(column) ?? (column.endsWith('_id') ? NUMBER : TEXT);
}

function ruleOfField({ name, type, range, form }: Field): Rule {
  switch (type) {
    case 'integer':
      if (/^(.+_)?id$/.test(name)) return NUMBER;
      return range === undefined ? WHOLE : range[1] === 100 ? PERCENT : COUNT;
    case 'number':
      return FINITE;
    case 'duration':
      return COUNT;
    case 'bool':
      return WHOLE;
    case 'date':
      return DAY;
    case 'datetime':
      return MOMENT;
    default:
      return form ? RULE_OF_FORM[form] : TEXT;
  }
}

const HOLDS = rule('when clocks stood still: from/to', (value: string) => readHolds(value) !== null);

const RULE_OF_FORM: Readonly<Record<NonNullable<Field['form']>, Rule>> = {
  currency: CURRENCY,
  'time zone': ZONE,
  recurrence: EVERY,
  holds: HOLDS,
  linkedin: TEXT,
  profile: TEXT,
};

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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
