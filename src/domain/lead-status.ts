import { toLocalDate } from './dates/calendar.ts';
import { refused } from './errors.ts';

/** What a status means to the program; what it is called is the team's own. */
export type LeadStatusKind = 'open' | 'qualified' | 'nurturing' | 'disqualified' | 'converted';

/** A lead as the rules of its life see it. */
export interface LeadState {
  readonly id: number;
  /** What the status is called. */
  readonly status: string;
  readonly kind: LeadStatusKind;
  readonly reason: string | null;
  /** UTC ISO 8601. */
  readonly convertedAt: string | null;
  readonly accountId: number | null;
  readonly contactId: number | null;
  readonly oppId: number | null;
}

/**
 * A converted lead stays as it is: every other status can be left for every other. Throws `refused`, naming what
 * the lead became, with further `hints`.
 */
export function rejectConverted(
  lead: Omit<LeadState, 'status' | 'kind' | 'reason'>,
  ...hints: readonly string[]
): void {
  if (lead.convertedAt === null) return;
  const became = [
    ['account', lead.accountId],
    ['contact', lead.contactId],
    ['opp', lead.oppId],
  ].filter(([, id]) => id !== null);
  const into = became.length === 0 ? '' : ` into ${became.map((each) => each.join(' ')).join(', ')}`;
  const [noun, id] = became.at(-1) ?? [];
  throw refused(
    `lead ${lead.id} was converted on ${toLocalDate(lead.convertedAt)}${into}`,
    ...(noun === undefined ? [] : [`Work with those, for instance: crm ${noun} show ${id}`]),
    ...hints,
  );
}

/**
 * Only a lead that is not yet converted and not disqualified can be. Throws `refused`. Qualified it need not be:
 * returns whether it is, for the caller to say so.
 */
export function rejectUnconvertible(lead: LeadState): boolean {
  rejectConverted(lead);
  if (lead.kind === 'disqualified') {
    throw refused(
      `lead ${lead.id} is ${lead.status}${lead.reason === null ? '' : `: ${lead.reason}`}`,
      `Qualify it first: crm lead qualify ${lead.id}`,
    );
  }
  return lead.kind === 'qualified';
}
