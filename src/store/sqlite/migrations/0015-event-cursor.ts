/** Remembers how far other programs have read the events. */
export const EVENT_CURSOR = `
create table event_cursor (
  name text primary key,
  change_id integer not null,
  ordinal integer not null
) strict, without rowid;
`;
