import { type AddedDoc, addFiles, addLink, MAX_DOC_BYTES } from '../../app/docs/docs.ts';
import { byteSizeText } from '../../domain/byte-size.ts';
import { readDate } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { recordText } from '../../domain/record-ref.ts';
import { readUrl } from '../../formats/scalars.ts';
import { DOC } from '../../nouns/doc/definition.ts';
import { command } from '../command.ts';
import { addSetOption } from '../record/input.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';
import { readSetValues } from '../record/set-values.ts';
import { filesNamed } from './input.ts';

export default command({
  summary: 'add files, or a link to one elsewhere, to a record',
  description:
    'Copies files into the folder of files beside the database, named by their hash, so that the originals may go. A file ' +
    'called like a document that the record has is a new version of it. The text of PDF, Word (.docx), LibreOffice (.odt) ' +
    `and text files is found by \`crm search\`. Links are not followed; a file has at most ${byteSizeText(MAX_DOC_BYTES)}.`,
  examples: [
    'doc add opp:7 offer.pdf --kind contract --expires 2027-01-31',
    'doc add account:3 photo-1.jpg photo-2.jpg --kind photo',
    'doc add case:1 --link https://files.example.com/log.txt',
  ],
  createsDatabase: true,
  configure: (c) =>
    addSetOption(c)
      .argument('<ref>', 'the record, of any noun: opp:7, account:3, activity:9 …')
      .argument('[file...]', 'the files')
      .option('--link <url>', 'a link to a file elsewhere, instead of a file')
      .option('--name <name>', 'what it is called; default: the name of the file')
      .option('--kind <kind>', 'what it is: contract, offer … (crm picklist show doc-kind)')
      .option('--expires <date>', 'the last day on which it is valid')
      .option('--notes <text>', 'free text')
      .option('--separate', 'never a new version of a document of that name'),
  async run({ args: [ref, paths], options }, ctx) {
    const { link, name, kind, expires, notes, separate, set } = options;
    if (paths.length > 0 === (link !== undefined))
      throw usage(
        link === undefined ? 'the file is missing' : 'a document is a file or a link, not both',
        `Usage: crm doc add ${ref} offer.pdf   or: crm doc add ${ref} --link https://…`,
      );
    if (name !== undefined && paths.length > 1) throw usage('--name names one file');
    const [record, ...more] = await resolveRecordsOfAnyNoun(ctx, (await ctx.nouns()).subjectsOf('doc'), [
      ref,
    ]);
    if (!record || more.length > 0) throw usage('name one record');
    const values = {
      ...(name === undefined ? {} : { name }),
      ...(kind === undefined ? {} : { kind: kind.trim() || null }),
      ...(expires === undefined ? {} : { expires: readDate(expires, ctx.clock.now(), ctx.timeSettings) }),
      ...(notes === undefined ? {} : { notes: notes.trim() || null }),
      ...(await readSetValues(ctx, DOC, set)),
    };
    const deps = await ctx.deps();
    const added =
      link === undefined
        ? await addFiles(deps, {
            record,
            files: filesNamed(ctx, paths),
            values,
            areSeparate: separate === true,
          })
        : await addLink(deps, { record, url: readUrl(link), values });
    return {
      type: 'changed',
      sentence: `Added ${added.length === 1 ? docText(added[0] as AddedDoc) : `${added.length} documents`} to ${recordText(record)}`,
      references: added.map(({ id }) => id),
    };
  },
});

const docText = (doc: AddedDoc): string =>
  doc.version === 1 ? recordText(doc) : `version ${doc.version} of ${recordText(doc)}`;
