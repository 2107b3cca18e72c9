import { type AddressLabel, type LabelledAddress, labelledText } from '../../domain/address-label.ts';
import type { Field, Value } from '../../domain/field.ts';
import { emailKey, personKey, websiteHost } from '../../domain/matching.ts';
import { phoneKey, phoneText } from '../../domain/phones/phone.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { DO_NOT } from '../../nouns/shared/common-fields.ts';
import {
  elementKey,
  elementText,
  type ListElement,
  type ListRows,
  readElements,
} from '../../nouns/shared/list-rows.ts';
import type { RawRow } from '../sql.ts';
import { customKey, toColumns } from '../write/columns.ts';
import { type LabelColumns, labelAfter, labelsOf } from '../write/labels.ts';
import { withOwnPhones } from '../write/own-phones.ts';
import { phoneCountry } from '../write/phones.ts';
import type { ReadPhones, Values } from '../write/values.ts';
import type { WorkingRecord } from './working-record.ts';

/** Columns that an import never changes: identity and creation. */
const KEPT: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at', 'stage_since']);
/** Links and time of a conversion, which only a conversion sets. */
const CONVERSION: ReadonlySet<string> = new Set(['converted_at', 'account_id', 'contact_id', 'opp_id']);
/** Opt-outs are permanent: no file clears them, and no row without them overrides them. */
const OPT_OUTS: ReadonlySet<string> = new Set(DO_NOT.map(({ name }) => name));
const PARTS = ['first_name', 'last_name'];
const PLACE = ['street', 'city', 'region', 'postal_code', 'country'];
/** Fields whose values are rows of their own. */
const LISTED: ReadonlySet<string> = new Set([
  'email',
  'other_emails',
  'phone',
  'other_phones',
  'email_labels',
  'phone_labels',
  'tags',
]);

/** The noun of a record, and its declared fields. */
interface PatchContext {
  readonly spec: NounDefinition;
  readonly declared: readonly Field[];
}

/**
 * The values of a row that a record does not have yet; null if it has them all. E-mails, phones and tags are added to
 * existing ones. With `blanksOnly` nothing is overwritten.
 */
export function patchOf(
  context: PatchContext & { readonly readPhones: ReadPhones },
  record: WorkingRecord,
  given: Values,
  blanksOnly: boolean,
): Values | null {
  const values = withOwnPhones(context.declared, given, record.row, context.readPhones);
  const patch = patchColumns(context, record.row, values, blanksOnly);
  if (typeof patch.website === 'string' && isFurtherDomain(record, patch.website)) delete patch.website;
  if (values.tags) addTags(patch, record, values.tags as readonly string[]);
  const { lists = [] } = context.spec;
  for (const list of lists)
    if (values[list.field])
      addElements(patch, record, list, values[list.field] as readonly string[], blanksOnly);
  if ((values.email || values.other_emails) && !hasOnlyEmail(record, values)) {
    const there = record.emails.map(({ address }) => address);
    Object.assign(patch, freshAddresses('email', there, values, emailKey, blanksOnly));
  }
  if ((values.phone || values.other_phones) && !hasOnlyPhone(context.readPhones, record, values)) {
    const country = phoneCountry(values, record.row);
    const keys = new Map(record.phones.map((phone) => [phoneText(phone), phoneKey(phone)]));
    // A text that holds several numbers is several.
    const parts = (text: string): readonly string[] => {
      if (keys.has(text)) return [text];
      const found = context.readPhones(text, country);
      for (const phone of found) keys.set(phone.typed, phoneKey(phone));
      return found.map(({ typed }) => typed);
    };
    const [phone = null, ...others] = listed(values, 'phone').flatMap(parts);
    const given =
      typeof values.phone === 'string'
        ? { phone, other_phones: others }
        : { other_phones: phone === null ? [] : [phone, ...others] };
    Object.assign(
      patch,
      freshAddresses(
        'phone',
        record.phones.map(phoneText),
        given,
        (text) => keys.get(text) as string,
        blanksOnly,
      ),
    );
  }
  addLabels(context.readPhones, patch, record, values, blanksOnly);
  emptyLists(patch, record, values, lists);
  return isEmpty(patch) ? null : patch;
}

/** Whether a company has a website under one of its further domains: its own stays. */
function isFurtherDomain({ lists }: WorkingRecord, website: string): boolean {
  const host = lists.domains === undefined ? null : websiteHost(website);
  return host !== null && (lists.domains ?? []).some(({ said }) => said === host);
}

/** Whether the only e-mail of a row is one of the record's: most are, and to find out nothing new takes 7 µs. */
function hasOnlyEmail({ emails }: WorkingRecord, { email, other_emails }: Values): boolean {
  if (typeof email !== 'string' || other_emails) return false;
  const key = emailKey(email);
  return emails.some(({ address_key }) => address_key === key);
}

/** The same for the numbers of its only phone. */
function hasOnlyPhone(readPhones: ReadPhones, { phones, row }: WorkingRecord, values: Values): boolean {
  const { phone, other_phones } = values;
  if (typeof phone !== 'string' || other_phones) return false;
  if (phones.some((known) => phoneText(known) === phone)) return true;
  const keys = phones.map(phoneKey);
  const given = readPhones(phone, phoneCountry(values, row));
  return given.length > 0 && given.every((one) => keys.includes(phoneKey(one)));
}

/** Empties what a value of null is given for. */
function emptyLists(
  patch: Record<string, Value>,
  record: WorkingRecord,
  values: Values,
  lists: readonly ListRows[],
): void {
  if (values.tags === null && record.tags.length > 0) patch.tags = null;
  for (const { field } of lists)
    if (values[field] === null && (record.lists[field]?.length ?? 0) > 0) patch[field] = null;
  for (const [first, others, rows] of [
    ['email', 'other_emails', record.emails],
    ['phone', 'other_phones', record.phones],
  ] as const) {
    if (values[first] === null && rows.length > 0) patch[first] = null;
    if (values[others] !== null || rows.length < 2) continue;
    patch[others] = null;
    if (typeof values[first] === 'string') patch[first] ??= values[first];
  }
}

/** The same for what is in the columns of the record itself. */
export function patchColumns(
  context: PatchContext,
  row: RawRow,
  values: Values,
  blanksOnly: boolean,
): Record<string, Value> {
  const isLead = context.spec.noun === 'lead';
  const patch: Record<string, Value> = {};
  for (const name in values) {
    const value = values[name] as Value;
    if (KEPT.has(name) || LISTED.has(name) || isList(context.spec, name) || (isLead && CONVERSION.has(name)))
      continue;
    if (name === 'name' && (isLead || context.spec.noun === 'contact')) continue;
    if (blanksOnly && PARTS.includes(name) && !agree(PARTS, row, values)) continue;
    if (blanksOnly && PLACE.includes(name) && !agree(PLACE, row, values)) continue;
    if (OPT_OUTS.has(name)) {
      if (value === true && row[name] === 0) patch[name] = true;
    } else if (differs(context, row, name, value, blanksOnly)) patch[name] = value;
  }
  return patch;
}

function isEmpty(values: Values): boolean {
  for (const _ in values) return false;
  return true;
}

function differs(
  context: PatchContext,
  before: RawRow,
  name: string,
  value: Value,
  blanksOnly: boolean,
): boolean {
  if (typeof value === 'string' && name in before && !context.declared.some((field) => field.name === name)) {
    // A text is what its column holds.
    const current = before[name];
    return current !== value && !(blanksOnly && current !== null);
  }
  const columns = toColumns(context.spec, context.declared, { [name]: value }, before);
  if (blanksOnly && (value === null || isThere(context, before, name, columns))) return false;
  return Object.keys(columns).some((column) => columns[column] !== before[column]);
}

function isThere(context: PatchContext, before: RawRow, name: string, columns: RawRow): boolean {
  const key = customKey(context.declared, name);
  if (key !== null) return key in (JSON.parse(before.custom as string) as Record<string, unknown>);
  // Of an amount and its currency, the amount decides.
  return before[Object.keys(columns)[0] as string] !== null;
}

/** Whether all parts that both have are equal: a part of another name or address fills no blank. */
function agree(parts: readonly string[], before: RawRow, values: Values): boolean {
  return parts.every((part) => {
    const [kept, given] = [before[part], values[part]];
    return typeof kept !== 'string' || typeof given !== 'string' || personKey(kept) === personKey(given);
  });
}

function listed(values: Values, first: 'email' | 'phone'): string[] {
  return [values[first], values[`other_${first}s`]]
    .flat()
    .filter((text): text is string => typeof text === 'string');
}

/** New addresses; a new one becomes the first if allowed, existing ones follow. */
function freshAddresses(
  name: 'email' | 'phone',
  there: readonly string[],
  values: Values,
  keyOf: (text: string) => string,
  blanksOnly: boolean,
): Values {
  const known = new Set(there.map(keyOf));
  const isNew = (text: string) => known.size < known.add(keyOf(text)).size;
  const first = values[name];
  const leads = typeof first === 'string' && isNew(first) ? first : null;
  const others = listed({ [`other_${name}s`]: values[`other_${name}s`] ?? null }, name).filter(isNew);
  if (leads === null && others.length === 0) return {};
  const added = leads === null ? others : [leads, ...others];
  const all = leads !== null && !blanksOnly ? [leads, ...there, ...others] : [...there, ...added];
  return { [name]: all[0] ?? null, [`other_${name}s`]: all.slice(1) };
}

function addTags(patch: Record<string, Value>, record: WorkingRecord, tags: readonly string[]): void {
  const there = record.tags.map(({ tag }) => tag);
  const known = new Set(there.map((tag) => tag.toLowerCase()));
  const fresh = tags.filter((tag) => known.size < known.add(tag.toLowerCase()).size);
  if (fresh.length > 0) patch.tags = [...there, ...fresh];
}

/** Labels that say something new of an address, and addresses that the record does not have. */
function addLabels(
  readPhones: ReadPhones,
  patch: Record<string, Value>,
  { emails, phones, row }: WorkingRecord,
  values: Values,
  blanksOnly: boolean,
): void {
  const isNews = (known: LabelColumns | undefined, label: AddressLabel) => {
    if (!known) return true;
    if (blanksOnly && (known.kind ?? null) !== null) return false;
    const { kind, bad } = labelAfter(known, label);
    return kind !== (known.kind ?? null) || bad !== (known.bad ?? 0);
  };
  const keep = (name: string, isNew: (entry: LabelledAddress) => boolean) => {
    const entries = labelsOf(values[name]).filter(isNew);
    if (entries.length > 0) patch[name] = entries.map(({ label, address }) => labelledText(label, address));
  };
  keep('email_labels', ({ label, address }) => {
    const key = emailKey(address);
    return isNews(
      emails.find((email) => email.address_key === key),
      label,
    );
  });
  keep('phone_labels', ({ label, address }) =>
    readPhones(address, phoneCountry(values, row)).some((given) =>
      isNews(
        phones.find((phone) => phoneKey(phone) === phoneKey(given)),
        label,
      ),
    ),
  );
  for (const [name, rows] of [
    ['email_labels', emails],
    ['phone_labels', phones],
  ] as const)
    if (values[name] === null && rows.some(({ kind, bad }) => (kind ?? null) !== null || bad === 1))
      patch[name] = null;
}

const isList = ({ lists }: NounDefinition, name: string) =>
  lists?.some(({ field }) => field === name) === true;

/**
 * Adds the elements that a record does not have, and what is said of those that it has; a list that is a whole is
 * replaced. With `blanksOnly` nothing is.
 */
function addElements(
  patch: Record<string, Value>,
  { lists }: WorkingRecord,
  list: ListRows,
  entries: readonly string[],
  blanksOnly: boolean,
): void {
  const there = lists[list.field] ?? [];
  const given = readElements(list, entries);
  const textsOf = (elements: readonly ListElement[]) => elements.map(elementText);
  if (list.isWhole) {
    const [before, after] = [textsOf(there), textsOf(given)];
    const isOther = before.toSorted().join(';') !== after.toSorted().join(';');
    if (isOther && !(blanksOnly && before.length > 0)) patch[list.field] = after;
    return;
  }
  const all = new Map(there.map((element) => [elementKey(list, element), element as ListElement]));
  let isNews = false;
  for (const element of given) {
    const key = elementKey(list, element);
    const known = all.get(key);
    if (known && (element.said === null || known.said === element.said)) continue;
    if (known && list.target === undefined) continue;
    if (known && blanksOnly && known.said !== null) continue;
    all.set(key, element);
    isNews = true;
  }
  if (isNews) patch[list.field] = textsOf([...all.values()]);
}
