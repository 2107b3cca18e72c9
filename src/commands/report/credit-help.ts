/** Whom deals count for, for help. */
export const CREDIT_HELP =
  'The amount of a deal that is split counts by its shares, and the deal itself for its owner.';
