import { reopenOpps } from '../../app/opps/steps.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'reopen a won or lost opportunity',
  examples: ['opp reopen 6', 'opp reopen 5 --stage proposal'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--stage <stage>', 'the open stage; default: its last open stage'),
  async run({ args: [refs], options }, ctx) {
    const opps = await resolveRecords(ctx, 'opp', refs);
    const result = await reopenOpps(await ctx.deps(), { opps, stage: options.stage });
    return stepsAnswer(opps, result, 'is already open');
  },
});
