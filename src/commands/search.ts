import { searchRecords } from '../app/search.ts';
import { usage } from '../domain/errors.ts';
import { refText } from '../domain/record-ref.ts';
import { command } from './command.ts';
import { type ListColumn, listAnswer } from './listing.ts';
import { nounNamed, wholeNumber } from './record/selection.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'noun', label: 'Noun', type: 'text', help: 'noun of the record' },
  { name: 'id', label: 'ID', type: 'integer', help: 'number of the record' },
  { name: 'title', label: 'Title', type: 'text', help: 'name of the record' },
  { name: 'match', label: 'Where', type: 'text', help: 'the matching text, if it is not in the title' },
];

const DEFAULT_LIMIT = 20;

export default command({
  summary: 'find records by any of their text',
  description:
    'Finds records of every noun that contain all the words, or words that begin with them: names, companies, e-mails, ' +
    'phone numbers in any format, tags, notes, custom fields and activities. The best matches come first. If there are none, words that are spelled almost the same are looked for.',
  examples: ['search priya lake', 'search "(608) 555-0142"', 'search heating --noun opp -f ids'],
  lists: true,
  configure: (c, nouns) =>
    c
      .argument('<text...>', 'words, parts of e-mails, phone numbers')
      .option('--noun <noun>', `only this noun: ${nouns.names.join(', ')}`)
      .option('--limit <n>', `maximum number of results; default: ${DEFAULT_LIMIT}`),
  async run({ args: [words], options }, ctx) {
    const limit = wholeNumber('limit', options.limit) ?? DEFAULT_LIMIT;
    const nouns = options.noun === undefined ? undefined : [nounNamed(await ctx.nouns(), options.noun)];
    const text = words.join(' ');
    if (text.trim() === '') throw usage('the search text is missing', 'Usage: crm search <text...>');
    const { hits, hasMore, nearWords } = await searchRecords(await ctx.deps(), { text, nouns, limit });
    const { format } = ctx.print;
    const answer = listAnswer(
      ctx,
      { noun: 'records', columns: COLUMNS, empty: `no record contains "${text}"` },
      hits.map((hit) => ({ ...hit, id: format === 'ids' ? refText(hit) : hit.id })),
    );
    const near = [...(nearWords ?? [])].map(([word, found]) => `"${word}": ${found.join(', ')}`);
    return {
      ...answer,
      notes: [
        ...(near.length > 0 ? [`no record contains "${text}"; found instead of ${near.join('; ')}`] : []),
        ...(hasMore && format === 'table' ? [`the best ${limit}; more with --limit`] : []),
      ],
    };
  },
});
