import { ambiguous, type CrmError, conflict } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { type Db, sql } from '../sql.ts';
import { readTitles } from '../titles.ts';
import type { LeadToConvert } from './lead.ts';
import { accountsLike, type ContactMatch, contactsLike, withAccounts } from './matches.ts';

/** The choice for a target: the matching record, a new one, or a given one. */
export type TargetChoice =
  | { readonly type: 'find' }
  | { readonly type: 'new' }
  | { readonly type: 'use'; readonly id: number };

/** The targets chosen for a lead. */
export interface TargetChoices {
  readonly account: TargetChoice;
  readonly contact: TargetChoice;
  /** An existing opportunity. */
  readonly oppId: number | null;
}

/** Several records match, and a person has to choose. */
export interface Question {
  readonly noun: 'account' | 'contact';
  readonly candidates: readonly NamedRecord[];
  /** Why it is ambiguous. */
  readonly why: string;
  /** The one contact that fits is at another account. */
  readonly isElsewhere: boolean;
}

/** The target records, null to create one; or the question to ask first. */
export type Proposal =
  | { readonly account: number | null; readonly contact: number | null; readonly question?: never }
  | { readonly question: Question };

/** Finds the targets of a lead. Throws `conflict` if the given records do not belong together. */
export async function proposeTargets(db: Db, lead: LeadToConvert, choices: TargetChoices): Promise<Proposal> {
  const given =
    choices.contact.type === 'use' ? (await withAccounts(db, [choices.contact.id]))[0] : undefined;
  const fixed = await fixedAccount(db, choices, given);
  const account = fixed === undefined ? await foundAccount(db, lead, choices) : fixed;
  if (account !== null && typeof account === 'object') return { question: account };
  if (given) return { account, contact: given.id };
  if (choices.contact.type === 'new') return { account, contact: null };
  return foundContact(db, lead, account);
}

/** The error for a question that nobody can answer. */
export function asError({ noun, why, candidates, isElsewhere }: Question): CrmError {
  return ambiguous(why, { code: 'ambiguous-conversion', noun, candidates, isElsewhere });
}

/** The account implied by the given records: null for a new one, undefined if none is implied. */
async function fixedAccount(
  db: Db,
  { account, oppId }: TargetChoices,
  contact: ContactMatch | undefined,
): Promise<number | null | undefined> {
  let fixed = account.type === 'use' ? account.id : account.type === 'new' ? null : undefined;
  const ofOpp =
    oppId === null
      ? undefined
      : await sql<{ account_id: number | null }>`select account_id from opp where id = ${oppId}`.first(db);
  const oppAccount = ofOpp?.account_id ?? null;
  if (oppAccount !== null) {
    if (fixed === null || (fixed !== undefined && fixed !== oppAccount))
      throw await elsewhere(db, `opp ${oppId}`, oppAccount, fixed);
    fixed = oppAccount;
  }
  const [own] = contact?.accounts ?? [];
  if (!contact || own === undefined) return fixed;
  if (fixed === undefined) return own;
  if (fixed === null || !contact.accounts.includes(fixed))
    throw await elsewhere(db, `contact ${contact.id}  ${contact.title}`, own, fixed);
  return fixed;
}

async function elsewhere(db: Db, what: string, at: number, expected: number | null): Promise<CrmError> {
  const names = await readTitles(db, 'account', expected === null ? [at] : [at, expected]);
  const name = (id: number) => `account ${id}  ${names.find((one) => one.id === id)?.title ?? ''}`.trimEnd();
  return conflict(
    `${what} belongs to ${name(at)}, not to ${expected === null ? 'a new account' : name(expected)}`,
    'Leave out the account: it follows from the other record.',
  );
}

async function foundAccount(
  db: Db,
  lead: LeadToConvert,
  choices: TargetChoices,
): Promise<number | null | Question> {
  const found = await accountsLike(db, lead);
  const [only, ...others] = found;
  if (only && others.length === 0) return only.id;
  if (only) {
    return {
      noun: 'account',
      candidates: found,
      why: `${found.length} accounts match lead ${lead.id}  ${lead.title}`,
      isElsewhere: false,
    };
  }
  // Without a company, use the account of the existing contact.
  if (lead.row.company !== null || choices.contact.type !== 'find') return null;
  const [contact, ...more] = await contactsLike(db, lead);
  return contact && more.length === 0 ? (contact.accounts[0] ?? null) : null;
}

async function foundContact(db: Db, lead: LeadToConvert, account: number | null): Promise<Proposal> {
  const found = await contactsLike(db, lead);
  const here = found.filter(
    ({ accounts }) => accounts.length === 0 || (account !== null && accounts.includes(account)),
  );
  const [only, ...others] = here;
  if (only && others.length === 0) return { account, contact: only.id };
  const candidates = only ? here : found;
  const [first] = candidates;
  if (!first) return { account, contact: null };
  const [place] = account === null ? [] : await readTitles(db, 'account', [account]);
  const why = only
    ? `${here.length} contacts have an e-mail address or phone of lead ${lead.id}  ${lead.title}`
    : `contact ${first.id}  ${first.title} has an e-mail address or phone of lead ${lead.id}, but is not at ${
        place ? `account ${place.id}  ${place.title}` : 'the new account'
      }`;
  return { question: { noun: 'contact', candidates, why, isElsewhere: !only } };
}
