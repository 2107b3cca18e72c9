import { listCadences } from '../../app/team/cadences.ts';
import { gapsText } from '../../domain/calling/cadence.ts';
import { hoursText } from '../../domain/calling/hours.ts';
import { workingDaysText } from '../../domain/calling/read-cadence.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'name of the cadence' },
  { name: 'usual', label: 'Usual', type: 'bool', help: 'whether leads without a cadence follow it' },
  { name: 'attempts', label: 'Attempts', type: 'integer', help: 'maximum number of attempts' },
  { name: 'gaps', label: 'Gaps', type: 'text', help: 'minimum time after each result of a call' },
  { name: 'spread', label: 'Spread', type: 'text', help: 'parts of the day that attempts are spread over' },
  { name: 'days', label: 'Days', type: 'text', help: 'working days, for gaps in days' },
];

export default command({
  summary: 'list the cadences',
  examples: ['cadence list', 'cadence list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listCadences(await ctx.deps());
    return listAnswer(
      ctx,
      { noun: 'cadences', columns: COLUMNS },
      all.map(({ name, usual, attempts, gaps, parts, days }) => ({
        ...{ id: name, name, usual, attempts },
        gaps: gapsText(gaps),
        spread: parts.map(hoursText).join(', ') || 'none',
        days: workingDaysText(days),
      })),
    );
  },
});
