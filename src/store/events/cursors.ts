import type { EventPosition } from '../../domain/event.ts';
import type { Engine } from '../engine.ts';
import { type Db, sql } from '../sql.ts';

/** How far a reader has read the events; undefined for a new name. */
export async function readCursor(db: Db, name: string): Promise<EventPosition | undefined> {
  const row = await sql<{ change_id: number; ordinal: number }>`
    select change_id, ordinal from event_cursor where name = ${name}`.first(db);
  return row && { change: row.change_id, ordinal: row.ordinal };
}

/** Notes how far a reader has read, in a transaction. */
export async function moveCursor(
  engine: Engine,
  name: string,
  { change, ordinal }: EventPosition,
): Promise<void> {
  await engine.run(sql`
    insert into event_cursor (name, change_id, ordinal) values (${name}, ${change}, ${ordinal})
    on conflict (name) do update set change_id = excluded.change_id, ordinal = excluded.ordinal`);
}
