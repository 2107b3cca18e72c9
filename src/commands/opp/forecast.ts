import {
  CALLED_CATEGORIES,
  callOpps,
  oppForecastHistory,
  readCalledCategory,
} from '../../app/opps/forecast.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { resolveRecord, resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';

export default command({
  summary: 'say how sure you are of a deal, or list what was said of it',
  description:
    'Puts an open deal into a forecast category of your own judgement, in place of that of its stage; it stays while the deal ' +
    'moves between open stages, and falls when it closes. none takes it back. Without a category, lists what was said ' +
    'before. --amount says what you expect of it; the amount of the deal stays, and crm report forecast shows both.',
  examples: [
    'opp forecast 7 commit --note "verbal yes"',
    'opp forecast 7 commit --amount 40k',
    'opp forecast 7 none',
    'opp forecast 7',
  ],
  lists: true,
  configure: (c) =>
    c
      .argument('<ref...>', `${REFERENCE}; then ${CALLED_CATEGORIES.join(', ')} or none`)
      .usage('[options] <ref...> [category]')
      .option('--amount <amount>', "what you expect of it; '' for its own amount")
      .option('--note <text>', 'why; it goes to the timeline of the deal'),
  async run({ args: [words], options: { amount, note } }, ctx) {
    const deps = await ctx.deps();
    if (words.length === 1) {
      if (note !== undefined || amount !== undefined)
        throw usage('which category?', 'Usage: crm opp forecast <ref...> <category> --amount <amount>');
      const opp = await resolveRecord(ctx, 'opp', words[0] as string);
      const rows = await oppForecastHistory(deps, opp.id);
      return listAnswer(
        ctx,
        {
          noun: 'changes',
          empty: `opp ${opp.id} has the forecast of its stage, and always had: crm opp forecast ${opp.id} commit`,
          columns: [
            { name: 'at', label: 'At', type: 'datetime', help: 'when it was said' },
            { name: 'user', label: 'User', type: 'text', help: 'who said it' },
            {
              name: 'from',
              label: 'From',
              type: 'text',
              help: 'the category before; empty for that of the stage',
            },
            { name: 'to', label: 'To', type: 'text', help: 'the category after' },
            {
              name: 'amount',
              label: 'Amount',
              type: 'money',
              help: 'what was expected of it after; empty for its amount',
            },
            { name: 'note', label: 'Note', type: 'text', help: 'why' },
          ],
        },
        rows.map((row) => ({ id: opp.id, ...row })),
      );
    }
    const isTwoWords = words.length > 2 && words.at(-2) === 'best' && words.at(-1) === 'case';
    const refs = words.slice(0, isTwoWords ? -2 : -1);
    const category = readCalledCategory(isTwoWords ? 'best case' : (words.at(-1) as string));
    const opps = await resolveRecords(ctx, 'opp', refs);
    if (category === null && amount)
      throw usage(
        `none goes back to the amount of the deal, not to ${amount}`,
        'Leave out --amount, or name a category',
      );
    const changeId = await callOpps(deps, opps, { category, amount, note });
    return {
      type: 'changed',
      sentence:
        changeId === null
          ? ''
          : opps
              .map(
                ({ id, title }) =>
                  `Opp ${id}  ${title}: forecast ${category ?? 'of its stage'}${amount ? `, ${amount}` : ''}`,
              )
              .join('\n'),
      references: opps.map(({ id }) => id),
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
