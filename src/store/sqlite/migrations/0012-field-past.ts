/** A custom date field whose days are in the past, such as a birthday. */
export const FIELD_PAST = `
alter table field add column past integer not null default 0 check (past in (0, 1));
`;
