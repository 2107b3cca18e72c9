import { addQuote } from '../../app/quotes/quotes.ts';
import { readDate } from '../../domain/dates.ts';
import { recordText } from '../../domain/record-ref.ts';
import { QUOTE } from '../../nouns/quote/definition.ts';
import { command } from '../command.ts';
import { addSetOption } from '../record/input.ts';
import { resolveRecord } from '../record/references.ts';
import { readSetValues } from '../record/set-values.ts';

export default command({
  summary: 'make a quote of what a deal offers now',
  description:
    'Copies the lines of the deal, its amount, and name and address of the customer: what changes later does not change the ' +
    'quote. crm quote print writes it as Markdown, HTML or PDF, and crm quote send mails it.',
  examples: [
    'quote add opp:3',
    'quote add 3 --valid-until +60d --notes "30 days net, delivery within two weeks"',
  ],
  configure: (c) =>
    addSetOption(
      c
        .argument('<deal>', 'number or name of the deal')
        .option('--name <name>', 'what it is called; default: the name of the deal')
        .option('--valid-until <date>', 'the last day on which it can be accepted; default: in 30 days')
        .option('--notes <text>', 'text below the lines of the document: terms, delivery'),
    ),
  async run({ args: [ref], options: { name, validUntil, notes, set } }, ctx) {
    const opp = await resolveRecord(ctx, 'opp', ref);
    const quote = await addQuote(await ctx.deps(), {
      opp,
      name: name?.trim() || undefined,
      notes: notes?.trim() || undefined,
      validUntil:
        validUntil === undefined ? undefined : readDate(validUntil, ctx.clock.now(), ctx.timeSettings),
      others: await readSetValues(ctx, QUOTE, set),
    });
    return {
      type: 'changed',
      sentence: `Added ${recordText(quote)}   Print it: crm quote print ${quote.id} -o quote.html`,
      references: [quote.id],
    };
  },
});
