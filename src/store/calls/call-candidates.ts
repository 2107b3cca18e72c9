import type { RowOf } from '../schema.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** A call that is stored. */
export type StoredCall = Pick<
  RowOf<'activity'>,
  | 'id'
  | 'at'
  | 'direction'
  | 'disposition'
  | 'outcome'
  | 'duration'
  | 'subject'
  | 'body'
  | 'user_id'
  | 'lead_id'
  | 'contact_id'
  | 'account_id'
  | 'external_source'
  | 'external_id'
  | 'updated_at'
>;

/** The columns of somebody that calls change. */
interface CalledColumns {
  readonly status: string | null;
  readonly reason: string | null;
  readonly attempts: number | null;
  readonly last_attempt_at: string | null;
  readonly next_attempt_at: string | null;
  readonly do_not_call: number | null;
  readonly updated_at: string | null;
}

/** A number of somebody. */
export type OwnedNumber = Pick<
  RowOf<'phone'>,
  'id' | 'e164' | 'typed' | 'bad' | 'lead_id' | 'contact_id' | 'account_id'
>;

/** A person or company that was called. */
export interface CalledParty {
  readonly noun: keyof typeof RANK;
  readonly id: number;
}

/** Who has a number. */
export interface NumberOwner extends CalledParty {
  readonly name: string;
  /** The account of a contact. */
  readonly accountId: number | null;
  /** What is stored of a lead or a contact. */
  readonly columns: CalledColumns;
}

/** A planned callback. */
export type OpenCallback = Pick<RowOf<'task'>, 'id' | 'updated_at' | 'lead_id' | 'contact_id' | 'account_id'>;

/** Calls with these external ids, from any of these sources. */
export async function callsByExternalId(
  tx: Tx,
  sources: readonly string[],
  ids: readonly string[],
): Promise<StoredCall[]> {
  return sql<StoredCall>`
    select ${SELECTED} from activity
    where external_source ${sql.among(sources)} and external_id ${sql.among(ids)} and type = 'call'`.all(tx);
}

/** The calls with these people from one moment to another (UTC ISO 8601). */
export async function callsBetween(
  tx: Tx,
  parties: readonly CalledParty[],
  from: string,
  to: string,
): Promise<StoredCall[]> {
  const found: StoredCall[] = [];
  for (const [noun, ids] of idsByNoun(parties))
    found.push(
      ...(await sql<StoredCall>`
        select ${SELECTED} from activity
        where ${sql.ref(`${noun}_id`)} ${sql.among(ids)} and at between ${from} and ${to} and type = 'call'
        order by at, id`.all(tx)),
    );
  return found;
}

/** The columns of activities that calls have. */
export const CALL_COLUMNS = [
  'id',
  'at',
  'direction',
  'disposition',
  'outcome',
  'duration',
  'subject',
  'body',
  'user_id',
  'lead_id',
  'contact_id',
  'account_id',
  'external_source',
  'external_id',
  'updated_at',
] as const;

const SELECTED = sql.join(CALL_COLUMNS.map((column) => sql.ref(column)));

/** A number with its owner. */
interface OwnerRow extends CalledColumns {
  readonly e164: string | null;
  readonly lead_id: number | null;
  readonly contact_id: number | null;
  readonly account_id: number | null;
  readonly name: string | null;
  readonly converted: number;
  readonly contact_account_id: number | null;
}

/**
 * Who has each of these numbers (E.164): an unconverted lead before a contact, a person before a company; several if they
 * have the same right to it.
 */
export async function ownersOf(tx: Tx, numbers: readonly string[]): Promise<Map<string, NumberOwner[]>> {
  const rows = await sql<OwnerRow>`
    select phone.e164, phone.lead_id, phone.contact_id, phone.account_id,
      coalesce(lead.name, contact.name, account.name) as name, lead.converted_at is not null as converted,
      contact.account_id as contact_account_id, lead.status, lead.reason, lead.attempts, lead.last_attempt_at,
      lead.next_attempt_at, coalesce(lead.do_not_call, contact.do_not_call) as do_not_call,
      coalesce(lead.updated_at, contact.updated_at) as updated_at
    from phone left join lead on lead.id = phone.lead_id left join contact on contact.id = phone.contact_id
      left join account on account.id = phone.account_id
    where phone.e164 ${sql.among(numbers)} order by phone.id`.all(tx);
  const owners = new Map<string, NumberOwner[]>();
  for (const row of rows) {
    const owner = ownerOf(row);
    const number = row.e164 as string;
    const known = owners.get(number);
    if (!owner) continue;
    if (!known || RANK[owner.noun] < RANK[(known[0] as NumberOwner).noun]) owners.set(number, [owner]);
    else if (known[0]?.noun === owner.noun && !known.some(({ id }) => id === owner.id)) known.push(owner);
  }
  return owners;
}

const RANK = { lead: 0, contact: 1, account: 2 } as const;

/** The owner of a number; null for a lead that became another record. */
function ownerOf(row: OwnerRow): NumberOwner | null {
  const noun = row.lead_id !== null ? 'lead' : row.contact_id !== null ? 'contact' : 'account';
  const id = row[`${noun}_id`];
  if (id === null || row.converted === 1) return null;
  return {
    noun,
    id,
    name: row.name ?? (row.e164 as string),
    accountId: row.contact_account_id,
    columns: row,
  };
}

/** The numbers of these people, in order, and whether each is on the do-not-call list. */
export async function numbersOfParties(
  tx: Tx,
  parties: readonly CalledParty[],
): Promise<(OwnedNumber & { blocked: number })[]> {
  const found: (OwnedNumber & { blocked: number })[] = [];
  for (const [noun, ids] of idsByNoun(parties))
    found.push(
      ...(await sql<OwnedNumber & { blocked: number }>`
        select phone.id, phone.e164, phone.typed, phone.bad, phone.lead_id, phone.contact_id, phone.account_id,
          suppression.id is not null as blocked
        from phone left join suppression on suppression.e164 = phone.e164
        where ${sql.ref(`phone.${noun}_id`)} ${sql.among(ids)} order by phone.id`.all(tx)),
    );
  return found;
}

/** The first number of each lead and contact with one of these ids in another program, by that id. */
export async function numbersByExternalId(
  tx: Tx,
  source: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const noun of ['lead', 'contact']) {
    const rows = await sql<{ external_id: string | null; e164: string | null }>`
      select person.external_id, phone.e164
      from ${sql.ref(noun)} as person join phone on ${sql.ref(`phone.${noun}_id`)} = person.id
      where person.external_source = ${source} and person.external_id ${sql.among(ids)}
        and phone.e164 is not null
      order by coalesce(phone.bad, 0) nulls first, phone.id`.all(tx);
    for (const { external_id: id, e164 } of rows)
      if (id !== null && e164 !== null && !found.has(id)) found.set(id, e164);
  }
  return found;
}

/** The callbacks that are planned with these people. */
export async function openCallbacks(tx: Tx, parties: readonly CalledParty[]): Promise<OpenCallback[]> {
  const found: OpenCallback[] = [];
  for (const [noun, ids] of idsByNoun(parties))
    found.push(
      ...(await sql<OpenCallback>`
        select id, updated_at, lead_id, contact_id, account_id from task
        where ${sql.ref(`${noun}_id`)} ${sql.among(ids)} and kind = 'callback' and status = 'open'
        order by id`.all(tx)),
    );
  return found;
}

/** Ends the claims on leads. */
export async function endClaims(tx: Tx, leadIds: readonly number[]): Promise<void> {
  await tx.executeUnjournaled(sql`delete from call_hold where lead_id ${sql.among(leadIds)}`);
}

function idsByNoun(parties: readonly CalledParty[]): Map<CalledParty['noun'], number[]> {
  const ids = new Map<CalledParty['noun'], number[]>();
  for (const { noun, id } of parties) {
    const known = ids.get(noun);
    if (known) known.push(id);
    else ids.set(noun, [id]);
  }
  return ids;
}
