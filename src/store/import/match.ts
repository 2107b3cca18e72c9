import type { Noun, Value } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { IdSet } from '../id-set.ts';
import { type FormerIdentity, identitiesOf } from '../merge/former-identities.ts';
import type { Bound, RawRow } from '../sql.ts';
import type { Values } from '../write/values.ts';
import { contentLookup, type Lookup, lookup, lookupKinds } from './lookups.ts';
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
  readonly externalSource: string;
  /** Whether the row's account does not exist yet: then it has no existing records. */
  readonly newAccount: boolean;
}

const NONE: WorkingRecord[] = [];
const NO_LOOKUPS: readonly Lookup[] = [];
const NO_FORMER: readonly FormerIdentity[] = [];

/** How a record is found. */
type MatchedBy = 'number' | 'external id' | 'former number' | 'former name' | NounDefinition['match'][number];

/** One way to find the record of a row. */
export interface MatchStep {
  readonly by: MatchedBy;
  /** Each of them finds records. */
  readonly lookups: readonly Lookup[];
}

/** What tells which record a row means. */
export interface MatchContext {
  readonly spec: NounDefinition;
  readonly records: WorkingSet;
  /** Whether the file is our own export: each row is a separate record. */
  readonly own: boolean;
  /** Ids of the records that rows of this file created or matched. */
  readonly seen: IdSet;
}

/**
 * The records that the surest way finds: our own number, external id, and the match keys of the noun in their order. A
 * record that was merged away stands for the one it went into. Several only when even the name does not tell them apart.
 */
export function findMatches(
  context: MatchContext,
  criteria: MatchCriteria,
  steps: readonly MatchStep[],
): readonly WorkingRecord[] {
  const { values, computed } = criteria;
  const { wanted } = context.records;
  if (typeof values.id === 'number') {
    const record = context.records.record(context.spec.noun, values.id);
    if (record && isMatch(context, criteria, record, 'number')) return [record];
  }
  for (const { by, lookups } of steps) {
    // What a surer way finds is to be read first.
    if (context.records.wanted > wanted) return NONE;
    let found: WorkingRecord[] = NONE;
    for (const each of lookups)
      for (const record of context.records.find(each))
        if (!found.includes(record) && isMatch(context, criteria, record, by)) found = [...found, record];
    if (found.length < 2) {
      if (found.length === 1) return found;
      continue;
    }
    const named = found.filter(({ row }) => row.name_key === computed?.name_key);
    const listed = named.length > 0 ? named : found;
    const there = listed.filter(({ row }) => isInPlace(context.spec.noun, criteria, row));
    return (there.length > 0 ? there : listed).toSorted((a, b) => a.id - b.id);
  }
  return NONE;
}

/** All that is looked up to find the record of a row, the surest first; its number apart. */
export function matchSteps(
  { spec: { noun, match }, records }: MatchContext,
  criteria: MatchCriteria,
): readonly MatchStep[] {
  const { values, phones, computed, externalSource, newAccount } = criteria;
  const kinds = lookupKinds(noun);
  const steps: MatchStep[] = [];
  const add = (by: MatchedBy, ...lookups: Lookup[]) => steps.push({ by, lookups });
  if (typeof values.external_id === 'string')
    add('external id', lookup(kinds['external id'], values.external_id, externalSource));
  const former = records.hasFormer(noun) ? formerIdentities(noun, criteria) : NO_FORMER;
  const addFormer = (by: MatchedBy, ...known: FormerIdentity['kind'][]) => {
    if (former.length === 0) return;
    const named = former.filter(({ kind }) => known.includes(kind));
    if (named.length > 0) add(by, ...named.map(({ kind, value }) => lookup(kinds.former, kind, value)));
  };
  addFormer('former number', 'number', 'external id');
  for (const by of match) {
    switch (by) {
      case 'e-mail':
        for (const email of texts(values.email, values.other_emails))
          add(by, lookup(kinds['e-mail'], emailKey(email)));
        break;
      case 'phone':
        for (const { e164 } of phones) if (e164 !== null) add(by, lookup(kinds.phone, e164));
        break;
      case 'website':
      case 'website and name':
        if (computed?.website_host) add(by, lookup(kinds.website, computed.website_host));
        break;
      case 'name':
        if (computed) add(by, lookup(kinds[by], computed.name_key as string));
        break;
      case 'name and company':
        if (computed) add(by, lookup(kinds[by], computed.name_key as string, computed.company_key ?? null));
        break;
      case 'name and account':
        if (computed && !newAccount)
          add(by, lookup(kinds[by], computed.name_key as string, bound(values.account_id)));
        break;
      case 'content':
        if (computed && !newAccount) add(by, contentLookup(kinds, columnsOf(values)));
    }
  }
  if (mayHaveFormerName(noun, criteria)) addFormer('former name', 'name');
  return steps;
}

/** Whether a row that means a record says by what was another's that it is about that one, which was merged into it. */
export function isAboutMergedAway(
  context: MatchContext,
  criteria: MatchCriteria,
  { id, row }: WorkingRecord,
): boolean {
  const { values, externalSource } = criteria;
  if (values.id === id) return false;
  const own = values.external_id === row.external_id && externalSource === row.external_source;
  if (typeof values.external_id === 'string' && own) return false;
  return formerLookups(context, criteria).some((each) => context.records.ids(each).includes(id));
}

/** What finds records by what others were known by that were merged into them. */
export function formerLookups(
  { spec: { noun }, records }: MatchContext,
  criteria: MatchCriteria,
): readonly Lookup[] {
  if (!records.hasFormer(noun)) return NO_LOOKUPS;
  const { former } = lookupKinds(noun);
  return formerIdentities(noun, criteria).map(({ kind, value }) => lookup(former, kind, value));
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
function mayHaveFormerName(noun: Noun, { values, computed, newAccount }: MatchCriteria): boolean {
  const place = noun === 'lead' ? computed?.company_key : values.account_id;
  const isAnybody = isPersonNoun(noun) && (place ?? null) === null && typeof values.email === 'string';
  return !newAccount && !isAnybody;
}

/** Whether a candidate can be the record of the row, considering all other values. */
function isMatch(
  { spec: { noun }, own, seen }: MatchContext,
  { values, computed, externalSource }: MatchCriteria,
  record: WorkingRecord,
  by: MatchedBy,
): boolean {
  const { id, row } = record;
  if (by === 'number') {
    return typeof values.created_at === 'string'
      ? values.created_at === row.created_at
      : computed !== null && 'name_key' in computed && computed.name_key === row.name_key;
  }
  if (by === 'external id' || by === 'former number') return true;
  if (by === 'former name') return noun === 'lead' || noun === 'account' || isAt(record, values.account_id);
  if (own && seen.has(id)) return false;
  if (hasOtherExternalId(values, externalSource, row)) return false;
  if (by === 'phone') return !isColleague(values, computed, row);
  if (by === 'website and name') return computed?.name_key === row.name_key;
  // A website that subsidiaries share.
  if (by === 'website') return !seen.has(id) || computed?.name_key === row.name_key;
  if (by.startsWith('name') && isPersonNoun(noun)) return isSamePerson(noun, values, record);
  return true;
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

/** Whether a row and a record are two people who share a number. */
function isColleague(values: Values, computed: RawRow | null, row: RawRow): boolean {
  return isPerson(values) && isPerson(row) && computed?.name_key !== row.name_key;
}

/** Two people of one name without a company are one person unless their e-mails differ. */
function isSamePerson(noun: Noun, values: Values, { row, emails }: WorkingRecord): boolean {
  if (typeof values.email !== 'string') return true;
  return (noun === 'lead' ? row.company_key : row.account_id) !== null || emails.length === 0;
}

/** Whether a person belongs to the company in the row: two people of one name can share an address or a number. */
function isInPlace(noun: Noun, { values, computed }: MatchCriteria, row: RawRow): boolean {
  if (noun === 'lead') return row.company_key === computed?.company_key;
  return noun === 'contact' && row.account_id === (values.account_id ?? null);
}

function isAt({ noun, row, links }: WorkingRecord, accountId: Value | undefined): boolean {
  if (row.account_id === (accountId ?? null)) return true;
  return noun === 'contact' && links.some(({ target }) => target === accountId);
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

function bound(value: Value | undefined): Bound {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function isPerson(row: Values | RawRow): boolean {
  return Boolean(row.first_name ?? row.last_name);
}

function isPersonNoun(noun: Noun): boolean {
  return noun === 'lead' || noun === 'contact';
}
