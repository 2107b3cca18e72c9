import { usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import { recordText } from '../../domain/record-ref.ts';
import { writeOutput } from '../../io/output-file.ts';
import { command } from '../command.ts';
import { outputsOf } from '../outputs.ts';
import { resolveRecord } from '../record/references.ts';
import { QUOTE_FORMS, quoteFile } from './file.ts';

export default command({
  summary: 'write a quote as Markdown, HTML or PDF',
  description:
    'Writes the document: Markdown to stdout, or the file of -o in the form that its name ends with. A PDF is printed by ' +
    'Chromium, Chrome, Edge or Brave, without a window and without network.',
  examples: ['quote print 1', 'quote print 1 -o quote.html'],
  configure: (c) =>
    c
      .argument('<ref>', 'number of the quote')
      .option('-o, --output <file>', 'the new file: .md, .html or .pdf'),
  async run({ args: [ref], options: { output } }, ctx) {
    const quote = await resolveRecord(ctx, 'quote', ref);
    if (output === undefined || output === '-') {
      const text = Buffer.from(await quoteFile(ctx, quote, 'md')).toString();
      return { type: 'text', text };
    }
    const ending = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase();
    if (ending === undefined)
      throw usage(`"${output}" does not say in which form`, 'Name a file that ends in .md, .html or .pdf.');
    const form = oneOf('a quote has no form', ending, QUOTE_FORMS);
    const bytes = await quoteFile(ctx, quote, form);
    await writeOutput((await outputsOf(ctx)).target(output), ctx.io.signal, (out) => out.writeBytes(bytes));
    return { type: 'changed', sentence: `Wrote ${output}   (${recordText(quote)})`, references: [output] };
  },
});
