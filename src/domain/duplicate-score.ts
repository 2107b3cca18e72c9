import { MIN_PERSON_SIMILARITY, MIN_TITLE_SIMILARITY, type NameComparer } from './name-similarity.ts';

/** What records are compared as: leads and contacts are both people. */
export type ComparedKind = 'people' | 'accounts' | 'deals';

/** The values of a record that are compared with others. Texts are keys: see matching.ts. */
export interface ComparableRecord {
  readonly comparedAs: ComparedKind;
  readonly nameKey: string;
  /** Whether the name is a person's, not a company's or an e-mail address. */
  readonly isPerson: boolean;
  /** The company of a person, or the account of a deal. */
  readonly company: string | null;
  readonly city: string | null;
  readonly emails: readonly string[];
  /** E.164. */
  readonly phones: readonly string[];
  /** Hosts of the website and of work e-mail addresses. */
  readonly domains: readonly string[];
  /** The amount of a deal, with its currency. */
  readonly amount: string | null;
}

/** The chance that two records are the same, in percent, with the reasons. */
export interface DuplicateScore {
  readonly score: number;
  readonly reasons: readonly string[];
  readonly shared: SharedKey;
}

/**
 * What two records share, the surest first: an e-mail address or phone; the name and, of people and deals, also the company; or
 * neither. Of pairs with one score, those that share the surer come first.
 */
export const SHARED_KEYS = ['address', 'name', 'neither'] as const;
export type SharedKey = (typeof SHARED_KEYS)[number];

type Score = Pick<DuplicateScore, 'score' | 'reasons'>;

/** A reason for two records to be the same, and the chance from this reason alone. */
interface Evidence {
  readonly chance: number;
  readonly reason: string;
}

/** The highest scores of two records that share no address, and of those that share neither address nor name. */
export const MOST_WITHOUT: Readonly<Record<ComparedKind, Readonly<Record<'address' | 'name', number>>>> = {
  people: { address: 90, name: 90 },
  accounts: { address: 98, name: 96 },
  deals: { address: 93, name: 92 },
};

/** The maximum chance for two people whose known names differ: they probably share a desk. */
export const MAX_COLLEAGUE_CHANCE = 0.6;

/** The chance for two people with the same name at the same company or domain. */
export const MAX_PLACE_CHANCE = 0.9;

const SCORERS: Readonly<Record<ComparedKind, typeof scorePeople>> = {
  people: scorePeople,
  accounts: scoreAccounts,
  deals: scoreDeals,
};

/** How likely two records of one kind are the same. */
export function scoreDuplicate(
  one: ComparableRecord,
  other: ComparableRecord,
  names: NameComparer,
): DuplicateScore {
  const { score, reasons } = SCORERS[one.comparedAs](one, other, names);
  return { score, reasons, shared: sharedBy(one, other) };
}

function sharedBy(one: ComparableRecord, other: ComparableRecord): SharedKey {
  if (firstShared(one.emails, other.emails) !== null || firstShared(one.phones, other.phones) !== null)
    return 'address';
  if (one.nameKey !== other.nameKey) return 'neither';
  if (one.comparedAs === 'accounts') return 'name';
  return one.company !== null && one.company === other.company ? 'name' : 'neither';
}

function scorePeople(one: ComparableRecord, other: ComparableRecord, names: NameComparer): Score {
  const named = one.isPerson && other.isPerson;
  const alike = named ? names.people(one.nameKey, other.nameKey) : 0;
  const isAlike = alike >= MIN_PERSON_SIMILARITY;
  const sameName = one.isPerson === other.isPerson && one.nameKey === other.nameKey;
  const company = isSameCompany(one.company, other.company, names);
  const signs: Evidence[] = [];
  const email = firstShared(one.emails, other.emails);
  if (email !== null) signs.push({ chance: isAlike ? 0.97 : 0.9, reason: `same e-mail ${email}` });
  const phone = firstShared(one.phones, other.phones);
  if (phone !== null) signs.push({ chance: isAlike ? 0.95 : 0.8, reason: `same phone ${phone}` });
  const place = isAlike ? findSharedPlace(one, other, company) : null;
  if (place) signs.push({ ...place, chance: place.chance * alike });
  const name = sameName ? 'same name' : isAlike ? 'similar name' : null;
  if (signs.length > 0 || !sameName)
    return combineEvidence(signs, named && !isAlike ? MAX_COLLEAGUE_CHANCE : 1, name);
  const chance = !named ? 0.85 : company === false ? 0.3 : 0.6;
  return combineEvidence([{ chance, reason: 'same name' }], 1);
}

/**
 * The domain or company that two people with the same name share. If both the names and the companies are spelled
 * differently, they may be colleagues of sister companies.
 */
function findSharedPlace(
  one: ComparableRecord,
  other: ComparableRecord,
  company: boolean | null,
): Evidence | null {
  const domain = firstShared(one.domains, other.domains);
  if (domain === null && company !== true) return null;
  const isSure =
    one.nameKey === other.nameKey || (domain === null ? one.company === other.company : company !== false);
  const reason =
    domain === null
      ? `${one.company === other.company ? 'same' : 'similar'} company`
      : `same domain ${domain}`;
  return { chance: isSure ? MAX_PLACE_CHANCE : 0.75, reason };
}

/** Null if one of them is unknown. */
function isSameCompany(one: string | null, other: string | null, names: NameComparer): boolean | null {
  return one === null || other === null ? null : names.titles(one, other) >= MIN_TITLE_SIMILARITY;
}

function scoreAccounts(one: ComparableRecord, other: ComparableRecord, names: NameComparer): Score {
  const alike = names.titles(one.nameKey, other.nameKey);
  const isAlike = alike >= MIN_TITLE_SIMILARITY;
  const elsewhere = one.city !== null && other.city !== null && one.city !== other.city;
  const signs: Evidence[] = [];
  if (alike === 1) signs.push({ chance: elsewhere ? 0.75 : 0.88, reason: 'same name' });
  else if (isAlike) signs.push({ chance: (elsewhere ? 0.6 : 0.75) * alike, reason: 'similar name' });
  const domain = firstShared(one.domains, other.domains);
  if (domain !== null) signs.push({ chance: isAlike ? 0.85 : 0.6, reason: `same domain ${domain}` });
  const email = firstShared(one.emails, other.emails);
  if (email !== null) signs.push({ chance: 0.7, reason: `same e-mail ${email}` });
  const phone = firstShared(one.phones, other.phones);
  if (phone !== null) signs.push({ chance: 0.6, reason: `same phone ${phone}` });
  return combineEvidence(signs, 1);
}

function scoreDeals(one: ComparableRecord, other: ComparableRecord, names: NameComparer): Score {
  const alike = names.titles(one.nameKey, other.nameKey);
  if (alike < MIN_TITLE_SIMILARITY || one.company !== other.company) return combineEvidence([], 1);
  const known = one.company !== null;
  const signs: Evidence[] = [
    {
      chance: (known ? 0.85 : 0.5) * alike,
      reason: `${known ? 'same account, ' : ''}${alike === 1 ? 'same' : 'similar'} name`,
    },
  ];
  if (one.amount !== null && one.amount === other.amount)
    signs.push({ chance: 0.5, reason: `same amount ${one.amount}` });
  return combineEvidence(signs, 1);
}

/** Combines the evidence as independent chances. `name` is a reason to show that they already include. */
export function combineEvidence(signs: readonly Evidence[], most: number, name: string | null = null): Score {
  const chance = 1 - signs.reduce((left, sign) => left * (1 - sign.chance), 1);
  return {
    score: Math.round(100 * Math.min(chance, most)),
    reasons: [...signs.map(({ reason }) => reason), ...(name === null ? [] : [name])],
  };
}

function firstShared(one: readonly string[], other: readonly string[]): string | null {
  return one.find((text) => other.includes(text)) ?? null;
}
