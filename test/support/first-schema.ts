import Database from 'better-sqlite3';

/** Adds leads to a database of the first schema, each with a phone number and a field of the team's own. */
export function addLeads(path: string, count: number): void {
  const db = new Database(path);
  db.transaction(() => {
    db.prepare(
      `with recursive numbers (n) as (values (1) union all select n + 1 from numbers where n < ?)
       insert into lead (name, name_key, custom, created_at, updated_at)
       select 'Lead ' || n, 'lead ' || n, json_object('colour', 'shade' || n), '2026-03-12T10:00:00.000Z',
         '2026-03-12T10:00:00.000Z' from numbers`,
    ).run(count);
    db.exec(
      "insert into phone (lead_id, e164, typed) select id, '+1415' || (5000000 + id), '415' || id from lead",
    );
  })();
  db.close();
}
