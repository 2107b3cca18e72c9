import { listRuleRuns, readRule } from '../../app/rules/rules.ts';
import { command } from '../command.ts';
import { RUN_COLUMNS, runRow } from './runs.ts';

/** Runs that are shown. */
const ROWS_SHOWN = 10;

export default command({
  summary: 'show a rule and what it did last',
  examples: [`rule add 'on lead.created then tag new' && crm rule show 1`],
  configure: (c) => c.argument('<rule>', 'number of the rule'),
  async run({ args: [number] }, ctx) {
    const deps = await ctx.deps();
    const rule = await readRule(deps, number);
    const runs = await listRuleRuns(deps, { rule: number, hasFailed: false, limit: ROWS_SHOWN });
    return {
      type: 'list',
      heading: [`rule ${rule.id}${rule.isEnabled ? '' : ' (disabled)'}  ${rule.text}`],
      view: { noun: 'runs', columns: RUN_COLUMNS, empty: 'it has done nothing yet' },
      rows: runs.map(runRow),
      warnings: rule.problem === null ? [] : [`it is not applied: ${rule.problem}`],
    };
  },
});
