import { resolve } from 'node:path';
import type { InputFile } from '../../../app/import/input-file.ts';
import type { ImportOptions } from '../../../app/import/options.ts';
import { planFiles } from '../../../app/migrate/plan.ts';
import type { Context } from '../../../context.ts';
import { EXIT_PARTLY, usage } from '../../../domain/errors.ts';
import { flattenBatches } from '../../../formats/batches.ts';
import { findPreset } from '../../../formats/presets/index.ts';
import type { TableRow } from '../../../formats/rows.ts';
import type { Table } from '../../../formats/table.ts';
import type { Answer } from '../../../render/answer.ts';
import { AttachmentFolders } from '../../migrate/attachments.ts';
import { outcomeAnswer } from '../../migrate/report.ts';
import { runMigration } from '../../migrate/run.ts';
import { outputsOf } from '../../outputs.ts';

/** Imports the orders of a shop: products, buyers, open carts as deals, and purchases, as `crm migrate` does. */
export async function importOrders(
  ctx: Context,
  input: InputFile,
  path: string,
  options: ImportOptions & { readonly rejects: string | undefined },
): Promise<Answer & { readonly exitCode: number }> {
  const { dryRun, preset } = options;
  if (options.rejects !== undefined)
    throw usage(
      'the orders of a shop are several kinds of records, each with rejected rows of its own',
      `Name a folder for them: crm migrate ${path} --rejects <folder>`,
    );
  const nouns = await ctx.nouns();
  const file = { ...(await readable(input)), path: resolve(ctx.io.cwd, path) };
  const { planned } = await planFiles({
    nouns,
    files: [file],
    subjects: new Map(),
    preset: preset === undefined ? undefined : findPreset(preset),
    system: options.system,
  });
  const migration = await runMigration(
    ctx,
    planned,
    {
      ...options,
      nullWords: options.nullWords,
      delimiter: options.delimiter,
      encoding: options.encoding,
      sheet: options.sheet,
      create: undefined,
      pipeline: undefined,
      system: options.system || undefined,
      rejects: undefined,
    },
    await outputsOf(ctx, [path]),
    new AttachmentFolders(),
  );
  const outcome = { ...migration, nouns, skippedFiles: [], dryRun, rejects: undefined };
  const isRefused = migration.files.some(({ rejected }) => rejected.count > 0);
  return { ...outcomeAnswer(outcome, ctx.print.format), exitCode: isRefused ? EXIT_PARTLY : 0 };
}

/** The input as one that can be read again: what comes through a pipe is kept. */
async function readable(input: InputFile): Promise<InputFile & { readonly reopen: () => Promise<Table> }> {
  const { reopen, table } = input;
  if (reopen) return { ...input, reopen };
  const kept: (readonly TableRow[])[] = [];
  for await (const batch of table.batches) kept.push(batch);
  const again = (): Table => {
    const batches = copies(kept);
    return { ...table, batches, rows: flattenBatches(batches) };
  };
  return { ...input, table: again(), reopen: async () => again() };
}

async function* copies(kept: readonly (readonly TableRow[])[]): AsyncGenerator<readonly TableRow[]> {
  for (const batch of kept) yield batch.map((row) => ({ ...row, cells: [...row.cells] }));
}
