import { isoTime } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { type ChangeEvent, type EventPosition, matchesType } from '../../domain/event.ts';
import { findNearest } from '../../domain/suggest.ts';
import { eventTypes } from '../../nouns/events.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { moveCursor, readCursor } from '../../store/events/cursors.ts';
import { eventsAfter } from '../../store/events/read-events.ts';
import { lastChangeBefore, latestChangeId } from '../../store/history.ts';
import type { Deps } from '../deps.ts';

/** All that happened to a kind of data beside the records of nouns: `stage.updated`. */
const OTHER_TYPE = /^[a-z_]+\.(created|updated|deleted)$/;

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

/** Throws `usage` for a pattern that fits no type of event, with the nearest types. */
export function checkTypes(nouns: Nouns, patterns: readonly string[]): void {
  const types = eventTypes(nouns);
  for (const pattern of patterns) {
    if (OTHER_TYPE.test(pattern) || types.some((type) => matchesType([pattern], type))) continue;
    const [near = null] = findNearest(pattern.replace(/\.\*$/, '.created'), types, 1);
    throw usage(`there are no events "${pattern}"`, { code: 'unknown-event', near });
  }
}
