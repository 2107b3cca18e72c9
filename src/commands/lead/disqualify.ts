import { cancelOpenWork, stepLead } from '../../app/leads/status-changes.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { askReason } from '../prompts.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepLeads } from './step.ts';

export default command({
  summary: 'give a lead up, with a reason',
  description: 'Gives a lead up, with a reason. Its callback and its open tasks to call are called off.',
  examples: ['lead disqualify 43 --reason "no budget"', 'lead disqualify 44 45 --reason "out of business"'],
  configure: (c) => c.argument('<ref...>', REFERENCE).option('--reason <text>', 'why'),
  async run({ args: [refs], options }, ctx) {
    const leads = await resolveRecords(ctx, 'lead', refs);
    const reason = await askReason(ctx, options.reason);
    if (reason.trim() === '')
      throw usage('a lead is disqualified for a reason', { code: 'reason-missing', step: 'disqualify-lead' });
    let calledOff = 0;
    await stepLeads(ctx, leads, {
      done: 'Disqualified',
      detail: `: ${reason}`,
      already: 'is disqualified for that reason already',
      async take(tx, lead) {
        const tasks = await cancelOpenWork(tx, lead.id, ctx);
        calledOff += tasks;
        const values = { reason, next_attempt_at: null };
        return (await stepLead(tx, lead.id, 'disqualified', values, ctx)) || tasks > 0;
      },
    });
    if (calledOff > 0) ctx.print.note(`${calledOff} ${calledOff === 1 ? 'task' : 'tasks'} to call cancelled`);
  },
});
