import { moveQuote } from '../../app/quotes/quotes.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { resolveRecord } from '../record/references.ts';

export default command({
  summary: 'note that the customer does not take the offer',
  description: 'The deal stays as it is: crm opp lose closes it.',
  examples: ['quote decline 1'],
  configure: (c) => c.argument('<ref>', 'number of the quote'),
  async run({ args: [ref] }, ctx) {
    const quote = await resolveRecord(ctx, 'quote', ref);
    const { changeId } = await moveQuote(await ctx.deps(), { quote, to: 'declined' });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Declined: ${recordText(quote)}`,
      references: [quote.id],
      notes: changeId === null ? [`${recordText(quote)} was declined already`] : [],
    };
  },
});
