import { describeRecords } from '../../app/records/describe.ts';
import { snoozeMeetings } from '../../app/reminders/snooze.ts';
import { isoTime } from '../../domain/dates.ts';
import { MEETING } from '../../nouns/meeting/definition.ts';
import { command } from '../command.ts';
import { readFuture } from '../parse-args.ts';
import { resolveRecords } from '../record/references.ts';
import { readSnooze } from '../snooze.ts';
import { readingFor, timeOf } from '../their-time.ts';

export default command({
  summary: 'be reminded of a planned meeting once more; it stays where it is',
  examples: ['meeting snooze 1 20m', 'snooze meeting:1 14:45'],
  configure: (c) =>
    c
      .usage('[options] <ref...> <when>')
      .argument('<ref-and-when...>', 'numbers or subjects; then when, within 12 hours: 10m, 14:45'),
  async run({ args: [words] }, ctx) {
    const { refs, when } = readSnooze('meeting', words);
    const meetings = await resolveRecords(ctx, 'meeting', refs);
    const time = await timeOf(ctx, meetings);
    const until = await readFuture(readingFor(ctx, time), when);
    await snoozeMeetings(await ctx.deps(), { meetings, until });
    const shown = time.show(until.at === null ? until.date : isoTime(until.at));
    return {
      type: 'changed',
      sentence: `Reminds of ${describeRecords(MEETING, meetings)} again ${shown}`,
      references: meetings.map(({ id }) => id),
    };
  },
});
