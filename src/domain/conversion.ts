import type { Field, FieldType, Value } from './field.ts';
import { companyKey } from './matching.ts';
import { decimalText } from './money.ts';

/** What a lead becomes. */
export const TARGETS = ['account', 'contact', 'opp'] as const;
export type Target = (typeof TARGETS)[number];

/** Values by field name, declared fields among them. */
export type Fields = Readonly<Record<string, Value>>;

/** A target as the conversion finds it. `null`: it is made anew; undefined: there is to be none. */
export type Found = Readonly<Partial<Record<Target, Fields | null>>>;

/** A value of the lead that no target took, and the one that stood in the way. */
export interface DroppedValue {
  readonly field: string;
  readonly value: string;
  /** `account has Paris`; null where no target has such a field. */
  readonly because: string | null;
}

/** What to set on each target, and what of the lead found no place. */
export interface CarriedValues {
  readonly set: Readonly<Record<Target, Fields>>;
  readonly left: readonly DroppedValue[];
}

/** Which targets take which field of a lead. Rating and score are of the lead alone. */
const TAKEN_BY: Readonly<Record<string, readonly Target[]>> = {
  company: ['account'],
  website: ['account'],
  industry: ['account'],
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
/** Once said, it holds: a contact who was never asked does not outweigh it. */
const FLAGS = ['do_not_call', 'do_not_email'];

/**
 * Decides what of a lead goes where. Into a record that was there before only blanks are filled, an address only as a
 * whole. `declared` are the lead's own fields, `fields` all fields of each target.
 */
export function carry(
  lead: Fields,
  found: Found,
  declared: readonly Field[],
  fields: Readonly<Record<Target, readonly Field[]>>,
): CarriedValues {
  const set: Record<Target, Record<string, Value>> = { account: {}, contact: {}, opp: {} };
  const places = placesOf(lead, declared, fields);
  for (const [name, targets] of places) {
    for (const target of targets) {
      const there = found[target];
      if (there === undefined) continue;
      if (there === null || mayFill(lead, there, name)) set[target][inTarget(name)] = lead[name] as Value;
    }
  }
  const left: DroppedValue[] = [];
  for (const [name, targets] of places) {
    const present = targets.filter((target) => found[target] !== undefined);
    const holds = (target: Target) =>
      same(name, set[target][inTarget(name)] ?? found[target]?.[inTarget(name)] ?? null, lead[name] as Value);
    if (present.some(holds)) continue;
    const [inTheWay] = present;
    left.push({
      field: name,
      value: inWords(lead[name] as Value),
      because: inTheWay ? `${inTheWay} has ${inWords(found[inTheWay]?.[inTarget(name)] ?? null)}` : null,
    });
  }
  return { set, left };
}

/** The fields of the lead that hold something, and who may take each. */
function placesOf(
  lead: Fields,
  declared: readonly Field[],
  fields: Readonly<Record<Target, readonly Field[]>>,
): [string, readonly Target[]][] {
  const own = declared.map((field): [string, readonly Target[]] => [
    field.name,
    TARGETS.filter((target) => fields[target].some((other) => takes(other, field, lead[field.name] ?? null))),
  ]);
  return [...Object.entries(TAKEN_BY), ...own].filter(([name]) => !isBlank(lead[name]));
}

/** Whether a field of the same name on a target can hold what a declared field of the lead does. */
function takes(target: Field, field: Field, value: Value): boolean {
  if (target.name !== field.name || target.access !== 'edit') return false;
  if (target.choices && !target.choices.includes(String(value))) return false;
  return target.type === field.type || WIDER[field.type]?.includes(target.type) === true;
}

const WIDER: Partial<Record<FieldType, readonly FieldType[]>> = { text: ['url'], choice: ['text'] };

const inTarget = (name: string) => (name === 'company' ? 'name' : name);

function mayFill(lead: Fields, there: Fields, name: string): boolean {
  if (FLAGS.includes(name)) return lead[name] === true;
  if (ADDRESS.includes(name)) return ADDRESS.every((part) => isBlank(there[part]));
  return isBlank(there[inTarget(name)]);
}

function isBlank(value: Value | undefined): boolean {
  return value === undefined || value === null || value === '' || value === false;
}

function same(name: string, one: Value, other: Value): boolean {
  if (name === 'company') return companyKey(String(one)) === companyKey(String(other));
  return JSON.stringify(one) === JSON.stringify(other);
}

function inWords(value: Value): string {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  return 'minor' in value ? `${decimalText(value)} ${value.currency}` : value.join(', ');
}
