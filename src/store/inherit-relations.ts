import type { Noun } from '../domain/field.ts';
import { rejectConverted } from '../domain/lead-status.ts';
import { getLeadState } from './leads.ts';
import type { Tx } from './tx.ts';
import type { Values } from './write/values.ts';

/**
 * `withAround` for what a person adds. Throws `refused` for a converted lead: what is new belongs to what it became.
 */
export async function inheritRelationsOfLivingLead(tx: Tx, noun: Noun, values: Values): Promise<Values> {
  if (typeof values.lead_id === 'number') rejectConverted(await getLeadState(tx, values.lead_id));
  return inheritRelations(tx, noun, values);
}

/**
 * `values` of a task, activity or opportunity with the relations that follow from those it names: a contact brings
 * its account, an opportunity its account and contact, so that the account's page shows all that concerns it.
 */
export async function inheritRelations(tx: Tx, noun: Noun, values: Values): Promise<Values> {
  const result = { ...values };
  if (noun !== 'opp' && typeof result.opp_id === 'number') {
    const opp = await tx.read('opp', result.opp_id);
    result.account_id ??= opp?.account_id ?? null;
    result.contact_id ??= opp?.contact_id ?? null;
  }
  if (typeof result.contact_id === 'number') {
    const contact = await tx.read('contact', result.contact_id);
    result.account_id ??= contact?.account_id ?? null;
  }
  return result;
}
