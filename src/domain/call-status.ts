import type { CallResult } from './call-results.ts';

/** A lead status, as far as calls are concerned. */
interface Status {
  readonly name: string;
  readonly kind: string;
}

/**
 * The status of a lead after a call. A dial marks a new or nurtured lead as tried, a connect as reached, and some
 * results set a status directly. A call never moves a lead back, and a disqualified lead returns only after a
 * positive result. `statuses` lists all statuses in order: the first open one means new, the second tried, the last
 * reached.
 */
export function statusAfterCall(
  statuses: readonly Status[],
  current: string,
  result: CallResult,
  outgoing: boolean,
): string {
  const kind = statuses.find((status) => status.name === current)?.kind;
  if (kind === 'disqualified' && !result.positive) return current;
  if (result.status !== null) {
    if (kind === result.status) return current;
    return statuses.find((status) => status.kind === result.status)?.name ?? current;
  }
  if (kind === 'qualified') return current;
  const open = statuses.filter((status) => status.kind === 'open').map((status) => status.name);
  const [fresh = current, tried = fresh] = open;
  const reached = open.at(-1) ?? tried;
  const to = result.disposition === 'answered' ? reached : outgoing ? tried : current;
  return open.indexOf(to) < open.indexOf(current) ? current : to;
}
