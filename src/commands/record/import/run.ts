import { changeOrDryRun } from '../../../app/dry-run.ts';
import { fieldsOf } from '../../../app/records/fields.ts';
import type { Context } from '../../../context.ts';
import { openTable, type Table } from '../../../formats/table.ts';
import type { OutputTarget } from '../../../io/outputs.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import type { Tx } from '../../../store/tx.ts';
import { FileImport } from './file-import.ts';
import type { ImportResult } from './import-result.ts';
import { indexImported } from './indexing.ts';
import type { ImportOptions } from './options.ts';
import { RejectedRows } from './rejected-rows.ts';
import { openSource, type Source } from './source.ts';

/** A file with a parsed header; its rows can be read once. */
export interface OpenFile {
  readonly source: Source;
  readonly table: Table;
}

/** Opens the file of the argument; `-` is stdin. */
export async function openFile(
  ctx: Context,
  path: string,
  {
    encoding,
    delimiter,
    sheet,
    nullWords,
    headers,
  }: Pick<ImportOptions, 'encoding' | 'delimiter' | 'sheet' | 'nullWords' | 'headers'>,
): Promise<OpenFile> {
  const source = openSource(ctx, path);
  const options = { encoding, delimiter, sheet, nullWords, headers, name: source.name };
  return { source, table: await openTable(source.bytes, options) };
}

/**
 * Imports a file in one transaction: all of it, or all except rows rejected into the file `rejects`, or nothing.
 * `alsoWrite` adds other writes to the change.
 */
export async function runImport(
  ctx: Context,
  spec: NounDefinition,
  { source, table }: OpenFile,
  options: ImportOptions,
  rejects: OutputTarget | undefined,
  alsoWrite: (tx: Tx) => Promise<void> = async () => {},
): Promise<ImportResult> {
  const refusals = new RejectedRows(ctx, table, rejects);
  let imported: ImportResult | undefined;
  try {
    const store = await ctx.store();
    const known = await fieldsOf(store, spec);
    const work = async (tx: Tx): Promise<void> => {
      const file = await FileImport.open(ctx, tx, { spec, known, options, source, table, refusals });
      await file.first();
      while (await file.again());
      await file.last();
      imported = file.result();
      if (options.dryRun) return;
      if (refusals.count > 0 && options.rejects === undefined)
        throw refusals.error(source.name, imported.counts.rows);
      await alsoWrite(tx);
      await indexImported(ctx, tx);
      await refusals.finish();
    };
    await changeOrDryRun(store, options.dryRun, work, () => summaryOf(spec, imported));
    await refusals.commit();
  } finally {
    refusals.discard();
  }
  return imported as ImportResult;
}

function summaryOf({ plural }: NounDefinition, imported: ImportResult | undefined): string {
  return `imported ${plural} from ${imported?.name}: ${imported?.counts.created} created, ${imported?.counts.changed} updated`;
}
