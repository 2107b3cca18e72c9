import { testRule } from '../../app/rules/rules.ts';
import { startOfDay } from '../../domain/dates.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { readPeriod } from '../parse-args.ts';

const DEFAULT_SINCE = '-30d';

const COLUMNS: readonly ListColumn[] = [
  { name: 'at', label: 'At', type: 'datetime', help: 'when it would have been applied' },
  { name: 'event', label: 'Event', type: 'text', help: 'what happened then' },
  { name: 'record', label: 'Record', type: 'text', help: 'the record' },
  { name: 'title', label: 'Name', type: 'text', help: 'what it is called' },
];

export default command({
  summary: 'which records a rule would have been applied to',
  description:
    'Reads the history since a day and lists the records that a rule, by its number or its text, would have been applied ' +
    'to, each once. Conditions look at the records as they are now. Nothing is changed.',
  examples: [`rule test 'on opp.won then note "Say thank you"' --since -30d`],
  lists: true,
  configure: (c) =>
    c
      .argument('<rule>', 'number of a rule, or a rule in quotes')
      .option('--since <date>', `since this day; default: ${DEFAULT_SINCE}`),
  async run({ args: [text], options }, ctx) {
    const { from } = readPeriod(ctx, { since: options.since ?? DEFAULT_SINCE }, true);
    const since = from?.at ?? Date.parse(startOfDay(from?.date ?? ''));
    const cases = await testRule(await ctx.deps(), text, since);
    return listAnswer(
      ctx,
      { noun: 'records', columns: COLUMNS, empty: 'it would have been applied to no record' },
      cases.map(({ noun, id, title, at, event }) => ({
        id: `${noun}:${id}`,
        at,
        event,
        record: `${noun}:${id}`,
        title,
      })),
    );
  },
});
