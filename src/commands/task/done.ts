import { forEachRecord } from '../../app/for-each-record.ts';
import { describeRecords } from '../../app/records/describe.ts';
import { completeTask, type DoneTask } from '../../app/tasks/status-changes.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { TASK } from '../../nouns/task/definition.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'mark as done; a recurring one makes the next',
  examples: ['task done 1', 'task done 2 3'],
  configure: (c) => c.argument('<ref...>', 'number or subject; - reads them from stdin'),
  async run({ args: [refs] }, ctx) {
    const store = await ctx.store();
    const named = await resolveRecords(ctx, 'task', refs);
    const { id, result } = await store.change(
      async (tx) => {
        const done: DoneTask[] = [];
        await forEachRecord(await ctx.deps(), tx, named, async (task) =>
          done.push(await completeTask(tx, task.id)),
        );
        return done;
      },
      () => `done: ${describeRecords(TASK, named)}`,
    );
    for (const [at, { wasDone }] of result.entries())
      if (wasDone) ctx.print.note(`task ${named[at]?.id}  ${named[at]?.title} was done already`);
    const again = result.flatMap(({ next }) =>
      next ? [`again ${formatDay(next.due)} as task ${next.id}`] : [],
    );
    ctx.print.made(
      id === null ? '' : [`Done: ${describeRecords(TASK, named)}`, ...again].join('; '),
      named.map((task) => task.id),
    );
  },
});
