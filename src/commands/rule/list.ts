import { listRules } from '../../app/rules/rules.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'Rule', type: 'integer', help: 'its number' },
  { name: 'enabled', label: 'Enabled', type: 'bool', help: 'whether it is applied' },
  { name: 'rule', label: 'What it does', type: 'text', help: 'the rule as it was typed' },
  { name: 'created_at', label: 'Added', type: 'datetime', help: 'when it was added' },
];

export default command({
  summary: 'list the rules, in the order in which they are applied',
  examples: ['rule list', 'rule list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const rules = await listRules(await ctx.deps());
    const answer = listAnswer(
      ctx,
      { noun: 'rules', columns: COLUMNS, empty: "no rules yet: crm rule add 'on lead.created then tag new'" },
      rules.map(({ id, isEnabled, text, createdAt }) => ({
        id,
        enabled: isEnabled,
        rule: text,
        created_at: createdAt,
      })),
    );
    return {
      ...answer,
      warnings: rules.flatMap(({ id, problem }) => (problem === null ? [] : `rule ${id}: ${problem}`)),
    };
  },
});
