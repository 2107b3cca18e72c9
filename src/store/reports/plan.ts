import type { PlanLead } from '../../domain/call-plan.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { NOT_CLAIMED_SQL, notClaimedParams } from '../calls/claims.ts';
import { filterSql } from '../filter-sql.ts';
import { ensureQueue } from '../projections/call-queue.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';

/** A lead that may be called today, with what a caller wants to see of it. */
export interface Candidate extends PlanLead {
  readonly name: string;
  readonly company: string | null;
  /** The number to dial, E.164. */
  readonly phone: string;
}

/** Which leads are looked at. */
export interface CandidateQuery {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The first moment that is too late, in the same. */
  readonly until: number;
  /** Only leads that fit; undefined for all. */
  readonly where: Condition | undefined;
  /** At most so many beside those with whom a time was agreed. */
  readonly most: number;
}

/**
 * The leads that the acting user may call by then, in the order of the call queue: everybody with whom a time was
 * agreed, then the first of the others.
 */
export function planCandidates(store: Store, query: CandidateQuery): Promise<Candidate[]> {
  const { engine } = store;
  const fits = query.where
    ? sql`exists (select 1 from lead where lead.id = q.lead_id and ${filterSql(query.where, 'lead', LEAD.columns())})`
    : sql`1`;
  return store.runUnjournaled(async (userId) => {
    await ensureQueue(engine, query.now);
    const some = async (callback: 0 | 1, order: string, most: number) => {
      const rows = await engine.all(
        `select q.*, lead.name, lead.company, lead.attempts from (
           select lead_id, zone, phone, callback, due_at from call_queue as q
           where barrier is null and callback = ${callback} and due_at < ? and owner_id in (0, ?)
             and ${NOT_CLAIMED_SQL} and ${fits.text}
           order by ${order} limit ?) as q
         join lead on lead.id = q.lead_id
         where lead.do_not_call = 0 and not exists (select 1 from suppression where e164 = q.phone)`,
        [query.until, userId, ...notClaimedParams(userId, query.now), ...fits.params, most],
      );
      return rows.map((row) => ({
        id: row.lead_id as number,
        name: row.name as string,
        company: row.company as string | null,
        phone: row.phone as string,
        zone: row.zone as string,
        attempts: row.attempts as number,
        callback: row.callback === 1,
        from: row.due_at as number,
      }));
    };
    return [
      ...(await some(1, 'due_at, lead_id', ALL)),
      ...(await some(0, 'score desc, last_try, lead_id', query.most)),
    ];
  });
}

/** What `limit` takes for no limit. */
const ALL = -1;
