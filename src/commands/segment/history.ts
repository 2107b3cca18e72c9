import { countSegment } from '../../app/team/segment-history.ts';
import { addDaysTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { oneOf } from '../../domain/one-of.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { readPeriod } from '../parse-args.ts';

const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** Days that are looked back without `--since`, by unit. */
const DEFAULT_DAYS = { day: 13, week: 83, month: 364, quarter: 729, year: 1824 } as const;

export default command({
  summary: 'how many records were in a segment over time',
  description:
    'Counts who was in a segment at the end of each day, week or month, and who entered and left in it, as the history of the ' +
    'records says; see crm segment diff. The filter is the one of now.',
  examples: [
    "segment add warm --where 'score >= 50' && crm segment history warm",
    "segment add warm --where 'score >= 50' && crm segment history warm --by month --since 2026-01-01 --json",
  ],
  lists: true,
  configure: (c) =>
    c
      .argument('<name>', 'the segment')
      .option('--by <unit>', `${UNITS.join(', ')}; default: week`)
      .option('--since <date>', 'the first day; default: some 12 of the units ago'),
  async run({ args: [name], options: { by = 'week', since: text } }, ctx) {
    const unit = oneOf('there is no unit', by, UNITS);
    const { from } = readPeriod(ctx, { since: text }, true);
    const since = from?.date ?? addDaysTo(toLocalDate(ctx.clock.now()), -DEFAULT_DAYS[unit]);
    const { segment, rows, notes } = await countSegment(await ctx.deps(), { name, since, unit });
    const answer = listAnswer(
      ctx,
      {
        noun: (await ctx.nouns()).get(segment.noun).plural,
        columns: [
          { name: 'day', label: 'Day', type: 'date', help: 'the last day of the period, or today' },
          { name: 'records', label: 'Records', type: 'integer', help: 'records in it at its end' },
          { name: 'entered', label: 'Entered', type: 'integer', help: 'who came in during the period' },
          { name: 'left', label: 'Left', type: 'integer', help: 'who went out during the period' },
        ],
        empty: 'no periods',
      },
      rows.map(({ day, count, entered, left }) => ({ id: day, day, records: count, entered, left })),
    );
    return answer.type === 'list' ? { ...answer, notes } : answer;
  },
});
