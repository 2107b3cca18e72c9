import type Database from 'better-sqlite3';
import { SALES_STAGES } from '../../../domain/stages.ts';
import { FIRST } from './0001-first.ts';

/** One step of the schema; its number is its place in the list, from 1. `now` is UTC ISO 8601. */
export type Migration = (db: Database.Database, now: string) => void;

/** Migrations are only ever added, never changed: databases in the field have run them. */
export const MIGRATIONS: readonly Migration[] = [
  (db, now) => {
    db.exec(FIRST);
    const pipeline = db
      .prepare("insert into pipeline (name, position, created_at, updated_at) values ('sales', 1, ?, ?)")
      .run(now, now).lastInsertRowid;
    const stage = db.prepare(
      `insert into stage (pipeline_id, name, position, probability, category, kind, rotting_days, created_at, updated_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    SALES_STAGES.forEach((s, i) => {
      stage.run(pipeline, s.name, i + 1, s.probability, s.category, s.kind, s.rottingDays, now, now);
    });
  },
];
