import { advanceOpps } from '../../app/opps/steps.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'move an opportunity to the next open stage',
  examples: ['opp advance 7', 'opp list --stage qualification --mine -f ids | crm opp advance -'],
  configure: (c) => c.argument('<ref...>', REFERENCE),
  async run({ args: [refs] }, ctx) {
    const opps = await resolveRecords(ctx, 'opp', refs);
    return stepsAnswer(opps, await advanceOpps(await ctx.deps(), { opps }));
  },
});
