import { listSegments } from '../../app/team/segments.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { nounNamed } from '../record/selection.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'name for --segment' },
  { name: 'noun', label: 'Noun', type: 'text', help: 'noun of the records' },
  { name: 'filter', label: 'Filter', type: 'text', help: 'the filter; empty for a list' },
  { name: 'records', label: 'Records', type: 'integer', help: 'number of matching records' },
  { name: 'created_at', label: 'Added', type: 'datetime', help: 'when it was saved' },
];

export default command({
  summary: 'list the segments with their number of records',
  examples: ['segment list', 'segment list lead --json'],
  lists: true,
  configure: (c) => c.argument('[noun]', 'only segments of this noun'),
  async run({ args: [text] }, ctx) {
    const noun = text === undefined ? undefined : nounNamed(await ctx.nouns(), text);
    const segments = await listSegments(await ctx.deps(), noun);
    const answer = listAnswer(
      ctx,
      {
        noun: 'segments',
        columns: COLUMNS,
        empty: "no segments yet: crm segment add hot --where 'score > 80'",
      },
      segments.map(({ name, noun: of, filter, count, createdAt }) => ({
        id: name,
        name,
        noun: of,
        filter,
        records: count,
        created_at: createdAt,
      })),
    );
    return { ...answer, warnings: segments.flatMap(({ problem }) => problem ?? []) };
  },
});
