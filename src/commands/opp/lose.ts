import { loseOpps } from '../../app/opps/steps.ts';
import { command } from '../command.ts';
import { readPastDay } from '../parse-args.ts';
import { askReason } from '../prompts.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'close an opportunity as lost, with a reason',
  examples: ['opp lose 7 --reason "chose a competitor"', 'opp lose 8 9 --reason "no budget" --on yesterday'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--reason <text>', 'why')
      .option('--on <date>', 'the day it was lost; default: today'),
  async run({ args: [refs], options }, ctx) {
    const on = await readPastDay(ctx, options.on);
    const opps = await resolveRecords(ctx, 'opp', refs);
    const reason = await askReason(ctx, options.reason);
    return stepsAnswer(opps, await loseOpps(await ctx.deps(), { opps, on, reason }), 'was already lost');
  },
});
