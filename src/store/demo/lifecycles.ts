import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** The days on which somebody became known, got a first offer, bought first and, where nothing lasts, had all ended. */
interface LifecycleDays {
  readonly id: number;
  readonly known: string;
  readonly offered: string | null;
  readonly bought: string | null;
  readonly ended: string | null;
}

/** The stages that accounts and contacts of the demo have reached, each with its day, from their deals and purchases. */
export async function writeLifecycles(tx: Tx): Promise<void> {
  const buyers = sql`select id from account where kind not in ('vendor', 'partner')`;
  for (const noun of ['account', 'contact'] as const) {
    const own = sql.ref(`${noun}_id`);
    const rows = await sql<LifecycleDays>`
      select r.id, substr(r.created_at, 1, 10) as known, d.offered, coalesce(d.bought, p.bought) as bought, p.ended
      from ${sql.ref(noun)} r
      left join (
        select opp.${own} as id, min(substr(opp.created_at, 1, 10)) as offered,
          min(case when stage.kind = 'won' then opp.closed_on end) as bought
        from opp join stage on stage.id = opp.stage_id group by 1) as d on d.id = r.id
      left join (
        select ${own} as id, min(bought_on) as bought,
          case when min(status) = 'ended' and max(status) = 'ended' then max(ends_on) end as ended
        from purchase group by 1) as p on p.id = r.id
      where r.${noun === 'account' ? sql`id` : sql`account_id`} in (${buyers})
      order by r.id`.all(tx);
    for (const row of rows) await writeLifecycle(tx, noun, row);
  }
}

async function writeLifecycle(tx: Tx, noun: 'account' | 'contact', row: LifecycleDays): Promise<void> {
  const { id, known, offered, bought, ended } = row;
  const reached: [stage: string, day: string][] = [['lead', known]];
  const days = [
    ['opportunity', offered],
    ['customer', bought],
    ['former', bought && ended],
  ] as const;
  for (const [stage, day] of days) {
    const [, last] = reached.at(-1) as [string, string];
    if (day !== null) reached.push([stage, [day, last].toSorted().at(-1) as string]);
  }
  const [lifecycle, lifecycle_since] = reached.at(-1) as [string, string];
  const before = { lifecycle: null, lifecycle_since: null };
  await tx.updateMany(noun, [{ id, before, after: { lifecycle, lifecycle_since } }]);
  for (const [stage, reached_on] of reached.slice(0, -1))
    await tx.insertRow('lifecycle_history', { [`${noun}_id`]: id, stage, reached_on });
}
