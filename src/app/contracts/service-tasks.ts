import { addDaysTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { assetsToService } from '../../store/contracts.ts';
import { insertRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';

/** Days before a service on which its task is made. */
const AHEAD_DAYS = 14;

/** Assets that one change is about. */
const ASSETS_PER_CHANGE = 200;

/** Makes a task of each service that is due soon, once. */
export async function* addServiceTasks(deps: Deps): AsyncIterable<WorkItem> {
  const { store, clock } = deps;
  const last = addDaysTo(toLocalDate(clock.now()), AHEAD_DAYS);
  while ((await assetsToService(store.db, last, 1)).length > 0) {
    const { result } = await store.change(
      async (tx) => {
        const found = await assetsToService(tx, last, ASSETS_PER_CHANGE);
        for (const { id, title, service_due, ...relations } of found) {
          await insertRecord(
            tx,
            'task',
            { subject: `Service: ${title} (asset ${id})`, due_date: service_due, ...relations },
            deps,
          );
          await tx.update('asset', id, { service_noted: service_due });
        }
        return found;
      },
      ({ length }) => (length === 1 ? 'made a task of a service' : `made tasks of ${length} services`),
    );
    for (const { id, service_due } of result)
      yield { what: `asset ${id}`, result: `service due ${service_due}: made a task`, hasFailed: false };
  }
}
