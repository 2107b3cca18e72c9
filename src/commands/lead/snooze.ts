import { describeRecords } from '../../app/records/describe.ts';
import { snoozeCallbacks } from '../../app/reminders/snooze.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { command } from '../command.ts';
import { readFuture } from '../parse-args.ts';
import { resolveRecords } from '../record/references.ts';
import { readSnooze } from '../snooze.ts';
import { readingFor, timeOf, warnOf } from '../their-time.ts';

export default command({
  summary: 'put a callback off to another day or time',
  description: 'Puts the callbacks of leads off. A day alone keeps the time of day.',
  examples: ['lead snooze 42 20m', 'snooze lead:42 "tomorrow 3pm"'],
  configure: (c) =>
    c
      .usage('[options] <ref...> <when>')
      .argument(
        '<ref-and-when...>',
        'numbers, names, e-mails or phones; then when: 20m, tomorrow, "tue 3pm"',
      ),
  async run({ args: [words] }, ctx) {
    const { refs, when } = readSnooze('lead', words);
    const leads = await resolveRecords(ctx, 'lead', refs);
    const time = await timeOf(ctx, leads);
    const until = await readFuture(readingFor(ctx, time), when);
    await warnOf(ctx, time, until);
    const { due } = await snoozeCallbacks(await ctx.deps(), { leads, until });
    return {
      type: 'changed',
      sentence: `Put off the callback of ${describeRecords(LEAD, leads)} to ${due.map((each) => time.show(each)).join(', ')}`,
      references: leads.map(({ id }) => id),
    };
  },
});
