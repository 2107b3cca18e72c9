/** The meaning of a case status for the program; each team chooses its own names. */
export type CaseStatusKind = (typeof CASE_STATUS_KINDS)[number];

export const CASE_STATUS_KINDS = ['open', 'waiting', 'solved', 'closed'] as const;

/** Whether the customer has nothing to wait for any more. */
export function isOver(kind: CaseStatusKind | undefined): boolean {
  return kind === 'solved' || kind === 'closed';
}
