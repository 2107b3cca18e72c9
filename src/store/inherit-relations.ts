import type { Noun } from '../domain/field.ts';
import { rejectConverted } from '../domain/lead-status.ts';
import { hasField, type NounDefinition } from '../nouns/definition.ts';
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
 * Completes relations of a task, activity, case or opportunity: a contact implies its account, an opportunity or a case
 * its account and contact, so that the account's page shows everything related.
 */
export async function inheritRelations(tx: Tx, noun: Noun, values: Values): Promise<Values> {
  const read = async (of: Noun, id: unknown) =>
    of !== noun && typeof id === 'number' ? await tx.read(of, id) : undefined;
  const about = await read('case', values.case_id);
  const opp = await read('opp', values.opp_id ?? about?.opp_id);
  const contactId = values.contact_id ?? about?.contact_id ?? opp?.contact_id;
  const contact = typeof contactId === 'number' ? await tx.read('contact', contactId) : undefined;
  return withRelationsOf(tx.nouns.get(noun), values, (related) =>
    related === 'case' ? about : related === 'opp' ? opp : contact,
  );
}

/** The same where the records that are named are at hand. A noun of a team may have some of the relations alone. */
export function withRelationsOf(
  definition: NounDefinition,
  values: Values,
  read: (noun: 'case' | 'opp' | 'contact', id: number) => RawRow | undefined,
): Values {
  const { noun } = definition;
  const result = { ...values };
  const take = (from: RawRow | undefined, ...names: readonly string[]) => {
    for (const name of names) if (hasField(definition, name)) result[name] ??= from?.[name] ?? null;
  };
  if (noun !== 'case' && typeof result.case_id === 'number')
    take(read('case', result.case_id), 'account_id', 'contact_id', 'opp_id');
  if (noun !== 'opp' && typeof result.opp_id === 'number')
    take(read('opp', result.opp_id), 'account_id', 'contact_id');
  if (typeof result.contact_id === 'number') take(read('contact', result.contact_id), 'account_id');
  return result;
}
