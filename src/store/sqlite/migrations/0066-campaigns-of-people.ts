import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/** Leads and contacts have a field with the campaigns that they are members of. */
export const nameCampaignsOfPeople: Migration = (db) => {
  for (const noun of ['lead', 'contact']) retireCustomField(db, noun, 'campaigns');
};
