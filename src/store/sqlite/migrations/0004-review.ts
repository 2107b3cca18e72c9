import type { Migration } from './migration.ts';

/** What the review of a pipeline remembers of each user. No records: never part of the history. */
export const addReview: Migration = (db) =>
  db.exec(`
-- What changed before this was there before the first review.
create table review (
  user_id integer not null references user (id) on delete cascade,
  pipeline_id integer not null references pipeline (id) on delete cascade,
  since text not null,
  primary key (user_id, pipeline_id)
) strict, without rowid;

-- What was decided about a deal when it was asked about last: a list of kinds and texts.
create table review_answer (
  user_id integer not null references user (id) on delete cascade,
  opp_id integer not null references opp (id) on delete cascade,
  at text not null,
  decided text not null check (json_valid(decided)),
  primary key (user_id, opp_id)
) strict, without rowid;
create index review_answer_at on review_answer (user_id, at);
create index review_answer_opp on review_answer (opp_id);
`);
