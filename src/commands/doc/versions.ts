import { listVersions } from '../../app/docs/docs.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { resolveRecord } from '../record/references.ts';
import { DOC_REFERENCE } from './input.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'version', label: 'Version', type: 'integer', help: 'its number; the greatest is the present one' },
  { name: 'name', label: 'Name', type: 'text', help: 'name of the file' },
  { name: 'size', label: 'Size', type: 'integer', help: 'in bytes' },
  { name: 'at', label: 'Added', type: 'datetime', help: 'when it was added' },
  { name: 'user', label: 'By', type: 'text', help: 'who added it' },
  { name: 'hash', label: 'SHA-256', type: 'text', help: 'the hash of its bytes' },
];

export default command({
  summary: 'list the versions of a document',
  examples: ['doc versions 1'],
  lists: true,
  configure: (c) => c.argument('<ref>', DOC_REFERENCE),
  async run({ args: [ref] }, ctx) {
    const doc = await resolveRecord(ctx, 'doc', ref);
    const versions = await listVersions(await ctx.deps(), doc);
    return listAnswer(
      ctx,
      { noun: 'versions', columns: COLUMNS, empty: `doc ${doc.id} is a link: it has no versions` },
      versions.map(({ number, ...version }) => ({ id: number, version: number, ...version })),
    );
  },
});
