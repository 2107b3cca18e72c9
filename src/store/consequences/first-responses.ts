import { isAutomaticSubject } from '../../domain/mail/automatic.ts';
import type { ChangeRow } from '../change-journal.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { selectionsOf } from './touched-rows.ts';

/**
 * Notes on cases when somebody first answered them, from activities that say so: those that are imported go around
 * what logs one. What a program answers by itself is no response.
 */
export async function noteFirstResponses(tx: Tx, activities: readonly ChangeRow[]): Promise<void> {
  const answered = new Map<number, string>();
  for (const among of selectionsOf(activities, sql`activity.id`)) {
    const answers = await sql<{ id: number; at: string; subject: string | null }>`
      select "case".id, activity.at, activity.subject
      from activity join "case" on "case".id = activity.case_id
      where ${among} and activity.direction = 'out' and activity.at >= "case".created_at
        and ("case".first_response_at is null or activity.at < "case".first_response_at)
      order by activity.at, activity.id nulls last`.all(tx);
    for (const { id, at, subject } of answers) {
      const first = answered.get(id);
      if ((first === undefined || at < first) && !isAutomaticSubject(subject ?? '')) answered.set(id, at);
    }
  }
  for (const [id, at] of answered) await tx.update('case', id, { first_response_at: at });
}
