import { reopenOpp } from '../../app/opps/stage-changes.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepOpps } from './step.ts';

export default command({
  summary: 'take a won or lost opportunity back to an open stage',
  examples: ['opp reopen 6', 'opp reopen 5 --stage proposal'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--stage <stage>', 'into which stage; the last one it was open in unless told'),
  async run({ args: [refs], options }, ctx) {
    await stepOpps(ctx, await resolveRecords(ctx, 'opp', refs), {
      take: (tx, opp) => reopenOpp(tx, opp.id, options.stage, ctx),
      already: 'is open already',
    });
  },
});
