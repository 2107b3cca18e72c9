import { isoTime } from '../../domain/dates.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';

/** A problem that lasts is noted again after so long. */
const NOTED_FOR_MS = 3_600_000;

/** Notes why the mailbox of an account could not be read now, or that it could. */
export async function noteMailboxProblem(
  store: Store,
  account: string,
  problem: string | null,
  now: number,
): Promise<void> {
  const { engine } = store;
  const known = await sql<{ problem: string; last_at: string }>`
    select problem, last_at from mailbox_problem where account = ${account}`.first(engine);
  if (problem === null && !known) return;
  if (known?.problem === problem && Math.abs(now - Date.parse(known.last_at)) < NOTED_FOR_MS) return;
  const at = isoTime(now);
  const noted =
    problem === null
      ? sql`delete from mailbox_problem where account = ${account}`
      : sql`insert into mailbox_problem (account, problem, since, last_at)
          values (${account}, ${problem}, ${at}, ${at})
          on conflict (account) do update set problem = excluded.problem, last_at = excluded.last_at,
            since = case when excluded.since < mailbox_problem.since then excluded.since else mailbox_problem.since end`;
  await store.runUnjournaled(() => engine.run(noted));
}
