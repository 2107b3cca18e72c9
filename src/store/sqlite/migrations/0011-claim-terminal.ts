/** Remembers in which terminal a lead was taken: the words of a call mean the one taken in the same terminal. */
export const CLAIM_TERMINAL = `
alter table call_hold add column terminal text;
`;
