import { ambiguous, type CrmError, conflict } from '../../domain/errors.ts';
import { type Named, titled } from '../references.ts';
import { type Db, sql } from '../sql.ts';
import type { LeadToConvert } from './lead.ts';
import { accountsLike, type ContactMatch, contactsLike, withAccounts } from './matches.ts';

/** What the user wants a target to be: the record that fits, a new one, or this one. */
export type TargetChoice =
  | { readonly kind: 'find' }
  | { readonly kind: 'new' }
  | { readonly kind: 'use'; readonly id: number };

/** What the user wants a lead to become. */
export interface TargetChoices {
  readonly account: TargetChoice;
  readonly contact: TargetChoice;
  /** An opportunity that is there already. */
  readonly oppId: number | null;
}

/** Several records fit, and a person has to say which. */
export interface Question {
  readonly noun: 'account' | 'contact';
  readonly candidates: readonly Named[];
  /** Why it cannot be told. */
  readonly why: string;
  /** The one contact that fits is at another account. */
  readonly isElsewhere: boolean;
}

/** The records a lead goes into, `null` for one to be made; or what has to be asked first. */
export type Proposal =
  | { readonly account: number | null; readonly contact: number | null; readonly question?: never }
  | { readonly question: Question };

/** Finds what a lead goes into. Throws `conflict` where the records given do not belong together. */
export async function proposeTargets(db: Db, lead: LeadToConvert, wishes: TargetChoices): Promise<Proposal> {
  const given = wishes.contact.kind === 'use' ? (await withAccounts(db, [wishes.contact.id]))[0] : undefined;
  const fixed = await fixedAccount(db, wishes, given);
  const account = fixed === undefined ? await foundAccount(db, lead, wishes) : fixed;
  if (account !== null && typeof account === 'object') return { question: account };
  if (given) return { account, contact: given.id };
  if (wishes.contact.kind === 'new') return { account, contact: null };
  return foundContact(db, lead, account);
}

/** The error a question becomes where nobody can be asked. */
export function asError({ noun, why, candidates, isElsewhere }: Question): CrmError {
  return ambiguous(why, { code: 'ambiguous-conversion', noun, candidates, isElsewhere });
}

/** The account that follows from what was given: null for a new one, undefined when nothing says. */
async function fixedAccount(
  db: Db,
  { account, oppId }: TargetChoices,
  contact: ContactMatch | undefined,
): Promise<number | null | undefined> {
  let fixed = account.kind === 'use' ? account.id : account.kind === 'new' ? null : undefined;
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

async function elsewhere(db: Db, what: string, at: number, wanted: number | null): Promise<CrmError> {
  const names = await titled(db, 'account', wanted === null ? [at] : [at, wanted]);
  const name = (id: number) => `account ${id}  ${names.find((one) => one.id === id)?.title ?? ''}`.trimEnd();
  return conflict(
    `${what} belongs to ${name(at)}, not to ${wanted === null ? 'a new account' : name(wanted)}`,
    'Leave the account out, and it follows.',
  );
}

async function foundAccount(
  db: Db,
  lead: LeadToConvert,
  wishes: TargetChoices,
): Promise<number | null | Question> {
  const found = await accountsLike(db, lead);
  const [only, ...others] = found;
  if (only && others.length === 0) return only.id;
  if (only) {
    return {
      noun: 'account',
      candidates: found,
      why: `${found.length} accounts may be that of lead ${lead.id}  ${lead.title}`,
      isElsewhere: false,
    };
  }
  // Nothing is known of the company: the account of the person, if we know the person.
  if (lead.row.company !== null || wishes.contact.kind !== 'find') return null;
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
  const [place] = account === null ? [] : await titled(db, 'account', [account]);
  const why = only
    ? `${here.length} contacts have an e-mail address or phone of lead ${lead.id}  ${lead.title}`
    : `contact ${first.id}  ${first.title} has an e-mail address or phone of lead ${lead.id}, but is not at ${
        place ? `account ${place.id}  ${place.title}` : 'the new account'
      }`;
  return { question: { noun: 'contact', candidates, why, isElsewhere: !only } };
}
