import type { ChangeEvent } from '../../domain/event.ts';
import type { RunState } from '../../domain/sequences/sequence.ts';
import { type Db, type RawRow, sql } from '../sql.ts';
import type { Entry } from './journal-entries.ts';
import { rowNow, rowsAfterEntry } from './row-states.ts';

type EventContent = Pick<ChangeEvent, 'type' | 'ref' | 'title' | 'before' | 'after'>;

/** Rows that are read at once. */
const ROWS_PER_READ = 500;

/** What happens to people in sequences; the record of each event is the person. */
const OF_STATE: Readonly<Record<RunState, string>> = {
  active: 'sequence.resumed',
  paused: 'sequence.paused',
  finished: 'sequence.finished',
  stopped: 'sequence.stopped',
};

/** What an entry of the journal about people in a sequence says. That a step was put off is no event. */
export async function* eventsOfRuns(
  db: Db,
  { op, id, lastId, before, after, entry }: Entry,
): AsyncIterable<EventContent> {
  if (op === 'insert') {
    for (let from = id; from <= lastId; from += ROWS_PER_READ) {
      const to = Math.min(lastId, from + ROWS_PER_READ - 1);
      for (const row of (await rowsAfterEntry(db, 'sequence_run', { from, to, entry })).values())
        yield {
          ...(await personOf(db, row)),
          type: 'sequence.started',
          before: null,
          after: {
            sequence: await nameOf(db, row),
            version: row.version as number,
            due_at: row.due_at as string,
          },
        };
    }
    return;
  }
  if (op !== 'update' || !before || !after) return;
  const whole: RawRow = { ...((await rowNow(db, 'sequence_run', id)) ?? {}), ...after };
  const about = { ...(await personOf(db, whole)), before: null };
  const sequence = await nameOf(db, whole);
  const state = after.state as RunState | undefined;
  if (state !== undefined && state !== before.state)
    yield {
      ...about,
      type: OF_STATE[state],
      after: {
        sequence,
        step: whole.step as number,
        ...(after.reason == null ? {} : { reason: after.reason as string }),
        ...(after.detail == null ? {} : { detail: after.detail as string }),
      },
    };
  else if (after.step !== undefined && after.step !== before.step)
    yield {
      ...about,
      type: 'sequence.step_done',
      after: { sequence, step: before.step as number, next_at: (after.due_at ?? null) as string | null },
    };
}

async function personOf(db: Db, row: RawRow): Promise<Pick<EventContent, 'ref' | 'title'>> {
  const noun = row.lead_id == null ? 'contact' : 'lead';
  const id = row[`${noun}_id`] as number;
  const person = await sql<{ name: string }>`select name from ${sql.ref(noun)} where id = ${id}`.first(db);
  return { ref: `${noun}:${id}`, title: person?.name ?? null };
}

async function nameOf(db: Db, { sequence_id }: RawRow): Promise<string | null> {
  const row = await sql<{ name: string }>`
    select name from sequence where id = ${sequence_id ?? null}`.first(db);
  return row?.name ?? null;
}
