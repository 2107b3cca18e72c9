import { searchRecords } from '../app/search.ts';
import { usage } from '../domain/errors.ts';
import { command } from './command.ts';
import { type ListColumn, listAnswer } from './listing.ts';
import { nounNamed, wholeNumber } from './record/selection.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'noun', label: 'Noun', type: 'text', help: 'what kind of record' },
  { name: 'id', label: 'ID', type: 'integer', help: 'its number' },
  { name: 'title', label: 'Title', type: 'text', help: 'what it is called' },
  { name: 'match', label: 'Where', type: 'text', help: 'where the text stands when it is not in the title' },
];

const USUAL_LIMIT = 20;

export default command({
  summary: 'find records by any text they hold',
  description:
    'Finds records of every noun that hold all the words, or words that begin with them: names, companies, e-mails, ' +
    'phone numbers in any format, tags, notes, fields of your own and what was said. The best come first.',
  examples: ['search priya lake', 'search "(608) 555-0142"', 'search heating --noun opp -f ids'],
  configure: (c, nouns) =>
    c
      .argument('<text...>', 'words, parts of e-mails, phone numbers')
      .option('--noun <noun>', `only this noun: ${nouns.names.join(', ')}`)
      .option('--limit <n>', `at most this many; ${USUAL_LIMIT} when not given`),
  async run({ args: [words], options }, ctx) {
    const limit = wholeNumber('limit', options.limit) ?? USUAL_LIMIT;
    const nouns = options.noun === undefined ? undefined : [nounNamed(ctx.nouns, options.noun)];
    const text = words.join(' ');
    if (text.trim() === '') throw usage('what to look for?', 'Usage: crm search <text...>');
    const { hits, hasMore } = await searchRecords(await ctx.deps(), { text, nouns, limit });
    const { format } = ctx.print;
    const answer = listAnswer(
      ctx,
      { noun: 'records', columns: COLUMNS, empty: `nothing holds "${text}"` },
      hits.map((hit) => ({ ...hit, id: format === 'ids' ? `${hit.noun}:${hit.id}` : hit.id })),
    );
    return hasMore && format === 'table'
      ? { ...answer, notes: [`the best ${limit}; more with --limit`] }
      : answer;
  },
});
