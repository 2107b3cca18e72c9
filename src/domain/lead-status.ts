import { toLocalDate } from './dates/calendar.ts';
import { refused } from './errors.ts';

/** The meaning of a status for the program; each team chooses its own names. */
export type LeadStatusKind = (typeof LEAD_STATUS_KINDS)[number];

export const LEAD_STATUS_KINDS = ['open', 'qualified', 'nurturing', 'disqualified', 'converted'] as const;

/** The state of a lead that its rules depend on. */
export interface LeadState {
  readonly id: number;
  /** The team's name for the status. */
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
 * A converted lead cannot change; all other statuses can change freely. Throws `refused` with the records the lead
 * became.
 */
export function rejectConverted(
  lead: Omit<LeadState, 'status' | 'kind' | 'reason'>,
  isRemoval = false,
): void {
  if (lead.convertedAt === null) return;
  const became = [
    { noun: 'account', id: lead.accountId },
    { noun: 'contact', id: lead.contactId },
    { noun: 'opp', id: lead.oppId },
  ].flatMap(({ noun, id }) => (id === null ? [] : [{ noun, id }]));
  const into = became.length === 0 ? '' : ` into ${became.map(({ noun, id }) => `${noun} ${id}`).join(', ')}`;
  throw refused(`lead ${lead.id} was converted on ${toLocalDate(lead.convertedAt)}${into}`, {
    code: 'lead-converted',
    became: became.at(-1) ?? null,
    isRemoval,
  });
}

/**
 * A converted or disqualified lead cannot be converted. Throws `refused`. It need not be qualified: returns whether
 * it is, so that the caller can report it.
 */
export function rejectUnconvertible(lead: LeadState): boolean {
  rejectConverted(lead);
  if (lead.kind === 'disqualified') {
    throw refused(`lead ${lead.id} is ${lead.status}${lead.reason === null ? '' : `: ${lead.reason}`}`, {
      code: 'lead-disqualified',
      id: lead.id,
    });
  }
  return lead.kind === 'qualified';
}
