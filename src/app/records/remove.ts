import type { NamedRecord } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { removeRecord } from '../../store/write/remove.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { describeRecords } from './describe.ts';

/** Records to remove. */
export interface RemoveInput {
  readonly records: readonly NamedRecord[];
  /** Whether to remove converted leads too. */
  readonly force: boolean;
}

/** Removes records with their own child rows, all or none. */
export async function removeRecords(
  deps: Deps,
  spec: NounDefinition,
  { records, force }: RemoveInput,
): Promise<void> {
  await deps.store.change(
    (tx) =>
      forEachRecord(deps, tx, records, async ({ id }) => {
        const record = force ? undefined : await tx.read(spec.noun, id);
        if (record) spec.rulesByHand?.checkRemoval?.(record);
        await removeRecord(tx, spec.noun, id);
      }),
    `removed ${describeRecords(spec, records)}`,
  );
}
