import { retreatOpps } from '../../app/opps/steps.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'move an opportunity back to the previous stage',
  examples: ['opp retreat 7'],
  configure: (c) => c.argument('<ref...>', REFERENCE),
  async run({ args: [refs] }, ctx) {
    const opps = await resolveRecords(ctx, 'opp', refs);
    return stepsAnswer(opps, await retreatOpps(await ctx.deps(), { opps }));
  },
});
