import type { Noun } from '../domain/field.ts';
import { rejectConverted } from '../domain/lead-status.ts';
import { hasField, type NounDefinition } from '../nouns/definition.ts';
import type { Nouns } from '../nouns/nouns.ts';
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
 * Completes the relations of a record with those that the records it is about pass on: a contact implies its account, a
 * case its deal, contact and account. So the page of an account shows everything related.
 */
export async function inheritRelations(tx: Tx, noun: Noun, values: Values): Promise<Values> {
  const definition = tx.nouns.get(noun);
  const read = new Map<string, RawRow | undefined>();
  const keyOf = (related: Noun, id: number) => `${related} ${id}`;
  for (;;) {
    const wanted: [Noun, number][] = [];
    const complete = withRelationsOf(tx.nouns, definition, values, (related, id) => {
      if (!read.has(keyOf(related, id))) wanted.push([related, id]);
      return read.get(keyOf(related, id));
    });
    if (wanted.length === 0) return complete;
    for (const [related, id] of wanted) read.set(keyOf(related, id), await tx.read(related, id));
  }
}

/** The same where the records that are named are at hand. A noun of a team may have some of the relations alone. */
export function withRelationsOf(
  nouns: Nouns,
  definition: NounDefinition,
  values: Values,
  read: (noun: Noun, id: number) => RawRow | undefined,
): Values {
  const result = { ...values };
  for (const { noun, passesOn } of nouns.passingOn) {
    const id = result[`${noun}_id`];
    if (noun === definition.noun || typeof id !== 'number') continue;
    const related = read(noun, id);
    for (const name of passesOn) if (hasField(definition, name)) result[name] ??= related?.[name] ?? null;
  }
  return result;
}
