import { forEachRecord } from '../../app/for-each-record.ts';
import { describeRecords } from '../../app/records/describe.ts';
import { reopenTask } from '../../app/tasks/status-changes.ts';
import { TASK } from '../../nouns/task/definition.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'make one that is done or cancelled an open one again',
  examples: ['task reopen 4'],
  configure: (c) => c.argument('<ref...>', 'number or subject; - reads them from stdin'),
  async run({ args: [refs] }, ctx) {
    const store = await ctx.store();
    const named = await resolveRecords(ctx, 'task', refs);
    const { id } = await store.change(
      async (tx) => {
        await forEachRecord(await ctx.deps(), tx, named, (task) => reopenTask(tx, task.id));
      },
      () => `reopened ${describeRecords(TASK, named)}`,
    );
    if (id === null) ctx.print.note('nothing was different');
    ctx.print.made(
      id === null ? '' : `Reopened ${describeRecords(TASK, named)}`,
      named.map((task) => task.id),
    );
  },
});
