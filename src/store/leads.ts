import type { LeadState, LeadStatusKind } from '../domain/lead-status.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';

/** A lead status; the list is the team's data. */
interface LeadStatus {
  readonly name: string;
  readonly kind: LeadStatusKind;
}

/** The lead statuses, in order. */
export async function leadStatuses(db: Db): Promise<LeadStatus[]> {
  return sql<LeadStatus>`select name, kind from lead_status order by position`.all(db);
}

/** The first status of a kind, as set by commands such as `lead qualify`. */
export async function statusOfKind(db: Db, kind: LeadStatusKind): Promise<string> {
  const query = sql<{
    name: string;
  }>`select name from lead_status where kind = ${kind} order by position limit 1`;
  return (await query.first(db))?.name as string;
}

type LeadStateRow = Pick<LeadState, 'id' | 'status' | 'kind' | 'reason'> &
  Pick<RowOf<'lead'>, 'converted_at' | 'account_id' | 'contact_id' | 'opp_id'>;

/** The lead with this id in another program; null if there is none. */
export async function leadOfExternalId(db: Db, source: string, externalId: string): Promise<number | null> {
  const lead = await sql<{ id: number }>`
    select id from lead where external_source = ${source} and external_id = ${externalId}`.first(db);
  return lead?.id ?? null;
}

/** The state of an existing lead. */
export async function getLeadState(db: Db, id: number): Promise<LeadState> {
  const { converted_at, account_id, contact_id, opp_id, ...state } = await sql<LeadStateRow>`
    select lead.id, status, kind, reason, converted_at, account_id, contact_id, opp_id
    from lead join lead_status on lead_status.name = lead.status where lead.id = ${id}`.one(db);
  return {
    ...state,
    convertedAt: converted_at,
    accountId: account_id,
    contactId: contact_id,
    oppId: opp_id,
  };
}
