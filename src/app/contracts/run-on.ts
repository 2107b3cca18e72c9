import { addDaysTo, addMonthsTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { endedContracts } from '../../store/contracts.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';

/** Contracts that one change is about. */
const CONTRACTS_PER_CHANGE = 200;

/** A term that is not known is a year. */
const USUAL_MONTHS = 12;

/** Lets contracts whose last day is over run on for another term, or end. */
export async function* runOnContracts(deps: Deps): AsyncIterable<WorkItem> {
  const { store, clock } = deps;
  const today = toLocalDate(clock.now());
  while ((await endedContracts(store.db, today, 1)).length > 0) {
    const { result: done } = await store.change(
      async (tx) => {
        const found = await endedContracts(tx, today, CONTRACTS_PER_CHANGE);
        const items: WorkItem[] = [];
        for (const { id, ends_on, term, auto_renews } of found) {
          const end = auto_renews === 1 ? nextEnd(ends_on, term ?? USUAL_MONTHS, today) : null;
          await updateRecord(tx, 'contract', id, end === null ? { status: 'ended' } : { ends_on: end }, deps);
          items.push({
            what: `contract ${id}`,
            result: end === null ? 'ended' : `runs on until ${end}`,
            hasFailed: false,
          });
        }
        return items;
      },
      ({ length }) => `noted the end of ${length === 1 ? 'a contract' : `${length} contracts`}`,
    );
    yield* done;
  }
}

/** The first end of a further term that is not over. */
function nextEnd(last: string, term: number, today: string): string {
  const start = addDaysTo(last, 1);
  for (let months = term; ; months += term) {
    const end = addDaysTo(addMonthsTo(start, months), -1);
    if (end >= today) return end;
  }
}
