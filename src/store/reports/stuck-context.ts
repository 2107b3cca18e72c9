import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';

/** What may help to move a deal. */
export interface StuckContext {
  readonly id: number;
  /** When somebody last did something with it, UTC ISO 8601; null for never. */
  readonly last: string | null;
  /** The primary contact. */
  readonly contact: string | null;
  /** Another person at its account, with a number; null for none. */
  readonly other_id: number | null;
  readonly other: string | null;
}

/** The last activity with these deals, and who else is known there. */
export function stuckContexts(engine: Engine, ids: readonly number[]): Promise<StuckContext[]> {
  const other = sql`(select c.id from contact c where c.account_id = opp.account_id and c.id is distinct from opp.contact_id
    and c.do_not_call = 0 order by c.id limit 1)`;
  return sql<StuckContext>`
    select id, last, contact, other_id, (select name from contact where id = other_id) as other from (
      select opp.id, (select max(at) from activity where activity.opp_id = opp.id and activity.type <> 'event') as last,
        (select name from contact where contact.id = opp.contact_id) as contact, ${other} as other_id
      from opp where opp.id ${sql.among(ids)}) as deal`.all(engine);
}
