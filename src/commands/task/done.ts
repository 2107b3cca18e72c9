import { spoken } from '../../domain/dates/spoken.ts';
import { TASK } from '../../domain/nouns/task.ts';
import { completeTask, type DoneTask } from '../../store/tasks.ts';
import { command } from '../command.ts';
import { described } from '../record/edit.ts';
import { eachInTurn } from '../record/in-turn.ts';
import { namedRecords } from '../record/references.ts';

export default command({
  summary: 'mark as done; a recurring one makes the next',
  examples: ['task done 1', 'task done 2 3'],
  configure: (c) => c.argument('<ref...>', 'number or subject; - reads them from stdin'),
  async run({ args: [refs] }, ctx) {
    const store = await ctx.store();
    const named = await namedRecords(ctx, 'task', refs);
    const { id, result } = await store.change(
      async (tx) => {
        const done: DoneTask[] = [];
        await eachInTurn(ctx, tx, named, async (task) => done.push(await completeTask(tx, task.id)));
        return done;
      },
      () => `done: ${described(TASK, named)}`,
    );
    for (const [at, { wasDone }] of result.entries())
      if (wasDone) ctx.print.note(`task ${named[at]?.id}  ${named[at]?.title} was done already`);
    const again = result.flatMap(({ next }) =>
      next ? [`again ${spoken(next.due)} as task ${next.id}`] : [],
    );
    ctx.print.made(
      id === null ? '' : [`Done: ${described(TASK, named)}`, ...again].join('; '),
      named.map((task) => task.id),
    );
  },
});
