import { disqualifyLeads } from '../../app/leads/steps.ts';
import { command } from '../command.ts';
import { askReason } from '../prompts.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'disqualify a lead, with a reason',
  description: 'Disqualifies a lead, with a reason. Cancels its callback and its open call tasks.',
  examples: ['lead disqualify 43 --reason "no budget"', 'lead disqualify 44 45 --reason "out of business"'],
  configure: (c) => c.argument('<ref...>', REFERENCE).option('--reason <text>', 'why'),
  async run({ args: [refs], options }, ctx) {
    const leads = await resolveRecords(ctx, 'lead', refs);
    const reason = (await askReason(ctx, options.reason)).trim();
    const result = await disqualifyLeads(await ctx.deps(), { leads, reason });
    const tasks = result.cancelledTasks;
    return stepsAnswer(
      leads,
      result,
      { done: 'Disqualified', detail: `: ${reason}`, already: 'is already disqualified for that reason' },
      tasks > 0 ? [`${tasks} call ${tasks === 1 ? 'task' : 'tasks'} cancelled`] : [],
    );
  },
});
