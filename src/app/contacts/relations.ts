import { MANAGER, readRelation } from '../../domain/contact-relations.ts';
import { usage } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { addRelation, removeRelations } from '../../store/contact-relations.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';

/** Two contacts: `other` is something to `contact`, such as its manager. */
export interface ContactPair {
  readonly contact: NamedRecord;
  readonly other: NamedRecord;
}

/** Relates two contacts; `as` is what `other` is to `contact`. Returns whether that is new. */
export async function relateContacts(
  deps: Deps,
  { contact, other, as }: ContactPair & { readonly as: string },
): Promise<boolean> {
  const { kind, isInverse } = readRelation(as);
  if (kind === '') throw usage('what are they to each other?', { code: 'relation-missing' });
  if (contact.id === other.id) throw usage('a contact is not related to itself');
  const [from, to] = isInverse ? [other, contact] : [contact, other];
  const { id } = await deps.store.change(
    (tx) =>
      isManager(kind)
        ? updateRecord(tx, 'contact', from.id, { reports_to_id: to.id }, deps)
        : addRelation(tx, from.id, to.id, kind),
    `related contact ${from.id} to contact ${to.id}, its ${kind}`,
  );
  return id !== null;
}

/** Removes what two contacts are to each other, all of it or one relation. Returns the number of relations. */
export async function unrelateContacts(
  deps: Deps,
  { contact, other, as }: ContactPair & { readonly as: string | undefined },
): Promise<number> {
  const kind = as === undefined ? null : readRelation(as).kind;
  const { result } = await deps.store.change(async (tx) => {
    let removed =
      kind !== null && isManager(kind) ? 0 : await removeRelations(tx, contact.id, other.id, kind);
    if (kind !== null && !isManager(kind)) return removed;
    for (const [person, manager] of [
      [contact.id, other.id],
      [other.id, contact.id],
    ] as const) {
      if ((await tx.read('contact', person))?.reports_to_id !== manager) continue;
      await updateRecord(tx, 'contact', person, { reports_to_id: null }, deps);
      removed++;
    }
    return removed;
  }, `removed relations between contact ${contact.id} and contact ${other.id}`);
  return result;
}

const isManager = (kind: string) => kind.toLowerCase() === MANAGER;
