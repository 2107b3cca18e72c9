import type Database from 'better-sqlite3';
import { CALL_RESULTS } from '../../../domain/call-results.ts';
import { STANDARD_CADENCE } from '../../../domain/calling/cadence.ts';
import { QUEUE_RULES_VERSION } from '../../../domain/calling/queue-position.ts';
import { SALES_STAGES } from '../../../domain/stages.ts';
import { FIRST } from './0001-first.ts';
import { CALLING } from './0002-calling.ts';
import { BOARD } from './0003-board.ts';
import { REVIEW } from './0004-review.ts';
import { MERGING } from './0005-merging.ts';
import { IMPORT_MAP } from './0006-import-map.ts';
import { STAGE_SUMS } from './0007-stage-sums.ts';
import { USER_EXTERNAL } from './0008-user-external.ts';
import { FIELD_CHOICES } from './0009-field-choices.ts';
import { ANY_NOUN, fillSearchIndex } from './0010-any-noun.ts';

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
  (db, now) => {
    db.exec(CALLING);
    // Without leads the queue is complete as it is, and is kept so from then on.
    db.prepare(
      "insert into derived (name, rules) select 'call_queue', ? where not exists (select 1 from lead)",
    ).run(QUEUE_RULES_VERSION);
    const outcome = db.prepare(
      `insert into outcome (word, disposition, positive, meeting, callback, stops, do_not_call, bad_number, status,
         position, built_in, created_at, updated_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)`,
    );
    CALL_RESULTS.forEach((r, i) => {
      const flags = [r.positive, r.meeting, r.callback, r.stops, r.doNotCall, r.badNumber].map(Number);
      outcome.run(r.word, r.disposition, ...flags, r.status, i + 1, now, now);
    });
    const { name, attempts, gaps, parts, days } = STANDARD_CADENCE;
    db.prepare(
      `insert into cadence (name, attempts, gaps, parts, days, usual, created_at, updated_at)
       values (?, ?, ?, ?, ?, 1, ?, ?)`,
    ).run(name, attempts, JSON.stringify(gaps), JSON.stringify(parts), JSON.stringify(days), now, now);
  },
  (db) => {
    db.exec(BOARD);
  },
  (db) => {
    db.exec(REVIEW);
  },
  (db) => {
    db.exec(MERGING);
  },
  (db) => {
    db.exec(IMPORT_MAP);
  },
  (db) => {
    db.exec(STAGE_SUMS);
  },
  (db) => {
    db.exec(USER_EXTERNAL);
  },
  (db) => {
    db.exec(FIELD_CHOICES);
  },
  (db) => {
    db.exec(ANY_NOUN);
    fillSearchIndex(db);
  },
];
