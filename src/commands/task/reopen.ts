import { TASK } from '../../domain/nouns/task.ts';
import { reopenTask } from '../../store/tasks.ts';
import { command } from '../command.ts';
import { described } from '../record/edit.ts';
import { eachInTurn } from '../record/in-turn.ts';
import { namedRecords } from '../record/references.ts';

export default command({
  summary: 'make one that is done or cancelled an open one again',
  examples: ['task reopen 4'],
  configure: (c) => c.argument('<ref...>', 'number or subject; - reads them from stdin'),
  async run({ args: [refs] }, ctx) {
    const store = await ctx.store();
    const named = await namedRecords(ctx, 'task', refs);
    const { id } = await store.change(
      async (tx) => {
        await eachInTurn(ctx, tx, named, (task) => reopenTask(tx, task.id));
      },
      () => `reopened ${described(TASK, named)}`,
    );
    if (id === null) ctx.print.note('nothing was different');
    ctx.print.made(
      id === null ? '' : `Reopened ${described(TASK, named)}`,
      named.map((task) => task.id),
    );
  },
});
