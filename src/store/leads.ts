import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export type LeadStatusKind = 'open' | 'qualified' | 'nurturing' | 'disqualified' | 'converted';

/** A step of prospecting; the list is the team's data. */
export interface LeadStatus {
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
