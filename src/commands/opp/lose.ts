import { closeOpp } from '../../app/opps/stage-changes.ts';
import { command } from '../command.ts';
import { askReason } from '../record/reason.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepOpps } from './step.ts';
import { closingDay } from './win.ts';

export default command({
  summary: 'close an opportunity as lost, with the reason',
  examples: ['opp lose 7 --reason "chose a competitor"', 'opp lose 8 9 --reason "no budget" --on yesterday'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--reason <text>', 'why')
      .option('--on <date>', 'the day it was lost; today unless told'),
  async run({ args: [refs], options }, ctx) {
    const on = await closingDay(ctx, options.on);
    const opps = await resolveRecords(ctx, 'opp', refs);
    const reason = await askReason(ctx, options.reason, {
      message: 'an opportunity is lost for a reason',
      command: 'opp lose',
    });
    await stepOpps(ctx, opps, {
      take: (tx, opp) => closeOpp(tx, opp.id, { kind: 'lost', on, values: { lost_reason: reason } }, ctx),
      already: 'was lost already',
    });
  },
});
