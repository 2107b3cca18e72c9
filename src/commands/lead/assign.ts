import { assignLead } from '../../app/leads/status-changes.ts';
import { userIdOf } from '../../store/users.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepLeads } from './step.ts';

export default command({
  summary: 'give leads to a user, their open tasks with them',
  examples: [
    'lead assign 42 --to ann',
    'lead list --status new --owner bruno -f ids | crm lead assign - --to me',
  ],
  configure: (c) =>
    c.argument('<ref...>', REFERENCE).requiredOption('--to <user>', 'name of the user, or me'),
  async run({ args: [refs], options: { to } }, ctx) {
    let tasks = 0;
    await stepLeads(ctx, await resolveRecords(ctx, 'lead', refs), {
      done: 'Assigned',
      detail: ` to ${to === 'me' ? ctx.user : to}`,
      already: `belongs to ${to === 'me' ? ctx.user : to} already`,
      async take(tx, lead) {
        const assigned = await assignLead(tx, lead.id, await userIdOf(tx, to), ctx);
        tasks += assigned.tasks;
        return assigned.changed;
      },
    });
    if (tasks > 0) ctx.print.note(`${tasks} open ${tasks === 1 ? 'task' : 'tasks'} with them`);
  },
});
