import type { Migration } from './migration.ts';

/** Mails know the campaign that they were sent for, so that an answer to one counts as a response. */
export const addMailsOfCampaigns: Migration = (db) => {
  db.exec(`
alter table message add column campaign_id integer references campaign (id);
create index message_campaign on message (campaign_id) where campaign_id is not null;
`);
};
