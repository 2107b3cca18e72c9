import type { NounDefinition, RuleFacts } from '../../nouns/definition.ts';
import { outcomeOf } from '../calls/outcomes.ts';
import { leadStatuses } from '../leads.ts';
import type { Bound, RawRow } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Reads the facts that the rules of a noun need to check these columns. */
export async function readRuleFacts(
  tx: Tx,
  { rules: { facts } }: NounDefinition,
  columns: RawRow,
): Promise<RuleFacts> {
  const statuses = facts === 'lead statuses' && columns.status !== undefined ? await leadStatuses(tx) : [];
  const result =
    facts === 'call results' && typeof columns.outcome === 'string'
      ? await outcomeOf(tx, columns.outcome)
      : undefined;
  const parents = facts === 'parents' ? await ancestorsOf(tx, columns.parent_id) : new Map();
  return {
    now: tx.now,
    isConvertedStatus: (name) =>
      statuses.some((status) => status.name === name && status.kind === 'converted'),
    callResult: () => result,
    parentOf: (id) => parents.get(id) ?? null,
  };
}

async function ancestorsOf(tx: Tx, parentId: Bound | undefined): Promise<Map<Bound, Bound>> {
  const parents = new Map<Bound, Bound>();
  for (let id = parentId ?? null; id !== null && !parents.has(id); id = parents.get(id) ?? null)
    parents.set(id, (await tx.read('account', id as number))?.parent_id ?? null);
  return parents;
}
