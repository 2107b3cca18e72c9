import type { Noun, Value } from '../../domain/field.ts';
import { emailKey, personKey } from '../../domain/matching.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import { firstNamesEqual, namesAgree, type PersonName } from '../../domain/same-person.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { IdSet } from '../id-set.ts';
import { type FormerIdentity, identitiesOf } from '../merge/former-identities.ts';
import type { Bound, RawRow } from '../sql.ts';
import { toColumns } from '../write/columns.ts';
import type { Values } from '../write/values.ts';
import { type Lookup, type LookupKind, type LookupKinds, lookup, lookupKinds } from './lookups.ts';
import { profilesIn } from './profiles.ts';
import type { ImportRules } from './rules.ts';
import type { WorkingRecord } from './working-record.ts';
import type { WorkingSet } from './working-set.ts';

/** The values to match a row by. */
export interface MatchCriteria {
  /** Values of the row, relations as ids. */
  readonly values: Values;
  /** Its phones, the first one first. */
  readonly phones: readonly Phone[];
  /** The columns that follow from its values: `name_key` and the like; null when nothing names the record. */
  readonly computed: RawRow | null;
  /** The same for a new person whom a company or a profile alone names; null for all others. */
  readonly calledSo: RawRow | null;
  readonly externalSource: string;
  /** Whether the row's account does not exist yet: then it has no existing records. */
  readonly newAccount: boolean;
}

const NO_LOOKUPS: readonly Lookup[] = [];

/** How a record is found. */
export type MatchedBy =
  | 'external id'
  | 'former number'
  | 'former name'
  | 'name alone'
  | 'chosen field'
  | NounDefinition['match']['keys'][number];

/** One way to find the record of a row. */
export interface MatchStep {
  readonly by: MatchedBy;
  /** Each of them finds records. */
  readonly lookups: readonly Lookup[];
}

/** What tells which record a row means. */
export interface MatchContext {
  readonly rules: ImportRules;
  readonly records: WorkingSet;
  /** Ids of the records that rows of this import created or matched. */
  readonly seen: IdSet;
  /** Default values of the columns of the noun. */
  readonly columnDefaults: RawRow;
  /** Finds records by the field that `--match` names; null without one. */
  readonly chosen: LookupKind | null;
}

/** Lookups for records by an id of the row: the one of the source program, or what a record had before it was merged. */
export function idSteps(
  { rules: { spec, match }, records }: MatchContext,
  criteria: MatchCriteria,
): MatchStep[] {
  if (match === 'none') return [];
  const { values, externalSource } = criteria;
  const kinds = lookupKinds(spec.noun);
  const steps: MatchStep[] = [];
  if (typeof values.external_id === 'string')
    steps.push({
      by: 'external id',
      lookups: [lookup(kinds['external id'], values.external_id, externalSource)],
    });
  if (!records.hasFormer(spec.noun)) return steps;
  const former = formerIdentities(spec.noun, criteria).filter(
    ({ kind }) => kind === 'number' || kind === 'external id',
  );
  if (former.length > 0) steps.push({ by: 'former number', lookups: lookupsOf(kinds.former, former) });
  return steps;
}

/** Lookups for records by what a row says, the surest first. Each way is asked for only if the ones before find nothing. */
export function keySteps(context: MatchContext, criteria: MatchCriteria): MatchStep[] {
  const { rules, records, chosen } = context;
  const { spec, match } = rules;
  const { values, computed } = criteria;
  const kinds = lookupKinds(spec.noun);
  if (match === 'none' || match === 'id') return [];
  const steps: MatchStep[] = [];
  if (chosen) {
    const [key] = keyOfField(context, values, computed);
    if (key !== undefined) steps.push({ by: 'chosen field', lookups: [lookup(chosen, key)] });
    return steps;
  }
  if (match === 'email') addEmails(steps, kinds, values);
  else if (match === 'phone') addPhones(steps, kinds, criteria);
  if (match !== null) return steps;
  for (const key of spec.match.keys) {
    if (key === 'e-mail') addEmails(steps, kinds, values);
    else if (key === 'profile') addProfiles(steps, kinds, values);
    else if (key === 'phone') addPhones(steps, kinds, criteria);
    else if (computed) steps.push({ by: key, lookups: [lookup(kinds.name, computed.name_key as string)] });
  }
  if (records.hasFormer(spec.noun) && mayHaveFormerName(spec, criteria)) {
    const named = formerIdentities(spec.noun, criteria).filter(({ kind }) => kind === 'name');
    if (named.length > 0) steps.push({ by: 'former name', lookups: lookupsOf(kinds.former, named) });
  }
  return steps;
}

function addEmails(steps: MatchStep[], kinds: LookupKinds, values: Values): void {
  for (const email of texts(values.email, values.other_emails))
    steps.push({ by: 'e-mail', lookups: [lookup(kinds['e-mail'], emailKey(email))] });
}

function addProfiles(steps: MatchStep[], kinds: LookupKinds, values: Values): void {
  for (const { address } of profilesIn(values))
    steps.push({ by: 'profile', lookups: [lookup(kinds.profile, address)] });
}

function addPhones(steps: MatchStep[], kinds: LookupKinds, { phones }: MatchCriteria): void {
  for (const { e164 } of phones)
    if (e164 !== null) steps.push({ by: 'phone', lookups: [lookup(kinds.phone, e164)] });
}

/** Whether records are looked for by keys that may hold relations of a row: the field of `--match`, or a former name. */
export function keysNameRelations({ rules: { spec }, records, chosen }: MatchContext): boolean {
  return chosen !== null || records.hasFormer(spec.noun);
}

/** The value of a row under the field that `--match` names. */
function keyOfField({ rules }: MatchContext, values: Values, computed: RawRow | null): Bound[] {
  const { match, spec, declared } = rules;
  if (match === 'name') return computed?.name_key ? [computed.name_key] : nameless(spec, values);
  const custom = declared.find(({ name }) => name === match);
  const value = values[match as string];
  if (value === undefined || value === null) {
    const related = values[`${match}_id`];
    return typeof related === 'number' ? [related] : [];
  }
  if (custom) return typeof value === 'string' || typeof value === 'number' ? [value] : [String(value)];
  const [column] = Object.values(toColumns(spec, [], { [match as string]: value }, null));
  return column === undefined || column === null ? [] : [column];
}

/** What names a record of a noun that has no key of its name. */
function nameless({ names }: NounDefinition, values: Values): Bound[] {
  const value = values[names[0]?.column ?? ''];
  return typeof value === 'string' ? [value] : [];
}

/** Whether a row says by what was another's that it is about that one, which was merged into this record. */
export function isAboutMergedAway(
  context: MatchContext,
  criteria: MatchCriteria,
  { id, row, isMerged }: WorkingRecord,
): boolean {
  const { values, externalSource } = criteria;
  if (!isMerged || values.id === id) return false;
  const own = values.external_id === row.external_id && externalSource === row.external_source;
  if (typeof values.external_id === 'string' && own) return false;
  return formerLookups(context, criteria).some((each) => context.records.ids(each).includes(id));
}

/** What finds records by what others were known by that were merged into them. */
export function formerLookups(
  { rules: { spec }, records }: MatchContext,
  criteria: MatchCriteria,
): readonly Lookup[] {
  if (!records.hasFormer(spec.noun)) return NO_LOOKUPS;
  return lookupsOf(lookupKinds(spec.noun).former, formerIdentities(spec.noun, criteria));
}

function lookupsOf(kind: LookupKind, identities: readonly FormerIdentity[]): readonly Lookup[] {
  return identities.map((each) => lookup(kind, each.kind, each.value));
}

/** What a row may be known by; of several addresses the first one is that of the row's own record. */
function formerIdentities(noun: Noun, criteria: MatchCriteria): readonly FormerIdentity[] {
  const { values, computed, externalSource, phones } = criteria;
  const { id, created_at, external_id, email, phone } = values;
  const e164 = typeof phone === 'string' ? (phones[0]?.e164 ?? null) : null;
  const known = {
    ...computed,
    ...columnsOf({ id, created_at, external_id } as Values),
    external_source: externalSource,
  };
  return identitiesOf(noun, known, typeof email === 'string' ? [email] : [], e164 === null ? [] : [e164]);
}

/** A person without company or account whose e-mail is another's is somebody else. */
function mayHaveFormerName({ match: { company } }: NounDefinition, criteria: MatchCriteria): boolean {
  const { values, newAccount } = criteria;
  const isAnybody =
    company !== undefined && companyOf(company, criteria) === null && typeof values.email === 'string';
  return !newAccount && !isAnybody;
}

/** The company that a row says, in the column that says it of records. */
function companyOf(
  column: NonNullable<NounDefinition['match']['company']>,
  { values, computed }: MatchCriteria,
): Bound {
  return (computed?.[column] ?? values[column] ?? null) as Bound;
}

/** Whether a candidate can be the record of the row, considering all other values. */
export function isMatch(
  { rules, seen, columnDefaults }: MatchContext,
  criteria: MatchCriteria,
  record: WorkingRecord,
  by: MatchedBy,
): boolean {
  const { spec, own } = rules;
  const { values, externalSource, computed } = criteria;
  const { row } = record;
  if (by === 'external id') return row.external_id === values.external_id;
  if (by === 'former number') return true;
  if (own && seen.has(record.id)) return false;
  if (hasOtherExternalId(values, externalSource, row)) return false;
  if (by === 'chosen field' || rules.match !== null) return true;
  // An import notes the names that it replaces: only a merged record stands for another of that name.
  if (by === 'former name')
    return record.isMerged && (spec.noun !== 'contact' || isAt(record, values.account_id));
  if (by === 'name and place') return row.name_key === computed?.name_key && isSamePlace(criteria, record);
  if (by === 'name alone')
    return (
      row.name_key === computed?.name_key && !seen.has(record.id) && isOnlyName(spec, record, columnDefaults)
    );
  return isSamePerson(spec, criteria, record, by);
}

/** Whether a record has another id in the source program of the row. */
function hasOtherExternalId(values: Values, externalSource: string, row: RawRow): boolean {
  return (
    typeof values.external_id === 'string' &&
    row.external_id !== null &&
    row.external_source === externalSource &&
    row.external_id !== values.external_id
  );
}

/** Whether an e-mail, profile or phone that two people share is that of one person. */
function isSamePerson(
  spec: NounDefinition,
  criteria: MatchCriteria,
  record: WorkingRecord,
  by: 'e-mail' | 'profile' | 'phone',
): boolean {
  if (!spec.isPerson) return true;
  if (by === 'phone' && !isOneLine(criteria.phones, record.phones)) return false;
  const [given, there] = [nameOf(criteria.values), nameOf(record.row)];
  if (!isNamed(given) || !isNamed(there)) return isSameCompany(spec, criteria, record);
  if (namesAgree(given, there)) return true;
  if (by !== 'phone' && firstNamesEqual(given, there)) return true;
  return hadName(record, personKey([given.first, given.last].filter((part) => part !== null).join(' ')));
}

/** Of two without a person's name, or one of them: companies that both have are equal, or were. */
function isSameCompany(
  { match: { company } }: NounDefinition,
  criteria: MatchCriteria,
  { row, formerNames }: WorkingRecord,
): boolean {
  const there = (company && row[company]) ?? null;
  if (!company || there === null) return true;
  if (company === 'account_id' && criteria.newAccount) return false;
  const given = companyOf(company, criteria);
  if (given === null || given === there) return true;
  // Another row of the file has replaced it: this one still means the record when the file is imported again.
  for (const name of formerNames) if (name.endsWith(` · ${given}`)) return true;
  return false;
}

/** Whether two people have a number in common; with two extensions of it they have two lines. */
function isOneLine(given: readonly Phone[], there: readonly Phone[]): boolean {
  return given.some(
    ({ e164, extension }) =>
      e164 !== null &&
      there.some(
        (other) =>
          other.e164 === e164 &&
          (extension === null || other.extension === null || other.extension === extension),
      ),
  );
}

function hadName({ formerNames }: WorkingRecord, key: string): boolean {
  for (const name of formerNames) if (name === key || name.startsWith(`${key} · `)) return true;
  return false;
}

/** Whether two companies of one name have a domain in common or, where one of them has none, one city. */
function isSamePlace({ values, computed }: MatchCriteria, { row, lists }: WorkingRecord): boolean {
  const [domain, other] = [computed?.website_host ?? null, row.website_host ?? null];
  const given = [domain, ...((values.domains as readonly string[] | null | undefined) ?? [])];
  const there = new Set([other, ...(lists.domains ?? []).map(({ said }) => said)]);
  if (given.some((each) => each !== null && there.has(each))) return true;
  if (domain !== null && other !== null) return false;
  return (
    typeof values.city === 'string' &&
    typeof row.city === 'string' &&
    personKey(values.city) === personKey(row.city)
  );
}

/** Whether an existing company is nothing but a name, as an import creates them for records that name one. */
function isOnlyName(
  { fields }: NounDefinition,
  { row, emails, phones, tags }: WorkingRecord,
  columnDefaults: RawRow,
): boolean {
  if (emails.length + phones.length + tags.length > 0) return false;
  return fields.every(({ name, access }) => {
    const value = row[name] ?? null;
    return access !== 'edit' || name === 'name' || value === null || value === columnDefaults[name];
  });
}

/** Of several candidates those of the row's own name, and of these those of the company that it names. */
export function narrowMatches(
  { match: { company } }: NounDefinition,
  criteria: MatchCriteria,
  found: readonly WorkingRecord[],
): readonly WorkingRecord[] {
  const named = found.filter(({ row }) => row.name_key === criteria.computed?.name_key);
  const listed = named.length > 0 ? named : found;
  // A row that names no company is not about the one without.
  const given = company ? companyOf(company, criteria) : null;
  const there = listed.filter(({ row }) => company && given !== null && row[company] === given);
  return (there.length > 0 ? there : listed).toSorted((a, b) => a.id - b.id);
}

function isAt({ row, lists }: WorkingRecord, accountId: Value | undefined): boolean {
  if (row.account_id === (accountId ?? null)) return true;
  return (lists.other_accounts ?? []).some(({ target }) => target === accountId);
}

function nameOf({ first_name, last_name }: Values | RawRow): PersonName {
  return {
    first: typeof first_name === 'string' ? first_name : null,
    last: typeof last_name === 'string' ? last_name : null,
  };
}

function isNamed({ first, last }: PersonName): boolean {
  return first !== null || last !== null;
}

/** The texts of a field and of the one with the further values. */
export function texts(first: Value | undefined, others: Value | undefined): readonly string[] {
  if (Array.isArray(others)) return typeof first === 'string' ? [first, ...others] : (others as string[]);
  return typeof first === 'string' ? [first] : NO_TEXTS;
}

const NO_TEXTS: readonly string[] = [];

function columnsOf(values: Readonly<Record<string, Value | undefined>>): RawRow {
  const row: RawRow = {};
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' || typeof value === 'number') row[name] = value;
  return row;
}
