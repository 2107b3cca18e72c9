import type { Context } from '../../../context.ts';
import type { NounSpec } from '../../../domain/field.ts';
import { openTable } from '../../../intake/table.ts';
import type { Tx } from '../../../store/tx.ts';
import { fieldsOf } from '../fields.ts';
import { FileImport, type Imported } from './file-import.ts';
import type { ImportOptions } from './options.ts';
import { Refusals } from './refusals.ts';
import { openSource } from './source.ts';

/** Takes the whole file back out of the transaction, with what was found out. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed';
}

/** Imports a file in one transaction: all of it, or all but what is refused into a file, or nothing. */
export async function runImport(
  ctx: Context,
  spec: NounSpec,
  path: string,
  options: ImportOptions,
): Promise<Imported> {
  const source = openSource(ctx, path);
  const { encoding, delimiter } = options;
  const table = await openTable(source.bytes, { encoding, delimiter, name: source.name });
  const refusals = new Refusals(ctx, table.headers, options.dryRun ? undefined : options.rejects);
  let imported: Imported | undefined;
  try {
    const store = await ctx.store();
    const known = await fieldsOf(store, spec);
    const work = async (tx: Tx): Promise<void> => {
      const file = await FileImport.open(ctx, tx, { spec, known, options, source, table, refusals });
      await file.first();
      while (await file.again());
      await file.last();
      imported = file.result();
      if (options.dryRun) throw new Rehearsed();
      if (refusals.count > 0 && options.rejects === undefined)
        throw refusals.error(source.name, imported.counts.rows);
    };
    await store.change(work, () => summaryOf(spec, imported));
    refusals.commit();
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  } finally {
    refusals.discard();
  }
  return imported as Imported;
}

function summaryOf({ plural }: NounSpec, imported: Imported | undefined): string {
  return `imported ${plural} from ${imported?.name}: ${imported?.counts.made} made, ${imported?.counts.changed} changed`;
}
