import { moveOpps } from '../../app/opps/steps.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'move an opportunity to any open stage of its pipeline',
  examples: ['opp move 7 negotiation', 'opp move 8 9 proposal'],
  configure: (c) =>
    c
      .argument('<ref...>', `${REFERENCE}; the name of the stage comes last`)
      .usage('[options] <ref...> <stage>'),
  async run({ args: [words] }, ctx) {
    const refs = words.slice(0, -1);
    const stage = words.at(-1);
    if (stage === undefined || refs.length === 0)
      throw usage('which stage?', 'Usage: crm opp move <ref...> <stage>');
    const opps = await resolveRecords(ctx, 'opp', refs);
    const result = await moveOpps(await ctx.deps(), { opps, stage });
    return stepsAnswer(opps, result, `is already in "${stage}"`);
  },
});
