import type { DealActivity, DealChange, DealContact, DealTask } from '../../domain/review.ts';
import { detailsOfRow } from '../change-details.ts';
import type { ChangeRow } from '../change-journal.ts';
import type { Db, Engine, RawRow } from '../engine.ts';

/** The people of a deal, the main one first. */
export async function dealContacts(engine: Engine, id: number): Promise<DealContact[]> {
  const rows = await engine.all(
    `select c.name, c.title, null as role, -1 as place from opp join contact c on c.id = opp.contact_id where opp.id = ?
     union all
     select c.name, c.title, v.role, v.position from opp_contact v join contact c on c.id = v.contact_id
     where v.opp_id = ? and c.id is not (select contact_id from opp where id = v.opp_id)
     order by place limit 6`,
    [id, id],
  );
  return rows.map((row) => ({
    name: text(row, 'name') ?? '',
    title: text(row, 'title'),
    role: text(row, 'role'),
  }));
}

/** What was said about a deal, the latest first; events, which say where it went, are left out. */
export async function dealWords(engine: Engine, id: number, most: number): Promise<DealActivity[]> {
  const rows = await engine.all(
    `select at, type, coalesce(outcome, disposition) as outcome, (select name from user where id = user_id) as who,
       coalesce(subject || ': ' || body, subject, body, '') as text
     from activity where opp_id = ? and type <> 'event' order by at desc, id desc limit ?`,
    [id, most],
  );
  return rows.map((row) => ({
    at: text(row, 'at') ?? '',
    who: text(row, 'who'),
    type: text(row, 'type') ?? '',
    outcome: text(row, 'outcome'),
    text: text(row, 'text') ?? '',
  }));
}

/** Open tasks of a deal, the most urgent first. */
export async function dealTasks(engine: Engine, id: number): Promise<DealTask[]> {
  const rows = await engine.all(
    `select subject, due_date from task where opp_id = ? and status = 'open'
     order by due_date is null, due_date, id limit 5`,
    [id],
  );
  return rows.map((row) => ({ subject: text(row, 'subject') ?? '', due: text(row, 'due_date') }));
}

/** What was changed of a deal after a moment and not taken back, the latest first, at most so many changes. */
export async function dealChanges(
  engine: Engine,
  id: number,
  after: string,
  most: number,
): Promise<DealChange[]> {
  const rows = await engine.all(
    `select change.at, user_name, before, after from change_row r join change on change.id = r.change_id
     where r.tbl = 'opp' and r.last_id = ? and r.row_id = ? and r.op = 'update' and change.at > ?
       and change.kind <> 'undo' and change.undone_by is null
     order by r.id desc limit ?`,
    [id, id, after, most],
  );
  const changes: DealChange[] = [];
  for (const row of rows)
    changes.push({
      at: text(row, 'at') ?? '',
      who: text(row, 'user_name') ?? '',
      fields: await fieldsOf(engine.db, id, row),
    });
  return changes;
}

async function fieldsOf(db: Db, id: number, { before, after }: RawRow): Promise<DealChange['fields']> {
  const read = (json: RawRow[string] | undefined) => JSON.parse(String(json ?? '{}')) as RawRow;
  const row: ChangeRow = {
    table: 'opp',
    id,
    lastId: id,
    op: 'update',
    before: read(before),
    after: read(after),
  };
  return (await detailsOfRow(db, row)).map((detail) => ({
    name: detail.field ?? '',
    before: detail.before,
    after: detail.after,
  }));
}

function text(row: RawRow, name: string): string | null {
  return (row[name] as string | null | undefined) ?? null;
}
