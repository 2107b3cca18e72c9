import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import { isCrmError } from '../../domain/errors.ts';
import { countRecords } from '../../store/records.ts';
import { type Segment, segments } from '../../store/segments.ts';
import type { Store } from '../../store/store.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { nounNamed, selection } from '../record/selection.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'what --segment calls it' },
  { name: 'noun', label: 'Noun', type: 'text', help: 'what it is of' },
  { name: 'filter', label: 'Filter', type: 'text', help: 'which records fit' },
  { name: 'records', label: 'Records', type: 'integer', help: 'how many fit now' },
  { name: 'created_at', label: 'Added', type: 'datetime', help: 'when it was saved' },
];

export default command({
  summary: 'list the saved filters and how many records fit each',
  examples: ['segment list', 'segment list lead --json'],
  configure: (c) => c.argument('[noun]', 'of this noun only'),
  async run({ args: [noun] }, ctx) {
    const store = await ctx.store();
    const rows = [];
    for (const segment of await segments(
      store.db,
      noun === undefined ? undefined : nounNamed(ctx.nouns, noun),
    )) {
      rows.push({
        id: segment.name,
        name: segment.name,
        noun: segment.noun,
        filter: segment.filter,
        records: await fitting(ctx, store, segment),
        created_at: segment.createdAt,
      });
    }
    const empty = "no segments yet: crm segment add hot --where 'score > 80'";
    return listAnswer(ctx, { noun: 'segments', columns: COLUMNS, empty }, rows);
  },
});

/** How many records fit; null, with a warning, where the filter names what is no more. */
async function fitting(ctx: Context, store: Store, { name, noun }: Segment): Promise<number | null> {
  try {
    const fields = await fieldsOf(store, store.db.nouns.get(noun));
    return await countRecords(store.engine, noun, await selection(ctx, noun, fields, { segment: name }));
  } catch (error) {
    if (!isCrmError(error)) throw error;
    await ctx.print.warn(error.message);
    return null;
  }
}
