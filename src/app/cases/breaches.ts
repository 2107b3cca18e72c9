import { formatDay } from '../../domain/dates/format-day.ts';
import { isoTime } from '../../domain/dates.ts';
import { type Breach, breaches } from '../../store/breaches.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';

/** Cases that one change is about. */
const CASES_PER_CHANGE = 200;

/**
 * Notes which cases were not answered or solved in time, each once: on their timeline, and as the events
 * `case.response_overdue` and `case.overdue`. That they are overdue is true without it.
 */
export async function* noteBreaches(deps: Deps): AsyncIterable<WorkItem> {
  const { store, clock } = deps;
  const now = isoTime(clock.now());
  for (;;) {
    if ((await breaches(store.db, now, 1)).length === 0) return;
    const { result: noted } = await store.change(
      async (tx) => {
        const found = await breaches(tx, now, CASES_PER_CHANGE);
        for (const breach of found) await note(tx, deps, breach);
        return found;
      },
      (found) =>
        found.length === 1 ? 'noted that a case is overdue' : `noted that ${found.length} cases are overdue`,
    );
    for (const { id, responseDue } of noted)
      yield {
        what: `case ${id}`,
        result: responseDue === null ? 'not solved in time' : 'not answered in time',
        hasFailed: false,
      };
  }
}

async function note(tx: Tx, deps: Deps, { id, responseDue, solutionDue }: Breach): Promise<void> {
  await tx.update('case', id, {
    ...(responseDue === null ? {} : { response_overdue_at: responseDue }),
    ...(solutionDue === null ? {} : { overdue_at: solutionDue }),
  });
  const texts = [
    responseDue && `not answered in time: due ${formatDay(responseDue)}`,
    solutionDue && `not solved in time: due ${formatDay(solutionDue)}`,
  ];
  for (const subject of texts)
    if (subject)
      await insertRecord(tx, 'activity', { type: 'event', at: tx.now, subject, case_id: id }, deps);
}
