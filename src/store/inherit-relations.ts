import type { Noun } from '../domain/field.ts';
import { rejectConverted } from '../domain/lead-status.ts';
import { getLeadState } from './leads.ts';
import type { RawRow } from './sql.ts';
import type { Tx } from './tx.ts';
import type { Values } from './write/values.ts';

/**
 * `inheritRelations` for a record added by hand. Throws `refused` for a converted lead: new data belongs to its new
 * records.
 */
export async function inheritRelationsOfLivingLead(tx: Tx, noun: Noun, values: Values): Promise<Values> {
  if (typeof values.lead_id === 'number') rejectConverted(await getLeadState(tx, values.lead_id));
  return inheritRelations(tx, noun, values);
}

/**
 * Completes relations of a task, activity or opportunity: a contact implies its account, an opportunity its account
 * and contact, so that the account's page shows everything related.
 */
export async function inheritRelations(tx: Tx, noun: Noun, values: Values): Promise<Values> {
  const { opp_id: oppId } = values;
  const opp = noun !== 'opp' && typeof oppId === 'number' ? await tx.read('opp', oppId) : undefined;
  const contactId = values.contact_id ?? opp?.contact_id;
  const contact = typeof contactId === 'number' ? await tx.read('contact', contactId) : undefined;
  return withRelationsOf(noun, values, (related) => (related === 'opp' ? opp : contact));
}

/** The same where the records that are named are at hand. */
export function withRelationsOf(
  noun: Noun,
  values: Values,
  read: (noun: 'opp' | 'contact', id: number) => RawRow | undefined,
): Values {
  const result = { ...values };
  if (noun !== 'opp' && typeof result.opp_id === 'number') {
    const opp = read('opp', result.opp_id);
    result.account_id ??= opp?.account_id ?? null;
    result.contact_id ??= opp?.contact_id ?? null;
  }
  if (typeof result.contact_id === 'number')
    result.account_id ??= read('contact', result.contact_id)?.account_id ?? null;
  return result;
}
