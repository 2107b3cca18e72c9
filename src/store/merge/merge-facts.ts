import type { NounDefinition } from '../../nouns/definition.ts';
import type { MergeFacts } from '../../nouns/shared/merge.ts';
import type { StageFacts } from '../../nouns/shared/rules.ts';
import { leadStatuses } from '../leads.ts';
import type { RawRow } from '../sql.ts';
import { pipelines } from '../stages.ts';
import type { Tx } from '../tx.ts';
import { ancestorsOf } from '../write/rule-facts.ts';

/** Reads what the rules of a noun ask to merge two of its records. */
export async function readMergeFacts(
  tx: Tx,
  { noun, rules: { facts } }: NounDefinition,
  rows: readonly RawRow[],
): Promise<MergeFacts> {
  const statuses = facts === 'lead statuses' ? await leadStatuses(tx) : [];
  const byName = new Map(statuses.map(({ name, kind }, position) => [name, { kind, position }]));
  const all = facts === 'stages' ? await pipelines(tx) : [];
  const stages = new Map(all.flatMap((pipeline) => pipeline.stages).map((stage) => [stage.id, stage]));
  const parents = new Map<unknown, unknown>();
  if (facts === 'parents')
    for (const { parent_id } of rows)
      for (const [id, parent] of await ancestorsOf(tx, parent_id, { noun, column: 'parent_id' }))
        parents.set(id, parent);
  return {
    leadStatus: (name) => byName.get(String(name)),
    parentOf: (id) => (parents.get(id) ?? null) as number | null,
    stage: (id) => stages.get(id as number) as StageFacts,
    pipelineName: (id) => all.find((pipeline) => pipeline.id === id)?.name ?? '',
  };
}
