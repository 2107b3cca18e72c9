/**
 * What an error says to programs: its code, and the data that belong to it. Words for the way out of it are made where
 * it is shown; on the command line that is cli/hints.ts.
 */
export type ErrorDetail = { readonly code: 'reason-missing'; readonly step: 'lose-opp' | 'disqualify-lead' };

export type ErrorCode = ErrorDetail['code'];
