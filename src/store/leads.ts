import type { Kysely } from 'kysely';
import type { LeadStanding, LeadStatusKind } from '../domain/lead-status.ts';
import type { Schema } from './schema.ts';

/** A step of prospecting; the list is the team's data. */
interface LeadStatus {
  readonly name: string;
  readonly kind: LeadStatusKind;
}

/** The statuses a lead can have, in order. */
export async function leadStatuses(db: Kysely<Schema>): Promise<LeadStatus[]> {
  const rows = await db.selectFrom('lead_status').select(['name', 'kind']).orderBy('position').execute();
  return rows.map((row) => ({ name: row.name, kind: row.kind as LeadStatusKind }));
}

/** The first status of a kind: what a command such as `lead qualify` sets. */
export async function statusOfKind(db: Kysely<Schema>, kind: LeadStatusKind): Promise<string> {
  const row = await db
    .selectFrom('lead_status')
    .select('name')
    .where('kind', '=', kind)
    .orderBy('position')
    .executeTakeFirstOrThrow();
  return row.name;
}

/** Where a lead, which must exist, stands. */
export async function leadStanding(db: Kysely<Schema>, id: number): Promise<LeadStanding> {
  const row = await db
    .selectFrom('lead')
    .innerJoin('lead_status', 'lead_status.name', 'lead.status')
    .select(['lead.id', 'status', 'kind', 'reason', 'converted_at', 'account_id', 'contact_id', 'opp_id'])
    .where('lead.id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    status: row.status,
    kind: row.kind as LeadStatusKind,
    reason: row.reason,
    convertedAt: row.converted_at,
    accountId: row.account_id,
    contactId: row.contact_id,
    oppId: row.opp_id,
  };
}
