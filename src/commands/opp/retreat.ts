import { stepOpp } from '../../app/opps/stage-changes.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepOpps } from './step.ts';

export default command({
  summary: 'take an opportunity back to the stage before',
  examples: ['opp retreat 7'],
  configure: (c) => c.argument('<ref...>', REFERENCE),
  async run({ args: [refs] }, ctx) {
    await stepOpps(ctx, await resolveRecords(ctx, 'opp', refs), {
      take: (tx, opp) => stepOpp(tx, opp.id, -1, ctx),
    });
  },
});
