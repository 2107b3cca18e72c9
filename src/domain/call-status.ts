import type { CallResult } from './call-results.ts';

/** A status a lead can have, as far as a call is concerned. */
interface Status {
  readonly name: string;
  readonly kind: string;
}

/**
 * The status a call leaves a lead in. A dial makes a new or nurtured lead one that is tried, a connect one that was
 * reached, and some results say the status themselves. A call never takes a lead back, nor does it bring a
 * disqualified one back unless it spoke for a sale. `statuses` are all there are, in order: of the open ones the
 * first is new, the second tried and the last reached.
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
