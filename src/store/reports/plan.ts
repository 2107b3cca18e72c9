import { readPlace } from '../../domain/calendar/place.ts';
import type { PlanLead } from '../../domain/call-plan.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { dialText } from '../../domain/phones/phone.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { notClaimed } from '../calls/claims.ts';
import { EXTENSION } from '../calls/queue.ts';
import { filterSql } from '../filter-sql.ts';
import { ensureQueue } from '../projections/call-queue.ts';
import type { RowOf } from '../schema.ts';
import { type Sql, sql } from '../sql.ts';
import type { Store } from '../store.ts';

/** A lead that may be called today, with data for the caller. */
export interface Candidate extends PlanLead {
  readonly name: string;
  readonly company: string | null;
  /** The number to dial: `+14155550128`, `+14155550128x208`. */
  readonly phone: string;
}

/** Filter of the candidates. */
export interface CandidateQuery {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The end of the period, exclusive, in milliseconds since the epoch. */
  readonly until: number;
  /** Only matching leads; undefined for all. */
  readonly where: Condition | undefined;
  /** Maximum number of leads, besides those with an agreed time. */
  readonly most: number;
}

/**
 * Leads that the acting user may call by then, in queue order: all with an agreed time, then the first of the others.
 */
export function planCandidates(store: Store, query: CandidateQuery): Promise<Candidate[]> {
  const { engine } = store;
  const fits = query.where
    ? sql`exists (select 1 from lead where lead.id = q.lead_id and ${filterSql(query.where, 'lead', LEAD.columns())})`
    : sql`true`;
  return store.runUnjournaled(async (userId) => {
    await ensureQueue(engine, query.now, store.act.callbackRetryMs);
    const some = async (callback: 0 | 1, order: Sql, limit: Sql) => {
      const rows = await sql<CandidateRow>`
        select q.*, ${EXTENSION} as extension, lead.name, lead.company, lead.attempts from (
          select lead_id, place, phone, callback, due_at from call_queue as q
          where barrier is null and callback = ${sql.lit(callback)} and due_at < ${query.until}
            and owner_id in (0, ${userId}) and ${notClaimed(userId, query.now)} and ${fits}
          order by ${order} ${limit}) as q
        join lead on lead.id = q.lead_id
        where lead.do_not_call = 0 and not exists (select 1 from suppression where e164 = q.phone)`.all(
        engine,
      );
      return rows.map((row) => ({
        id: row.lead_id,
        name: row.name,
        company: row.company,
        phone: dialText(row.phone, row.extension),
        place: readPlace(row.place),
        attempts: row.attempts,
        callback: row.callback === 1,
        from: row.due_at,
      }));
    };
    return [
      ...(await some(1, sql`due_at, lead_id`, sql``)),
      ...(await some(0, sql`score desc, last_try, lead_id`, sql`limit ${query.most}`)),
    ];
  });
}

type CandidateRow = Pick<RowOf<'call_queue'>, 'lead_id' | 'place' | 'callback' | 'due_at'> &
  Pick<RowOf<'lead'>, 'name' | 'company' | 'attempts'> & { phone: string; extension: string | null };
