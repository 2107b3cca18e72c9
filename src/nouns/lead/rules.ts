import { refused, usage } from '../../domain/errors.ts';
import { rejectConverted } from '../../domain/lead-status.ts';
import { companyKey, personKey } from '../../domain/matching.ts';
import { checkLifecycle } from '../shared/lifecycle.ts';
import { fullName, hostOf, textOf } from '../shared/naming.ts';
import type { ColumnValues, RuleFacts, RulesByHand } from '../shared/rules.ts';

/** A lead is called by its name, else by its company. */
export function nameLead(columns: ColumnValues, fallback: string | null): ColumnValues | null {
  const company = textOf(columns.company);
  const name = fullName(columns) ?? company ?? fallback;
  if (!name) return null;
  return {
    name,
    name_key: personKey(name),
    company_key: company === null ? null : companyKey(company),
    website_host: hostOf(columns),
  };
}

export function checkLead(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const differs = before && Object.keys(columns).some((name) => columns[name] !== before[name]);
  if (before && differs) rejectConvertedLead(before);
  checkLifecycle(facts, before, columns);
  if (!before) columns.status ??= facts.newLeadStatus;
  if (columns.status === undefined || columns.status === before?.status) return;
  const convertedAt = columns.converted_at ?? before?.converted_at ?? null;
  if (facts.leadStatusKind(String(columns.status)) === 'converted' && convertedAt === null) {
    throw refused(`a lead becomes "${columns.status}" only by being converted`, {
      code: 'conversion-needed',
      id: (before?.id as number | undefined) ?? null,
    });
  }
}

/** `rejectConverted` for a lead as the table has it. */
export function rejectConvertedLead(lead: ColumnValues, isRemoval = false): void {
  rejectConverted(
    {
      id: lead.id as number,
      convertedAt: lead.converted_at as string | null,
      accountId: lead.account_id as number | null,
      contactId: lead.contact_id as number | null,
      oppId: lead.opp_id as number | null,
    },
    isRemoval,
  );
}

/** Nobody disqualifies a lead without a reason, or removes a converted one by mistake. */
export const LEAD_BY_HAND: RulesByHand = {
  checkEdit(facts, before, { status, reason }) {
    if (typeof status !== 'string' || status.toLowerCase() === String(before.status).toLowerCase()) return;
    const given = reason === undefined ? before.reason : reason;
    if ((given ?? '') !== '' || facts.leadStatusKind(status) !== 'disqualified') return;
    throw usage('disqualifying a lead needs a reason', {
      code: 'reason-missing',
      step: 'disqualify-lead',
      id: before.id as number,
    });
  },
  checkRemoval: (record) => rejectConvertedLead(record, true),
};
