import { assignLeads } from '../../app/leads/steps.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'assign leads, with their open tasks, to a user',
  examples: [
    'lead assign 42 --to ann',
    'lead list --status new --owner bruno -f ids | crm lead assign - --to me',
  ],
  configure: (c) =>
    c.argument('<ref...>', REFERENCE).requiredOption('--to <user>', 'name of the user, or me'),
  async run({ args: [refs], options: { to } }, ctx) {
    const leads = await resolveRecords(ctx, 'lead', refs);
    const result = await assignLeads(await ctx.deps(), { leads, to });
    const name = to === 'me' ? ctx.user : to;
    const tasks = result.assignedTasks;
    return stepsAnswer(
      leads,
      result,
      { done: 'Assigned', detail: ` to ${name}`, already: `already belongs to ${name}` },
      tasks > 0 ? [`also assigned: ${tasks} open ${tasks === 1 ? 'task' : 'tasks'}`] : [],
    );
  },
});
