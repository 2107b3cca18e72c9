import type { Field, FieldType, Value } from './field.ts';
import { companyKey } from './matching.ts';
import { decimalText } from './money.ts';

/** Nouns that a lead converts into. */
export const TARGETS = ['account', 'contact', 'opp'] as const;
export type Target = (typeof TARGETS)[number];

export const isTarget = (noun: string): noun is Target => TARGETS.some((target) => target === noun);

/** Values by field name, custom fields included. */
export type Fields = Readonly<Record<string, Value>>;

/** The records that a conversion fills. Null: create it; undefined: there is none. */
export type TargetRecords = Readonly<Partial<Record<Target, Fields | null>>>;

/** A value of the lead that no target took, and the value that was in its place. */
export interface DroppedValue {
  readonly field: string;
  readonly value: string;
  /** `account has Paris`; null if no target has such a field. */
  readonly because: string | null;
}

/** `city Rome (account has Paris)`. */
export function droppedText({ field, value, because }: DroppedValue): string {
  return `${field} ${value}${because === null ? '' : ` (${because})`}`;
}

/** What to set on each target, and what was dropped. */
export interface CarriedValues {
  readonly set: Readonly<Record<Target, Fields>>;
  readonly dropped: readonly DroppedValue[];
}

/** The targets of each lead field. Rating and score stay with the lead. */
const FIELD_TARGETS: Readonly<Record<string, readonly Target[]>> = {
  company: ['account'],
  website: ['account'],
  industry: ['account'],
  employees: ['account'],
  revenue: ['account'],
  salutation: ['contact'],
  language: ['contact'],
  lifecycle: ['contact'],
  lifecycle_since: ['contact'],
  first_name: ['contact'],
  last_name: ['contact'],
  title: ['contact'],
  timezone: ['contact'],
  notes: ['contact'],
  do_not_call: ['contact'],
  do_not_email: ['contact'],
  street: ['account', 'contact'],
  city: ['account', 'contact'],
  region: ['account', 'contact'],
  postal_code: ['account', 'contact'],
  country: ['account', 'contact'],
  source: ['account', 'contact', 'opp'],
  campaign: ['opp'],
  rating: [],
  score: [],
};

const ADDRESS = ['street', 'city', 'region', 'postal_code', 'country'];
/** These flags are only ever added: a contact's default `no` does not cancel the lead's `yes`. */
const FLAGS = ['do_not_call', 'do_not_email'];

/**
 * Decides which value of a lead goes where. In an existing record only blank fields are filled; an address is filled
 * only as a whole. `declared` are the lead's custom fields, `fields` all fields of each target.
 */
export function carryValues(
  lead: Fields,
  found: TargetRecords,
  declared: readonly Field[],
  fields: Readonly<Record<Target, readonly Field[]>>,
): CarriedValues {
  const set: Record<Target, Record<string, Value>> = { account: {}, contact: {}, opp: {} };
  const places = targetsByField(lead, declared, fields);
  const inTarget = (name: string) =>
    name === 'company'
      ? 'name'
      : (declared.find((field) => field.name === name)?.rules?.convertTo?.split('.')[1] ?? name);
  for (const [name, targets] of places) {
    for (const target of targets) {
      const there = found[target];
      if (there === undefined) continue;
      if (there === null || mayFill(lead, there, name, inTarget(name)))
        set[target][inTarget(name)] = lead[name] as Value;
    }
  }
  const dropped: DroppedValue[] = [];
  for (const [name, targets] of places) {
    const present = targets.filter((target) => found[target] !== undefined);
    const holds = (target: Target) =>
      isSame(
        name,
        set[target][inTarget(name)] ?? found[target]?.[inTarget(name)] ?? null,
        lead[name] as Value,
      );
    if (present.some(holds)) continue;
    const [inTheWay] = present;
    dropped.push({
      field: name,
      value: valueText(lead[name] as Value),
      because: inTheWay ? `${inTheWay} has ${valueText(found[inTheWay]?.[inTarget(name)] ?? null)}` : null,
    });
  }
  return { set, dropped };
}

/** The non-blank fields of the lead, with the targets that can hold each. */
function targetsByField(
  lead: Fields,
  declared: readonly Field[],
  fields: Readonly<Record<Target, readonly Field[]>>,
): [string, readonly Target[]][] {
  const own = declared.map((field): [string, readonly Target[]] => {
    const [only, name = field.name] = field.rules?.convertTo?.split('.') ?? [];
    const holds = (target: Target) =>
      fields[target].some((other) => other.name === name && canHold(other, field, lead[field.name] ?? null));
    return [field.name, TARGETS.filter((target) => (only === undefined || only === target) && holds(target))];
  });
  return [...Object.entries(FIELD_TARGETS), ...own].filter(([name]) => !isBlank(lead[name]));
}

/** Whether a field of the target can hold a custom field of the lead. */
function canHold(target: Field, field: Field, value: Value): boolean {
  if (target.access !== 'edit') return false;
  const isListed = target.choices !== undefined || target.picklist !== undefined;
  const values = Array.isArray(value) ? value : [String(value)];
  if (isListed && !values.every((each) => target.choices?.includes(each))) return false;
  if (target.type === 'ref' && target.target !== field.target) return false;
  return target.type === field.type || WIDER[field.type]?.includes(target.type) === true;
}

const WIDER: Partial<Record<FieldType, readonly FieldType[]>> = { text: ['url'], choice: ['text'] };

function mayFill(lead: Fields, there: Fields, name: string, targetName: string): boolean {
  if (FLAGS.includes(name)) return lead[name] === true;
  if (ADDRESS.includes(name)) return ADDRESS.every((part) => isBlank(there[part]));
  return isBlank(there[targetName]);
}

function isBlank(value: Value | undefined): boolean {
  return value === undefined || value === null || value === '' || value === false;
}

function isSame(name: string, one: Value, other: Value): boolean {
  if (name === 'company') return companyKey(String(one)) === companyKey(String(other));
  return JSON.stringify(one) === JSON.stringify(other);
}

function valueText(value: Value): string {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  return 'minor' in value ? `${decimalText(value)} ${value.currency}` : value.join(', ');
}
