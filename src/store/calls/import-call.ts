import type { CallResult } from '../../domain/call-results.ts';
import { ambiguous, notFound } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import { logCall } from '../activities/call.ts';
import type { RowOf } from '../schema.ts';
import { sql } from '../sql.ts';
import { readTitles } from '../titles.ts';
import type { Tx } from '../tx.ts';
import type { WriteEnv } from '../write/values.ts';

/** A call recorded by a phone system. */
export interface RecordedCall {
  /** UTC ISO 8601. */
  readonly at: string;
  /** The other party's number, E.164. */
  readonly number: string;
  readonly direction: 'in' | 'out';
  /** Seconds. */
  readonly duration: number | null;
  readonly result: CallResult;
  readonly note: string | null;
  /** The phone system's id of the call. */
  readonly externalId: string | null;
}

/** Calls without an id are identified by time and number. */
const SYSTEM = 'phone';

/**
 * Logs a recorded call with its effects, unless it is already logged; returns whether it was new. Throws `not-found`
 * if nobody has the number, `ambiguous` if several people have it.
 */
export async function takeRecordedCall(tx: Tx, call: RecordedCall, env: WriteEnv): Promise<boolean> {
  const externalId = call.externalId ?? `${call.at} ${call.direction} ${call.number}`;
  const known = await sql<{ id: number }>`
    select id from activity where external_source = ${SYSTEM} and external_id = ${externalId}`.first(tx);
  if (known) return false;
  const party = await personWith(tx, call.number);
  const { activityId } = await logCall(
    tx,
    {
      type: 'call',
      with: party,
      at: call.at,
      direction: call.direction,
      duration: call.duration,
      outcome: null,
      subject: null,
      body: call.note,
      next: null,
      result: call.result,
      number: call.number,
      override: null,
      recorded: true,
    },
    env,
  );
  await tx.update('activity', activityId, { external_source: SYSTEM, external_id: externalId });
  return true;
}

/** The owner of a number: an unconverted lead before a contact, a person before a company. */
async function personWith(tx: Tx, e164: string): Promise<NamedRecord> {
  const rows = await sql<
    Pick<RowOf<'phone'>, 'lead_id' | 'contact_id' | 'account_id'> & { converted_at: string | null }
  >`
    select phone.lead_id, phone.contact_id, phone.account_id, lead.converted_at
    from phone left join lead on lead.id = phone.lead_id where e164 = ${e164} order by phone.id`.all(tx);
  const found = (noun: Noun, ids: (number | null)[]) =>
    readTitles(tx, noun, [...new Set(ids.filter((id) => id !== null))]);
  const groups = [
    await found(
      'lead',
      rows.map((row) => (row.converted_at === null ? row.lead_id : null)),
    ),
    await found(
      'contact',
      rows.map((row) => row.contact_id),
    ),
    await found(
      'account',
      rows.map((row) => row.account_id),
    ),
  ];
  const [first, ...others] = groups.find((group) => group.length > 0) ?? [];
  if (!first) throw notFound(`nobody has the number ${e164}`);
  if (others.length === 0) return first;
  const all = [first, ...others].map(recordText).join(', ');
  throw ambiguous(`${e164} belongs to several people: ${all}`);
}
