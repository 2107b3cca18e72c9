import type { Context } from '../../context.ts';
import type { Row } from '../../domain/field.ts';
import { throwIfAborted } from '../../io/interrupts.ts';
import { type OutputFile, writeOutput } from '../../io/output-file.ts';
import type { OutputTarget } from '../../io/outputs.ts';
import { ZipOutput } from '../../io/zip-output.ts';
import { type Answer, printAnswer } from '../../render/answer.ts';
import { counted, countText } from '../../render/counts.ts';
import type { Destination, ListView } from '../../render/printer.ts';
import { MAX_CELL_CHARS, sheetEncoder } from '../../render/xlsx.ts';
import { outputsOf } from '../outputs.ts';
import { listForm } from './form.ts';
import { type AskedList, writePage } from './page-file.ts';

interface List {
  readonly view: ListView;
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
}

/** Writes an answer into the file of `--output`, and its remarks where they always go. */
export async function writeAnswer(
  ctx: Context,
  answer: Answer,
  output: string,
  asked: AskedList,
): Promise<void> {
  if (answer.type !== 'list' && answer.type !== 'raw') return printAnswer(ctx.print, answer);
  const target = (await outputsOf(ctx)).target(output);
  if (answer.type === 'raw') await writeOutput(target, ctx.io.signal, (out) => out.write(answer.text));
  else {
    const form = listForm(output, ctx.settings);
    if (form === 'html') await writePage(ctx, target, answer, asked);
    else await writeListFile(ctx, target, answer, form === 'workbook' ? form : { format: form });
  }
  await printAnswer(ctx.print, { ...answer, type: 'none' });
}

/** Writes a list into a new file, completely or not at all. */
export async function writeListFile(
  ctx: Context,
  target: OutputTarget,
  { view, rows }: List,
  form: Omit<Destination, 'out'> | 'workbook',
): Promise<void> {
  // From here on a signal waits until the file is removed.
  throwIfAborted(ctx.io.signal);
  await writeOutput(target, ctx.io.signal, (out) =>
    form === 'workbook'
      ? writeWorkbook(ctx, out, { view, rows })
      : ctx.print.list(view, rows, { ...form, out }),
  );
}

/** A workbook of one sheet, written row by row. */
async function writeWorkbook(ctx: Context, file: OutputFile, { view, rows }: List): Promise<void> {
  const encoder = sheetEncoder(view.noun, view.columns, ctx.settings);
  const out = await ZipOutput.open(file, encoder.sheetPart);
  await ctx.print.list(view, rows, { out, format: 'csv', encoder });
  await out.finish(encoder.parts());
  for (const [column, count] of encoder.cut)
    ctx.print.note(
      `${column}: ${counted(count, 'text')} cut after ${countText(MAX_CELL_CHARS)} characters, which is all that a cell holds; CSV has them whole`,
    );
}
