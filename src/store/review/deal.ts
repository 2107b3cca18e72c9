import type { Kysely } from 'kysely';
import { type ChangeDetail, detailsOfRow } from '../change-details.ts';
import type { ChangeRow } from '../change-rows.ts';
import type { Engine, RawRow } from '../engine.ts';
import type { Schema } from '../schema.ts';

/** What somebody changed of a deal. */
export interface DealChange {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly who: string;
  readonly details: readonly ChangeDetail[];
}

/** What was changed of a deal after a moment, the latest first, at most so many changes. */
export async function dealChanges(
  engine: Engine,
  id: number,
  after: string,
  most: number,
): Promise<DealChange[]> {
  const rows = await engine.all(
    `select change.at, user_name, before, after from change_row r join change on change.id = r.change_id
     where r.tbl = 'opp' and r.last_id = ? and r.row_id = ? and r.op = 'update' and change.at > ?
     order by r.id desc limit ?`,
    [id, id, after, most],
  );
  const changes: DealChange[] = [];
  for (const row of rows)
    changes.push({
      at: text(row, 'at') ?? '',
      who: text(row, 'user_name') ?? '',
      details: await details(engine.db, id, row),
    });
  return changes;
}

function details(db: Kysely<Schema>, id: number, { before, after }: RawRow): Promise<ChangeDetail[]> {
  const read = (json: RawRow[string] | undefined) => JSON.parse(String(json ?? '{}')) as RawRow;
  const row: ChangeRow = {
    table: 'opp',
    id,
    lastId: id,
    op: 'update',
    before: read(before),
    after: read(after),
  };
  return detailsOfRow(db, row);
}

function text(row: RawRow, name: string): string | null {
  return (row[name] as string | null | undefined) ?? null;
}
