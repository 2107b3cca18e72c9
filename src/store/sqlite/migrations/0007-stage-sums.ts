import type { Migration } from './migration.ts';

/**
 * What the board says of a stage, all deals or somebody's, is added up in the order of this index: nothing is sorted,
 * and no deal is looked at. Sums that triggers kept would make each deal of an import cost half as much again.
 */
export const addStageSums: Migration = (db) =>
  db.exec(`
create index opp_sums on opp (stage_id, currency, owner_id, amount_minor, probability);
`);
