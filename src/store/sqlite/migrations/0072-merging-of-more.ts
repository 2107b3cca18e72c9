import { addOwner } from './add-owner.ts';
import type { Migration } from './migration.ts';

const NOUNS = ['campaign', 'product', 'pricebook', 'purchase', 'contract', 'asset', 'expense'];

/** Campaigns, products, price books, purchases, contracts, assets and expenses can be merged. */
export const mergeMore: Migration = (db) => {
  for (const noun of NOUNS) {
    addOwner(db, 'former', noun);
    db.exec(`create index former_${noun} on former (${noun}_id) where ${noun}_id is not null`);
  }
};
