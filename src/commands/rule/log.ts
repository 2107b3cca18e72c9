import { listRuleRuns } from '../../app/rules/rules.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { wholeNumber } from '../record/selection.ts';
import { RUN_COLUMNS, runRow } from './runs.ts';

const DEFAULT_LIMIT = 20;

export default command({
  summary: 'what rules did, the latest first',
  examples: ['rule log', 'rule log --failed'],
  lists: true,
  configure: (c) =>
    c
      .argument('[rule]', 'only this rule, by its number')
      .option('--failed', 'only rules that could not be applied')
      .option('--limit <n>', `maximum number of lines; default: ${DEFAULT_LIMIT}`),
  async run({ args: [rule], options }, ctx) {
    const limit = wholeNumber('limit', options.limit) ?? DEFAULT_LIMIT;
    const runs = await listRuleRuns(await ctx.deps(), { rule, hasFailed: options.failed === true, limit });
    return listAnswer(
      ctx,
      { noun: 'runs', columns: RUN_COLUMNS, empty: 'no rule has done anything yet' },
      runs.map(runRow),
    );
  },
});
