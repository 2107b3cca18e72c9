import { describeRecords } from '../../app/records/describe.ts';
import { completeTasks } from '../../app/tasks/tasks.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { TASK } from '../../nouns/task/definition.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'mark as done; a recurring task creates the next one',
  examples: ['task done 1', 'task done 2 3'],
  configure: (c) => c.argument('<ref...>', 'number or subject; - reads them from stdin'),
  async run({ args: [refs] }, ctx) {
    const tasks = await resolveRecords(ctx, 'task', refs);
    const { changeId, completed } = await completeTasks(await ctx.deps(), { tasks });
    const again = completed.flatMap(({ next }) =>
      next ? [`next ${formatDay(next.due)} as task ${next.id}`] : [],
    );
    return {
      type: 'changed',
      sentence: changeId === null ? '' : [`Done: ${describeRecords(TASK, tasks)}`, ...again].join('; '),
      references: tasks.map((task) => task.id),
      notes: tasks
        .filter((_, at) => completed[at]?.wasDone)
        .map(({ id, title }) => `task ${id}  ${title} was already done`),
    };
  },
});
