import type { MergeRules } from '../shared/merge.ts';

/** A contact works at the accounts of both, and has the profiles of both. */
export function contactMerge(): MergeRules {
  return {
    further: [
      { table: 'contact_account', column: 'account_id' },
      { table: 'contact_profile', column: 'social', as: 'address' },
    ],
  };
}
