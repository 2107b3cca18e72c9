import type { Migration } from './migration.ts';

/**
 * What the board reads of a hundred thousand deals stands in one index: sums by stage without a look at the deals
 * themselves, the cards of a stage in the order they close, those that close in a month.
 */
export const addBoard: Migration = (db) =>
  db.exec(`
drop index opp_stage;
create index opp_board
  on opp (stage_id, coalesce(closed_on, close_date, '9999-12-31'), currency, amount_minor, probability);
`);
