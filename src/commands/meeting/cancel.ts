import { endMeetings } from '../../app/meetings/meetings.ts';
import { describeRecords } from '../../app/records/describe.ts';
import { MEETING } from '../../nouns/meeting/definition.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'cancel planned meetings',
  examples: ['meeting cancel 1', 'meeting cancel 2 3'],
  configure: (c) => c.argument('<ref...>', 'number or subject; - reads them from stdin'),
  async run({ args: [refs] }, ctx) {
    const meetings = await resolveRecords(ctx, 'meeting', refs);
    const { changeId } = await endMeetings(await ctx.deps(), { meetings, status: 'cancelled' });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Cancelled: ${describeRecords(MEETING, meetings)}`,
      references: meetings.map(({ id }) => id),
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
