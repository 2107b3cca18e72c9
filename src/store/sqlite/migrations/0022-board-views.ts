import type { Migration } from './migration.ts';

/** Views of the board under a name: what is seen and how. A digit opens some of them. */
export const addBoardViews: Migration = (db) =>
  db.exec(`
create table board_view (
  id integer primary key autoincrement,
  name text not null collate nocase unique check (trim(name) <> ''),
  key text unique check (key in ('6', '7', '8', '9', '0')),
  shape text not null check (shape in ('board', 'forecast', 'list', 'stuck', 'activity')),
  lanes text not null check (lanes in ('stage', 'owner', 'month')),
  sort text not null check (sort in ('close', 'amount', 'age', 'name')),
  filter text,
  owner text,
  pipeline_id integer references pipeline (id),
  columns text,
  collapsed integer not null default 0 check (collapsed in (0, 1)),
  created_at text not null,
  updated_at text not null
) strict;
`);
