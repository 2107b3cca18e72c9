import { listRuns } from '../../app/sequences/runs.ts';
import { isoTime } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import type { RunState } from '../../domain/sequences/sequence.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';
import { RUN_COLUMNS, runRow } from './columns.ts';

/** People that are shown unless --limit says otherwise. */
const USUAL_LIMIT = 50;

const STATES: readonly RunState[] = ['active', 'paused', 'finished', 'stopped'];

export default command({
  summary: 'list who is in sequences, those that are due first',
  examples: ['sequence runs', 'sequence runs --due --json'],
  lists: true,
  configure: (c) =>
    c
      .argument('[ref]', 'only this lead or contact')
      .option('--sequence <name>', 'only this sequence')
      .option('--due', 'only those whose next step is due')
      .option('--stuck', 'only those that are paused, and why')
      .option('--active', 'only those whose next step has a date')
      .option('--finished', 'only those who came to the end')
      .option('--stopped', 'only those for whom it ended before')
      .option('--limit <count>', `so many at most; default: ${USUAL_LIMIT}`),
  async run({ args: [ref], options: { limit = String(USUAL_LIMIT), ...options } }, ctx) {
    if (!/^\d{1,9}$/.test(limit) || Number(limit) === 0)
      throw usage(`--limit is a whole number of 1 or more, not "${limit}"`);
    const chosen = STATES.filter(
      (state) => options[(state === 'paused' ? 'stuck' : state) as keyof typeof options],
    );
    const states = options.due ? (['active'] as const) : chosen;
    const [person] =
      ref === undefined ? [] : await resolveRecordsOfAnyNoun(ctx, (await ctx.nouns()).people, [ref]);
    const runs = await listRuns(await ctx.deps(), {
      sequence: options.sequence,
      person,
      states: states.length === 0 ? undefined : states,
      dueBy: options.due ? isoTime(ctx.clock.now()) : undefined,
      limit: Number(limit),
    });
    const isNarrow = states.length > 0 || ref !== undefined || options.sequence !== undefined;
    const empty = isNarrow ? 'nobody' : 'nobody is in a sequence: crm sequence enrol <name> 42';
    return listAnswer(ctx, { noun: 'people', columns: RUN_COLUMNS, empty }, runs.map(runRow));
  },
});
