import { addVersion } from '../../app/docs/docs.ts';
import { cleanFileName } from '../../domain/file-name.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { resolveRecord } from '../record/references.ts';
import { DOC_REFERENCE, filesNamed } from './input.ts';

export default command({
  summary: 'make a file the new version of a document; the former ones are kept',
  examples: ['doc version 1 offer-2.pdf'],
  configure: (c) => c.argument('<ref>', DOC_REFERENCE).argument('<file>', 'the file'),
  async run({ args: [ref, path] }, ctx) {
    const doc = await resolveRecord(ctx, 'doc', ref);
    const deps = await ctx.deps();
    for await (const file of filesNamed(ctx, [path])) {
      const added = await addVersion(deps, { doc, file });
      return {
        type: 'changed',
        sentence: added.isNew ? `Added version ${added.version} of ${recordText(doc)}` : '',
        references: [doc.id],
        notes: [
          ...(added.isNew ? [] : [`"${path}" is the present version already`]),
          ...(added.isNew && added.title !== cleanFileName(file.name)
            ? [`it is still called "${added.title}"; to rename it: crm doc edit ${doc.id} --name …`]
            : []),
        ],
      };
    }
    return { type: 'none' };
  },
});
