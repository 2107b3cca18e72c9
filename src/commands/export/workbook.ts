import type { Context } from '../../context.ts';
import type { Row } from '../../domain/field.ts';
import type { OutputFile } from '../../io/output-file.ts';
import { ZipOutput } from '../../io/zip-output.ts';
import type { ListView } from '../../render/printer.ts';
import { sheetEncoder } from '../../render/xlsx.ts';

/** Writes a list as an Excel workbook of one sheet, row by row. */
export async function writeWorkbook(
  ctx: Context,
  file: OutputFile,
  view: ListView,
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<void> {
  const encoder = sheetEncoder(view.noun, view.columns, ctx.settings);
  const out = await ZipOutput.open(file, encoder.sheetPart);
  await ctx.print.list(view, rows, { out, format: 'csv', encoder });
  await out.finish(encoder.parts());
}
