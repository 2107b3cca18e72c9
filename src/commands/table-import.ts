import type { InputFile } from '../app/import/input-file.ts';
import type { Context } from '../context.ts';
import { type CrmError, EXIT_PARTLY } from '../domain/errors.ts';
import type { TableRow } from '../formats/rows.ts';
import type { Answer } from '../render/answer.ts';
import { countText } from '../render/counts.ts';
import { openInputFile } from './input-file.ts';
import { outputsOf } from './outputs.ts';
import { RejectedRows } from './rejected-rows.ts';

/** What imports of a table that is not of a noun have in common: the columns, the rejected rows, a dry run. */
interface TableImportOptions {
  readonly map?: readonly string[];
  readonly rejects?: string;
  readonly dryRun?: true;
}

/** A table to be read once, and what its import has to call. */
interface TableImport extends Pick<InputFile, 'name' | 'table' | 'total'> {
  readonly map: readonly string[];
  readonly dryRun: boolean;
  readonly onRejected: (row: TableRow, error: CrmError) => Promise<void>;
  readonly beforeCommit: (rows: number) => Promise<void>;
}

/**
 * Imports a table, all or nothing unless there is a file for the rows that are rejected. `counts` says what became of the
 * others: `3 targets created`; columns that were `leftOver` are named.
 */
export async function importTable<
  C extends { readonly rejected: number; readonly leftOver?: readonly string[] },
>(
  ctx: Context,
  file: string,
  { map = [], rejects, dryRun: isDryRun }: TableImportOptions,
  load: (input: TableImport) => Promise<C>,
  counts: (result: C) => readonly string[],
): Promise<Answer> {
  const dryRun = isDryRun === true;
  const target = rejects === undefined || dryRun ? undefined : (await outputsOf(ctx, [file])).target(rejects);
  const { name, table, total } = await openInputFile(ctx, file);
  const rejected = new RejectedRows(ctx, table, target);
  const result = await rejected.during(() =>
    load({
      name,
      table,
      total,
      map,
      dryRun,
      onRejected: (row, error) => rejected.add(row, error),
      beforeCommit: async (rows) => {
        rejected.requireFile(name, rows);
        await rejected.finish();
      },
    }),
  );
  const parts = [...counts(result), `${countText(result.rejected)} rejected`];
  return {
    type: 'none',
    notes: [
      `${dryRun ? 'Would import' : 'Imported'} ${name}: ${parts.join(', ')}`,
      ...rejected.lines().map((line) => `  ${line}`),
      ...(result.leftOver ?? []).map(
        (header) => `  column not read: ${header}   (--map '${header}=<field>')`,
      ),
    ],
    exitCode: result.rejected > 0 ? EXIT_PARTLY : 0,
  };
}
