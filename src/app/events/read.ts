import { isoTime } from '../../domain/dates.ts';
import type { ChangeEvent, EventPosition } from '../../domain/event.ts';
import { moveCursor, readCursor } from '../../store/events/cursors.ts';
import { eventsAfter } from '../../store/events/read-events.ts';
import { lastChangeBefore, latestChangeId } from '../../store/history.ts';
import type { Deps } from '../deps.ts';

/** Reads what happened after a position, oldest first, of these types; of all without any. */
export function readEvents(
  { store: { db } }: Deps,
  after: EventPosition,
  types: readonly string[] = [],
): AsyncIterable<ChangeEvent> {
  return eventsAfter(db, after, types);
}

/** The number of the last event. */
export async function lastPosition({ store: { db } }: Deps): Promise<EventPosition> {
  return { change: await latestChangeId(db), ordinal: Number.MAX_SAFE_INTEGER };
}

/** The position before the first event at or after a time, in milliseconds since the epoch. */
export async function positionBefore({ store: { db } }: Deps, time: number): Promise<EventPosition> {
  return { change: await lastChangeBefore(db, isoTime(time)), ordinal: Number.MAX_SAFE_INTEGER };
}

/** How far a reader has read: before the first event for a new one. */
export async function cursorNamed({ store: { db } }: Deps, name: string): Promise<EventPosition> {
  return (await readCursor(db, name)) ?? { change: 0, ordinal: Number.MAX_SAFE_INTEGER };
}

/** Notes how far a reader has read; it is on the disk afterwards. */
export async function storeCursor({ store }: Deps, name: string, at: EventPosition): Promise<void> {
  await store.runUnjournaled(() => moveCursor(store.engine, name, at), { isSynced: true });
}
