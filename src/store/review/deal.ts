import type { DealActivity, DealChange, DealContact, DealTask, StageEntry } from '../../domain/review.ts';
import { detailsOfRow } from '../change-details.ts';
import type { ChangeRow } from '../change-journal.ts';
import type { Engine } from '../engine.ts';
import { type Db, type RawRow, sql } from '../sql.ts';

/** The contacts of a deal, the primary one first. */
export async function dealContacts(engine: Engine, id: number): Promise<DealContact[]> {
  const rows = await sql<{
    name: string;
    title: string | null;
    role: string | null;
    place: number;
    phone: string | null;
    email: string | null;
  }>`select who.name, who.title, who.role, who.place,
       (select phone.e164 || coalesce('x' || extension, '') from phone
        where phone.contact_id = who.id and who.do_not_call = 0 and phone.bad = 0 and phone.e164 is not null
          and not exists (select 1 from suppression where suppression.e164 = phone.e164)
        order by position, phone.id limit 1) as phone,
       (select address from email where email.contact_id = who.id and who.do_not_email = 0
        order by position, email.id limit 1) as email
     from (select c.id, c.name, c.title, c.do_not_call, c.do_not_email, null as role, -1 as place from opp join contact c on c.id = opp.contact_id where opp.id = ${id}
     union all
     select c.id, c.name, c.title, c.do_not_call, c.do_not_email, v.role, v.position from opp_contact v join contact c on c.id = v.contact_id
     where v.opp_id = ${id} and c.id is distinct from (select contact_id from opp where id = v.opp_id)
     order by place limit 6) as who order by place`.all(engine);
  return rows.map((row) => ({
    name: row.name,
    title: row.title,
    role: row.role,
    phone: row.phone,
    email: row.email,
  }));
}

/** Activities of a deal, the latest first, without events. */
export async function dealWords(engine: Engine, id: number, most: number): Promise<DealActivity[]> {
  const rows = await sql<{
    at: string;
    type: string;
    outcome: string | null;
    who: string | null;
    text: string;
  }>`select at, type, coalesce(outcome, disposition) as outcome, (select name from "user" where id = user_id) as who,
       coalesce(subject || ': ' || body, subject, body, '') as text
     from activity where opp_id = ${id} and type <> 'event' order by at desc, id desc limit ${most}`.all(
    engine,
  );
  return rows.map((row) => ({
    at: row.at,
    who: row.who,
    type: row.type,
    outcome: row.outcome,
    text: row.text,
  }));
}

/** The stages that a deal entered, in order. */
export async function dealEntries(db: Db, id: number): Promise<StageEntry[]> {
  const rows = await sql<{ stage_id: number; stage: string; entered_at: string; who: string | null }>`
    select stage_id, stage.name as stage, entered_at, (select name from "user" where id = user_id) as who
    from stage_history join stage on stage.id = stage_id where opp_id = ${id} order by stage_history.id`.all(
    db,
  );
  return rows.map(({ stage_id, stage, entered_at, who }) => ({
    stageId: stage_id,
    stage,
    at: entered_at,
    who,
  }));
}

/** Open tasks of a deal, the most urgent first. */
export async function dealTasks(engine: Engine, id: number): Promise<DealTask[]> {
  const rows = await sql<{
    subject: string;
    due_date: string | null;
  }>`select subject, due_date from task where opp_id = ${id} and status = 'open'
     order by due_date nulls last, id limit 5`.all(engine);
  return rows.map((row) => ({ subject: row.subject, due: row.due_date }));
}

/** Changes of a deal after a moment that are not undone, the latest first, at most so many. */
export async function dealChanges(db: Db, id: number, after: string, most: number): Promise<DealChange[]> {
  const rows = await sql<{
    at: string;
    user_name: string;
    before: string | null;
    after: string | null;
  }>`select change.at, user_name, before, after from change_row r join change on change.id = r.change_id
     where r.tbl = 'opp' and r.last_id = ${id} and r.row_id = ${id} and r.op = 'update' and change.at > ${after}
       and change.kind <> 'undo' and change.undone_by is null
     order by r.id desc limit ${most}`.all(db);
  const changes: DealChange[] = [];
  for (const row of rows)
    changes.push({
      at: row.at,
      who: row.user_name,
      fields: await fieldsOf(db, id, row),
    });
  return changes;
}

async function fieldsOf(
  db: Db,
  id: number,
  { before, after }: { before: string | null; after: string | null },
): Promise<DealChange['fields']> {
  const read = (json: string | null) => JSON.parse(json ?? '{}') as RawRow;
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
