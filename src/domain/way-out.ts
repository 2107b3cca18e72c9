/** What somebody can do about a finding, such as a value that no command stores. commands/way-out.ts has the words. */
export type WayOut =
  | { readonly type: 'restore' }
  | { readonly type: 'repair' }
  | { readonly type: 'edit-field'; readonly noun: string; readonly id: number; readonly field: string }
  | { readonly type: 'edit-custom-field'; readonly noun: string; readonly id: number }
  | { readonly type: 'import-field'; readonly noun: string; readonly field: string }
  | { readonly type: 'edit-named'; readonly noun: 'cadence' | 'user'; readonly name: string }
  | { readonly type: 'remove'; readonly noun: string; readonly ref: string | number }
  | { readonly type: 'choose-usual-cadence' }
  | { readonly type: 'unarchive-pipeline' }
  | { readonly type: 'add-stage'; readonly pipeline: string; readonly kind: 'open' | 'won' | 'lost' }
  | { readonly type: 'clear-parent'; readonly account: number }
  | { readonly type: 'add-picklist-value'; readonly list: string }
  | { readonly type: 'merge-picklist-values'; readonly list: string }
  | { readonly type: 'list-invalid-phones'; readonly noun: string }
  | { readonly type: 'remove-unneeded-files' }
  | { readonly type: 'edit-rule'; readonly rule: number }
  | { readonly type: 'show-rule'; readonly rule: number }
  | { readonly type: 'enable-webhook'; readonly webhook: number }
  | { readonly type: 'list-webhook-failures'; readonly webhook: number }
  | { readonly type: 'list-mails'; readonly state: 'failed' | 'unknown' | 'queued' }
  | { readonly type: 'fetch-mail' }
  | { readonly type: 'check-notifications' };
