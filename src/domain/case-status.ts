/** The meaning of a case status for the program; each team chooses its own names. */
export type CaseStatusKind = (typeof CASE_STATUS_KINDS)[number];

export const CASE_STATUS_KINDS = ['open', 'waiting', 'solved', 'closed'] as const;

/** A case is continued for so long after it was solved; later trouble is a new case. */
export const CONTINUED_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** Whether the customer has nothing to wait for any more. */
export function isOver(kind: CaseStatusKind | undefined): boolean {
  return kind === 'solved' || kind === 'closed';
}
