import type Database from 'better-sqlite3';
import type { Migration, ReportProgress } from './migrations/migration.ts';
import { aroundNounViews } from './noun-views.ts';

/** Marks a file as ours (`pragma application_id`): "crm1". */
export const APPLICATION_ID = 0x63726d31;

/** Updates the schema in one transaction, from whatever version it has by now. */
export function runMigrations(
  db: Database.Database,
  migrations: readonly Migration[],
  now: string,
  report: ReportProgress = () => {},
  note: (text: string) => void = () => {},
): void {
  db.transaction(() => {
    const version = db.pragma('user_version', { simple: true }) as number;
    const steps = migrations.slice(version);
    aroundNounViews(db, () => {
      for (const step of steps) withoutViews(db, () => step(db, now, report, note));
    });
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

/** Runs a step without the views there are: SQLite does not rename a table while a view of it has none. */
function withoutViews(db: Database.Database, step: () => void): void {
  const views = db
    .prepare<[], { readonly name: string; readonly sql: string }>(
      "select name, sql from sqlite_schema where type = 'view' order by rowid",
    )
    .all();
  for (const { name } of views) db.exec(`drop view "${name.replaceAll('"', '""')}"`);
  step();
  const isThere = db.prepare<[string], number>(
    "select 1 from sqlite_schema where type = 'view' and name = ?",
  );
  for (const { name, sql } of views) if (!isThere.get(name)) db.exec(sql);
}
