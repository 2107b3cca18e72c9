import { endMeetings } from '../../app/meetings/meetings.ts';
import { describeRecords } from '../../app/records/describe.ts';
import { MEETING } from '../../nouns/meeting/definition.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'mark as held, with its outcome; it is on the timeline then',
  examples: ['meeting done 1 --outcome "wants an offer"', 'meeting done 2 --note "brought the CFO"'],
  configure: (c) =>
    c
      .argument('<ref...>', 'number or subject; - reads them from stdin')
      .option('-o, --outcome <text>', 'what came of it')
      .option('-n, --note <text>', 'notes on it'),
  async run({ args: [refs], options: { outcome, note } }, ctx) {
    const meetings = await resolveRecords(ctx, 'meeting', refs);
    const input = { meetings, status: 'held', outcome, notes: note } as const;
    const { changeId } = await endMeetings(await ctx.deps(), input);
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Held: ${describeRecords(MEETING, meetings)}`,
      references: meetings.map(({ id }) => id),
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
