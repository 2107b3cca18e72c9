import { acceptQuote } from '../../app/quotes/quotes.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { resolveRecord } from '../record/references.ts';

export default command({
  summary: 'note that the customer takes the offer',
  description:
    'The lines of the deal become those of the quote, so that its amount is what was accepted. With --win, the deal is won too.',
  examples: ['quote accept 1', 'quote accept 1 --win'],
  configure: (c) =>
    c
      .argument('<ref>', 'number of the quote')
      .option('--win', 'win the deal')
      .option('--late', 'although it is not valid any more'),
  async run({ args: [ref], options: { win, late } }, ctx) {
    const quote = await resolveRecord(ctx, 'quote', ref);
    const { changeId } = await acceptQuote(await ctx.deps(), {
      quote,
      isLate: late === true,
      isWon: win === true,
    });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Accepted: ${recordText(quote)}`,
      references: [quote.id],
      notes: changeId === null ? [`${recordText(quote)} was accepted already`] : [],
    };
  },
});
