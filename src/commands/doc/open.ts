import { openDoc } from '../../app/docs/docs.ts';
import { openFileArguments, readDocProgram } from '../../domain/doc-program.ts';
import { recordText } from '../../domain/record-ref.ts';
import { launch } from '../../io/launch.ts';
import { removePrivateCopy, writePrivateCopy } from '../../io/private-copy.ts';
import { command } from '../command.ts';
import { openWebsite } from '../reach.ts';
import { resolveRecord } from '../record/references.ts';
import { wholeNumber } from '../record/selection.ts';
import { DOC_REFERENCE } from './input.ts';

export default command({
  summary: 'open a document with your own program, or that of the system',
  description:
    'Opens a private copy that cannot be changed with the program of the setting doc_program, or with what the system has ' +
    'for such files. A link is opened in the browser.',
  examples: ['doc open 1', 'doc open "Price list.txt"'],
  configure: (c) =>
    c.argument('<ref>', DOC_REFERENCE).option('--number <n>', 'a former version; see crm doc versions'),
  async run({ args: [ref], options }, ctx) {
    const doc = await resolveRecord(ctx, 'doc', ref);
    const opened = await openDoc(await ctx.deps(), doc, wholeNumber('number', options.number));
    if ('url' in opened) await openWebsite(ctx, opened.url);
    else {
      const copy = await writePrivateCopy(opened.name, opened.bytes);
      const own = ctx.config.get('doc_program');
      try {
        await launch(
          openFileArguments(own === undefined ? null : readDocProgram(own), ctx.io.platform, copy),
          ctx.io.env,
        );
      } catch (error) {
        removePrivateCopy(copy);
        throw error;
      }
    }
    return { type: 'changed', sentence: `Opened ${recordText(doc)}`, references: [doc.id] };
  },
});
