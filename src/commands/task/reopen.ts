import { describeRecords } from '../../app/records/describe.ts';
import { reopenTasks } from '../../app/tasks/tasks.ts';
import { TASK } from '../../nouns/task/definition.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'reopen a done or cancelled task',
  examples: ['task reopen 4'],
  configure: (c) => c.argument('<ref...>', 'number or subject; - reads them from stdin'),
  async run({ args: [refs] }, ctx) {
    const tasks = await resolveRecords(ctx, 'task', refs);
    const { changeId } = await reopenTasks(await ctx.deps(), { tasks });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Reopened ${describeRecords(TASK, tasks)}`,
      references: tasks.map((task) => task.id),
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
