import { formatDay } from '../../domain/dates/format-day.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { selectionsOf, touchedRows } from './touched-rows.ts';

/**
 * Notes on cases that were answered or solved too late, as a worker notes it of those that still wait: the events are true
 * without one. When they were due is what their clocks showed until this change.
 */
export async function noteLateCases(tx: Tx): Promise<void> {
  const updated = touchedRows(tx, 'case').filter(({ op }) => op === 'update');
  for (const among of selectionsOf(updated, sql`"case".id`)) {
    const late = await sql<{ id: number; responseDue: string | null; solutionDue: string | null }>`
      select "case".id,
        case when "case".response_overdue_at is null
          and respond_by < coalesce("case".first_response_at, still_since, "case".solved_at)
          then respond_by end as "responseDue",
        case when "case".overdue_at is null and solve_by < coalesce(still_since, "case".solved_at)
          and "case".solved_at is not null then solve_by end as "solutionDue"
      from "case" join case_clock on case_clock.case_id = "case".id where ${among} order by "case".id nulls last`.all(
      tx,
    );
    for (const { id, responseDue, solutionDue } of late) {
      if (responseDue === null && solutionDue === null) continue;
      await tx.update('case', id, {
        ...(responseDue === null ? {} : { response_overdue_at: responseDue }),
        ...(solutionDue === null ? {} : { overdue_at: solutionDue }),
      });
      const texts = [
        responseDue && `answered too late: due ${formatDay(responseDue)}`,
        solutionDue && `solved too late: due ${formatDay(solutionDue)}`,
      ];
      for (const subject of texts)
        if (subject)
          await tx.insert('activity', {
            type: 'event',
            at: tx.now,
            user_id: tx.userId,
            subject,
            case_id: id,
          });
    }
  }
}
