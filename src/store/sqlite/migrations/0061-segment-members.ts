import { editConstraint } from './edit-constraint.ts';
import type { Migration } from './migration.ts';

/** Segments that are lists of records: their filter is blank. */
export const addSegmentMembers: Migration = (db) => {
  editConstraint(db, 'segment', " check (trim(filter) <> '')", '');
  db.exec(`
create table segment_member (
  id integer primary key autoincrement,
  segment_id integer not null references segment (id),
  record_id integer not null
) strict;
create unique index segment_member_record on segment_member (segment_id, record_id);
create index segment_member_of on segment_member (record_id, segment_id);`);
};
