import type { Noun } from './field.ts';
import { MIN_PERSON_SIMILARITY, MIN_TITLE_SIMILARITY, type NameComparer } from './name-similarity.ts';

/** What of a record is compared with others. Texts are keys: see matching.ts. */
export interface ComparableRecord {
  readonly noun: Noun;
  readonly nameKey: string;
  /** Whether the name is that of a person, and not a company's or an address that stands for one. */
  readonly isPerson: boolean;
  /** The company a person works for, the account of a deal. */
  readonly company: string | null;
  readonly city: string | null;
  readonly emails: readonly string[];
  /** E.164. */
  readonly phones: readonly string[];
  /** Hosts of the website and of e-mail addresses at work. */
  readonly domains: readonly string[];
  /** What a deal is worth, with its currency. */
  readonly amount: string | null;
}

/** How likely two records are one, in percent, and what speaks for it. */
export interface DuplicateScore {
  readonly score: number;
  readonly reasons: readonly string[];
}

/** What speaks for two records being one, and how likely that alone makes it. */
interface Evidence {
  readonly chance: number;
  readonly reason: string;
}

/** Two people whose names are known and differ share a desk: no more likely than this to be one. */
const COLLEAGUES = 0.6;

/** How alike two records of one kind are; leads and contacts are both people. */
export function scoreDuplicate(
  one: ComparableRecord,
  other: ComparableRecord,
  names: NameComparer,
): DuplicateScore {
  switch (one.noun) {
    case 'account':
      return ofAccounts(one, other, names);
    case 'opp':
      return ofDeals(one, other, names);
    default:
      return ofPeople(one, other, names);
  }
}

function ofPeople(one: ComparableRecord, other: ComparableRecord, names: NameComparer): DuplicateScore {
  const named = one.isPerson && other.isPerson;
  const alike = named ? names.people(one.nameKey, other.nameKey) : 0;
  const isAlike = alike >= MIN_PERSON_SIMILARITY;
  const sameName = one.isPerson === other.isPerson && one.nameKey === other.nameKey;
  const company = isSameCompany(one.company, other.company, names);
  const signs: Evidence[] = [];
  const email = shared(one.emails, other.emails);
  if (email !== null) signs.push({ chance: isAlike ? 0.97 : 0.9, reason: `same e-mail ${email}` });
  const phone = shared(one.phones, other.phones);
  if (phone !== null) signs.push({ chance: isAlike ? 0.95 : 0.8, reason: `same phone ${phone}` });
  const place = isAlike ? placeShared(one, other, company) : null;
  if (place) signs.push({ ...place, chance: place.chance * alike });
  const name = sameName ? 'same name' : isAlike ? 'similar name' : null;
  if (signs.length > 0 || !sameName) return together(signs, named && !isAlike ? COLLEAGUES : 1, name);
  const chance = !named ? 0.85 : company === false ? 0.3 : 0.6;
  return together([{ chance, reason: 'same name' }], 1);
}

/**
 * The domain or company that two people of one name share. Where the name is written differently, and the company too,
 * they may be colleagues of sister companies.
 */
function placeShared(
  one: ComparableRecord,
  other: ComparableRecord,
  company: boolean | null,
): Evidence | null {
  const domain = shared(one.domains, other.domains);
  if (domain === null && company !== true) return null;
  const isSure =
    one.nameKey === other.nameKey || (domain === null ? one.company === other.company : company !== false);
  const reason =
    domain === null
      ? `${one.company === other.company ? 'same' : 'similar'} company`
      : `same domain ${domain}`;
  return { chance: isSure ? 0.9 : 0.75, reason };
}

/** Null where one of them is not known. */
function isSameCompany(one: string | null, other: string | null, names: NameComparer): boolean | null {
  return one === null || other === null ? null : names.titles(one, other) >= MIN_TITLE_SIMILARITY;
}

function ofAccounts(one: ComparableRecord, other: ComparableRecord, names: NameComparer): DuplicateScore {
  const alike = names.titles(one.nameKey, other.nameKey);
  const isAlike = alike >= MIN_TITLE_SIMILARITY;
  const elsewhere = one.city !== null && other.city !== null && one.city !== other.city;
  const signs: Evidence[] = [];
  if (alike === 1) signs.push({ chance: elsewhere ? 0.75 : 0.88, reason: 'same name' });
  else if (isAlike) signs.push({ chance: (elsewhere ? 0.6 : 0.75) * alike, reason: 'similar name' });
  const domain = shared(one.domains, other.domains);
  if (domain !== null) signs.push({ chance: isAlike ? 0.85 : 0.6, reason: `same domain ${domain}` });
  const email = shared(one.emails, other.emails);
  if (email !== null) signs.push({ chance: 0.7, reason: `same e-mail ${email}` });
  const phone = shared(one.phones, other.phones);
  if (phone !== null) signs.push({ chance: 0.6, reason: `same phone ${phone}` });
  return together(signs, 1);
}

function ofDeals(one: ComparableRecord, other: ComparableRecord, names: NameComparer): DuplicateScore {
  const alike = names.titles(one.nameKey, other.nameKey);
  if (alike < MIN_TITLE_SIMILARITY || one.company !== other.company) return together([], 1);
  const known = one.company !== null;
  const signs: Evidence[] = [
    {
      chance: (known ? 0.85 : 0.5) * alike,
      reason: `${known ? 'same account, ' : ''}${alike === 1 ? 'same' : 'similar'} name`,
    },
  ];
  if (one.amount !== null && one.amount === other.amount)
    signs.push({ chance: 0.5, reason: `same amount ${one.amount}` });
  return together(signs, 1);
}

/** Signs add up as chances do: what none of them explains away is left. `name` is said, and counted in them already. */
function together(signs: readonly Evidence[], most: number, name: string | null = null): DuplicateScore {
  const chance = 1 - signs.reduce((left, sign) => left * (1 - sign.chance), 1);
  return {
    score: Math.round(100 * Math.min(chance, most)),
    reasons: [...signs.map(({ reason }) => reason), ...(name === null ? [] : [name])],
  };
}

function shared(one: readonly string[], other: readonly string[]): string | null {
  return one.find((text) => other.includes(text)) ?? null;
}
