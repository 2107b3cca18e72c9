import { winOpps } from '../../app/opps/steps.ts';
import { command } from '../command.ts';
import { readPastDay } from '../parse-args.ts';
import { customerNote } from '../record/customer-note.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'close an opportunity as won',
  description: 'Closes an opportunity as won. Its account becomes a customer if it was a prospect.',
  examples: ['opp win 7', 'opp win 8 --amount 12k --on yesterday'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--amount <amount>', 'the final amount')
      .option('--on <date>', 'the day it was won; default: today'),
  async run({ args: [refs], options }, ctx) {
    const on = await readPastDay(ctx, options.on);
    const opps = await resolveRecords(ctx, 'opp', refs);
    const result = await winOpps(await ctx.deps(), { opps, on, amount: options.amount });
    const answer = stepsAnswer(opps, result, 'was already won');
    const customers = result.steps.flatMap(({ customer }) => (customer ? [customerNote(customer)] : []));
    return { ...answer, notes: [...(answer.notes ?? []), ...customers] };
  },
});
