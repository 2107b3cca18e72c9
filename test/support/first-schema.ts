import { chmodSync } from 'node:fs';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { migratedDatabase } from '../../src/store/sqlite/new-database.ts';

/** Makes a database as the first schema left it, with leads that have a phone number and a field of the team's own. */
export function makeFirstSchema(path: string, leads: number): void {
  const now = '2026-03-12T10:00:00.000Z';
  const db = migratedDatabase(now, MIGRATIONS.slice(0, 1));
  db.prepare(
    `with recursive numbers (n) as (values (1) union all select n + 1 from numbers where n < :leads)
     insert into lead (name, name_key, score, custom, created_at, updated_at)
     select 'Lead ' || n, 'lead ' || n, 80, json_object('colour', 'shade' || n), :now, :now from numbers`,
  ).run({ leads, now });
  db.exec(
    "insert into phone (lead_id, e164, typed) select id, '+1415' || (5000000 + id), '415' || id from lead",
  );
  db.prepare('vacuum into ?').run(path);
  chmodSync(path, 0o600);
  db.close();
}
