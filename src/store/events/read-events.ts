import { type ChangeEvent, type EventPosition, matchesType } from '../../domain/event.ts';
import type { ChangeRow } from '../change-journal.ts';
import type { CommittedChange } from '../change-listener.ts';
import { type Change, changeNumbered, changesAfter } from '../history.ts';
import { type Db, sql } from '../sql.ts';
import { ChangeReader } from './change-reader.ts';
import { pendingEntries, storedEntries } from './journal-entries.ts';
import { ShownValues } from './shown-values.ts';

/** Changes that are read at once. */
const CHANGES_PER_READ = 200;

/**
 * What happened after a position, oldest first, of these types (`opp.*`). Events are derived from the journal: an
 * event has the same number whenever it is read.
 */
export async function* eventsAfter(
  db: Db,
  position: EventPosition,
  types: readonly string[] = [],
): AsyncIterable<ChangeEvent> {
  const reader = new ChangeReader(db, await ShownValues.read(db));
  let { change: last } = position;
  if (position.ordinal > 0 && position.ordinal < Number.MAX_SAFE_INTEGER) {
    const begun = await changeNumbered(db, position.change);
    for await (const event of eventsOf(db, begun, reader))
      if (event.ordinal > position.ordinal && matchesType(types, event.type)) yield event;
  } else if (position.ordinal === 0) last--;
  for (;;) {
    const changes = await changesAfter(db, last, CHANGES_PER_READ);
    for (const change of changes)
      for await (const event of eventsOf(db, change, reader)) if (matchesType(types, event.type)) yield event;
    if (changes.length < CHANGES_PER_READ) return;
    last = changes.at(-1)?.id ?? last;
  }
}

/** The events of one change of these types, in order. */
export async function* eventsOfChange(
  db: Db,
  changeId: number,
  types: readonly string[],
): AsyncIterable<ChangeEvent> {
  const reader = new ChangeReader(db, await ShownValues.read(db));
  const change = await changeNumbered(db, changeId);
  for await (const event of eventsOf(db, change, reader)) if (matchesType(types, event.type)) yield event;
}

/** What a change that is not committed yet does to records, of these types; it has no number yet. */
export async function* pendingEvents(
  db: Db,
  {
    kind,
    context,
    rows,
  }: Pick<CommittedChange, 'kind' | 'context'> & { readonly rows: readonly ChangeRow[] },
  types: readonly string[],
): AsyncIterable<Omit<ChangeEvent, 'change' | 'ordinal' | 'reverts'>> {
  const { now: at, user, command } = context;
  const reader = new ChangeReader(db, await ShownValues.read(db));
  for await (const happening of reader.read(pendingEntries(rows)))
    if (matchesType(types, happening.type)) yield { at, user, command, kind, ...happening };
}

async function* eventsOf(db: Db, change: Change, reader: ChangeReader): AsyncIterable<ChangeEvent> {
  const { id, at, user, command, kind } = change;
  const reverts = kind === 'do' ? null : await revertedBy(db, id);
  let ordinal = 0;
  for await (const happening of reader.read(storedEntries(db, id))) {
    ordinal += 1;
    yield { change: id, ordinal, at, user, command, kind, reverts, ...happening };
  }
}

/** The change that an undo or redo reverts. */
async function revertedBy(db: Db, id: number): Promise<number | null> {
  const row = await sql<{ id: number }>`select id from change where undone_by = ${id}`.first(db);
  return row?.id ?? null;
}
