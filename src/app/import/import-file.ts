import type { NounDefinition } from '../../nouns/definition.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { changeOrDryRun } from '../dry-run.ts';
import { fieldsOf } from '../records/fields.ts';
import { FileImport } from './file-import.ts';
import type { ImportResult } from './import-result.ts';
import type { InputFile, RejectedRowSink } from './input-file.ts';
import type { ImportOptions } from './options.ts';
import { storeOptions } from './saved-options.ts';

interface ImportInput {
  readonly spec: NounDefinition;
  readonly file: InputFile;
  readonly options: ImportOptions;
  readonly rejected: RejectedRowSink;
  /** A name to save the options under. */
  readonly saveAs: string | undefined;
  /** Called before the rows are stored: what it throws keeps them from it. */
  readonly beforeCommit: (result: ImportResult) => Promise<void>;
}

/** Imports a file in one transaction: all rows, all except the rejected ones, or none. */
export async function importFile(deps: Deps, input: ImportInput): Promise<ImportResult> {
  const { spec, file, options, rejected, saveAs } = input;
  const { store } = deps;
  const known = await fieldsOf(store, spec);
  let result: ImportResult | undefined;
  const work = async (tx: Tx): Promise<void> => {
    const { table } = file;
    const importing = await FileImport.open(deps, tx, { spec, known, options, file, table, rejected });
    await importing.importRows();
    while (await importing.retryDeferred());
    await importing.finishDeferred();
    result = importing.result();
    if (options.dryRun) return;
    await input.beforeCommit(result);
    if (saveAs !== undefined) await storeOptions(tx, spec, saveAs, options);
    await deps.withProgress('Indexing', 'nothing was imported', (report) => tx.updateProjections(report));
  };
  await changeOrDryRun(store, options.dryRun, work, () => summaryOf(spec, result));
  return result as ImportResult;
}

function summaryOf({ plural }: NounDefinition, result: ImportResult | undefined): string {
  return `imported ${plural} from ${result?.name}: ${result?.counts.created} created, ${result?.counts.changed} updated`;
}
