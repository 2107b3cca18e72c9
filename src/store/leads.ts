import type { LeadState, LeadStatusKind } from '../domain/lead-status.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';

/** A lead status; the list is the team's data. */
interface LeadStatus {
  readonly name: string;
  readonly kind: LeadStatusKind;
}

/** Joins the status of leads, as `lead_status`. */
export const LEAD_STATUS = sql.raw(
  `join picklist_value lead_status on lead_status.list = 'lead-status' and lead_status.name = lead.status`,
);

/** The lead statuses, in order. */
export async function leadStatuses(db: Db): Promise<LeadStatus[]> {
  return sql<LeadStatus>`
    select name, kind from picklist_value where list = 'lead-status' and alias_of is null order by position, id`.all(
    db,
  );
}

/** The status of a new lead: the first open one. */
export function newLeadStatus(statuses: readonly LeadStatus[]): string {
  return statuses.find(({ kind }) => kind === 'open')?.name ?? 'new';
}

/** The first status of a kind, as set by commands such as `lead qualify`. */
export async function statusOfKind(db: Db, kind: LeadStatusKind): Promise<string> {
  const statuses = await leadStatuses(db);
  return statuses.find((status) => status.kind === kind)?.name as string;
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
    from lead ${LEAD_STATUS} where lead.id = ${id}`.one(db);
  return {
    ...state,
    convertedAt: converted_at,
    accountId: account_id,
    contactId: contact_id,
    oppId: opp_id,
  };
}
