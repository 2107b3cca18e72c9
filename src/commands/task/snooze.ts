import { describeRecords } from '../../app/records/describe.ts';
import { snoozeTasks } from '../../app/tasks/tasks.ts';
import { TASK } from '../../nouns/task/definition.ts';
import { command } from '../command.ts';
import { readFuture } from '../parse-args.ts';
import { resolveRecords } from '../record/references.ts';
import { readSnooze } from '../snooze.ts';
import { readingFor, timeOf, warnOf } from '../their-time.ts';

export default command({
  summary: 'postpone to another day or time',
  description: 'Postpones tasks. A day alone keeps the time of day.',
  examples: ['task snooze 1 tomorrow', 'snooze 1 20m', 'task snooze 2 3 "tue 3pm"'],
  configure: (c) =>
    c
      .usage('[options] <ref...> <when>')
      .argument('<ref-and-when...>', 'numbers or subjects, - for stdin; then when: tomorrow, "tue 3pm", +2d'),
  async run({ args: [words] }, ctx) {
    const { refs, when } = readSnooze('task', words);
    const tasks = await resolveRecords(ctx, 'task', refs);
    const time = await timeOf(ctx, tasks);
    const until = await readFuture(readingFor(ctx, time), when);
    await warnOf(ctx, time, until);
    const { due } = await snoozeTasks(await ctx.deps(), { tasks, until });
    return {
      type: 'changed',
      sentence: `Postponed ${describeRecords(TASK, tasks)} to ${due.map((when) => time.show(when)).join(', ')}`,
      references: tasks.map((task) => task.id),
    };
  },
});
