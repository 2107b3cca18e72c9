import { removeRules } from '../../app/scores/rules.ts';
import { command } from '../command.ts';
import { wholeNumber } from '../record/selection.ts';

export default command({
  summary: 'remove rules',
  examples: ["score add 'source = web' 10 && crm score rm 1"],
  configure: (c) => c.argument('<rule...>', 'numbers of rules: crm score list'),
  async run({ args: [rules] }, ctx) {
    const ids = rules.map((rule) => wholeNumber('rule', rule) ?? 0);
    await removeRules(await ctx.deps(), ids);
    const what = ids.length === 1 ? `score rule ${ids[0]}` : `score rules ${ids.join(', ')}`;
    return { type: 'changed', sentence: `Removed ${what}   (crm undo restores it)`, references: ids };
  },
});
