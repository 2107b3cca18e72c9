import type { Migration } from './migration.ts';

/** The stages of deals are read from their index alone: where a deal was on a day, and how long it stayed. */
export const coverStageHistory: Migration = (db) => {
  db.exec(`
drop index stage_history_opp;
create index stage_history_opp on stage_history (opp_id, id, entered_at, stage_id);
`);
};
