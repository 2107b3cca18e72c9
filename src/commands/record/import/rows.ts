import { changeOrDryRun } from '../../../app/dry-run.ts';
import type { Context } from '../../../context.ts';
import { EXIT_PARTLY, isCrmError, usage } from '../../../domain/errors.ts';
import type { Field, Row } from '../../../domain/field.ts';
import { mapHeaders } from '../../../formats/mapping.ts';
import { readRecord } from '../../../formats/record.ts';
import type { TableRow } from '../../../formats/rows.ts';
import { openTable, type Table } from '../../../formats/table.ts';
import { makeReader } from '../../../formats/values.ts';
import { throwIfAborted, yieldToEvents } from '../../../io/interrupts.ts';
import { counted, countText } from '../../../render/counts.ts';
import type { Tx } from '../../../store/tx.ts';
import { outputsOf } from '../../outputs.ts';
import { FilePhones } from './file-phones.ts';
import { RejectedRows } from './rejected-rows.ts';
import { openSource, type Source } from './source.ts';

/** Rows between two checks of signals and updates of the progress line. */
const ROWS_BETWEEN_CHECKS = 250;

/** Import of a file of simple rows, one by one. */
interface RowImport {
  /** Name of a row in messages: `number`. */
  readonly what: string;
  readonly fields: readonly Field[];
  /** The required field; the first column holds it in a file without headers. */
  readonly needed: string;
  /** Whether a header is a value of the required field instead. */
  readonly isValue?: (header: string) => boolean;
  readonly map: readonly string[];
  readonly dateFormat: string | undefined;
  readonly rejects: string | undefined;
  readonly dryRun: boolean;
  /** Imports a row. Returns whether anything was new; throws a CrmError to reject it, having written nothing. */
  readonly take: (tx: Tx, values: Row, file: ImportedFile) => Promise<boolean>;
}

/** The file that a row is in. */
export interface ImportedFile {
  /** Its name. */
  readonly source: string;
  /** Reads its phones: those without a calling code are of the country that most have. */
  readonly phones: FilePhones;
}

interface Counts {
  made: number;
  unchanged: number;
}

/**
 * Imports rows in one transaction: all, or all except those rejected into a file, or none; reports the result.
 * Returns the exit code. Throws `usage` for a file without the required column, `refused` for rejected rows.
 */
export async function importRows(ctx: Context, path: string, rows: RowImport): Promise<number> {
  const target =
    rows.rejects === undefined || rows.dryRun
      ? undefined
      : (await outputsOf(ctx, [path])).target(rows.rejects);
  const source = openSource(ctx, path);
  const table = await openTable(source.bytes, { name: source.name });
  const refusals = new RejectedRows(ctx, table, target);
  const counts: Counts = { made: 0, unchanged: 0 };
  try {
    const work = async (tx: Tx) => {
      await takeAll(ctx, tx, rows, table, { source, refusals, counts });
      if (rows.dryRun) return;
      if (refusals.count > 0 && rows.rejects === undefined)
        throw refusals.error(source.name, counts.made + counts.unchanged + refusals.count);
      await refusals.finish();
    };
    await changeOrDryRun(
      await ctx.store(),
      rows.dryRun,
      work,
      () => `imported ${counted(counts.made, rows.what)} from ${source.name}`,
    );
    await refusals.commit();
  } finally {
    refusals.discard();
  }
  const did = rows.dryRun ? 'Would import' : 'Imported';
  const summary = `${counted(counts.made, rows.what)} created, ${countText(counts.unchanged)} unchanged, ${countText(refusals.count)} rejected`;
  ctx.print.note(`${did} ${source.name}: ${summary}`);
  for (const line of refusals.lines()) ctx.print.note(`  ${line}`);
  return refusals.count > 0 ? EXIT_PARTLY : 0;
}

async function takeAll(
  ctx: Context,
  tx: Tx,
  rows: RowImport,
  table: Table,
  into: { source: Source; refusals: RejectedRows; counts: Counts },
): Promise<void> {
  const { source, refusals, counts } = into;
  const { name } = source;
  const bare = rows.isValue?.(table.headers[0] ?? '') === true;
  const headers = bare ? [rows.needed] : table.headers;
  const { feeds } = mapHeaders(headers, rows.fields, { map: rows.map });
  if (!feeds.some(({ field }) => field.name === rows.needed)) {
    throw usage(
      `${name} has no column for ${rows.needed}`,
      `Columns: ${table.headers.join(', ')}`,
      `Assign it: --map '<column>=${rows.needed}'`,
    );
  }
  const reader = await makeReader({
    now: ctx.clock.now(),
    currency: ctx.config.get('currency'),
    fields: rows.fields,
    dateFormat: rows.dateFormat,
    valueMaps: [],
  });
  const phones = new FilePhones(await ctx.phoneReader(), null);
  const batches = await phones.inspect(withFirst(table, bare), feeds);
  const progress = ctx.print.progress(`Importing ${name}`);
  let count = 0;
  try {
    for await (const row of inTurn(batches)) {
      if (++count % ROWS_BETWEEN_CHECKS === 0) {
        progress.update(count, source.total(count), refusals.count);
        await yieldToEvents();
        throwIfAborted(ctx.io.signal, 'nothing was imported');
      }
      if (row.problem !== undefined) {
        await refusals.add(row, row.problem);
        continue;
      }
      const { values, unread } = readRecord(feeds, reader, row.cells);
      const [bad] = unread;
      if (bad) {
        await refusals.add(row, bad.error.message, ctx.hintsOf(bad.error));
        continue;
      }
      try {
        if (await rows.take(tx, values, { source: name, phones })) counts.made++;
        else counts.unchanged++;
      } catch (error) {
        if (!isCrmError(error)) throw error;
        await refusals.add(row, error.message, ctx.hintsOf(error));
      }
    }
    // A signal arrives one turn after events that came with it, such as the end of the pipe.
    await yieldToEvents();
    await yieldToEvents();
    throwIfAborted(ctx.io.signal, 'nothing was imported');
  } finally {
    progress.end();
  }
}

/** In a file without headers, the first line is a row. */
async function* withFirst(table: Table, bare: boolean): AsyncGenerator<readonly TableRow[]> {
  if (bare) yield [{ line: 1, cells: [...table.headers] }];
  yield* table.batches;
}

async function* inTurn(batches: AsyncIterable<readonly TableRow[]>): AsyncGenerator<TableRow> {
  for await (const rows of batches) yield* rows;
}
