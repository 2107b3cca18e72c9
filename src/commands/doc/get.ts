import { openDoc } from '../../app/docs/docs.ts';
import { refused, usage } from '../../domain/errors.ts';
import { recordText } from '../../domain/record-ref.ts';
import { writeOutput } from '../../io/output-file.ts';
import { command } from '../command.ts';
import { outputsOf } from '../outputs.ts';
import { resolveRecord } from '../record/references.ts';
import { wholeNumber } from '../record/selection.ts';
import { DOC_REFERENCE } from './input.ts';

export default command({
  summary: 'write the file of a document',
  examples: ['doc get 1', 'doc get 1 -o contract.txt', 'doc get 1 --number 1 -o - | wc -c'],
  configure: (c) =>
    c
      .argument('<ref>', DOC_REFERENCE)
      .option('-o, --output <file>', 'the new file, - for stdout; default: its own name, in this folder')
      .option('--number <n>', 'a former version; see crm doc versions'),
  async run({ args: [ref], options }, ctx) {
    const doc = await resolveRecord(ctx, 'doc', ref);
    const opened = await openDoc(await ctx.deps(), doc, wholeNumber('number', options.number));
    if ('url' in opened)
      throw refused(`doc ${doc.id} is a link: ${opened.url}`, { code: 'document-is-link', id: doc.id });
    const isPiped = options.output === '-';
    if (isPiped && ctx.io.stdout.isTTY)
      throw usage('a terminal is no place for the bytes of a file', 'Write them to a file: -o <file>');
    const file = isPiped ? '/dev/stdout' : (options.output ?? opened.name);
    await writeOutput((await outputsOf(ctx)).target(file), ctx.io.signal, async (out) => {
      for await (const piece of opened.bytes) await out.writeBytes(piece);
    });
    if (isPiped) return { type: 'none' };
    return { type: 'changed', sentence: `Wrote ${file}   (${recordText(doc)})`, references: [file] };
  },
});
