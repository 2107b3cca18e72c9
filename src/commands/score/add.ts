import { addRule } from '../../app/scores/rules.ts';
import { command } from '../command.ts';
import { addRuleOptions, type RuleOptions, ruleText } from './options.ts';

export default command<[string, string], RuleOptions & Record<string, unknown>>({
  summary: 'add a rule that gives points to leads',
  description:
    'Gives points to each lead that matches a filter, or with --on activity for each activity that does: what people do ' +
    'counts less with time (--half-life). The points of all rules together, from 0 to 100, are the score of a lead in ' +
    'lists, filters, reports and the call queue, unless a score is typed (crm lead edit 42 --score 80).',
  examples: [
    "score add 'source = referral' 20 --name referred",
    "score add 'type = email and direction = in' 10 --on activity --half-life 14d --cap 30",
    "score add 'employees < 5' -- -15",
  ],
  createsDatabase: true,
  configure: (c) =>
    addRuleOptions(
      c
        .argument('<filter>', 'which leads, or which activities: source = referral')
        .argument('<points>', 'from -100 to 100'),
    ),
  async run({ args: [filter, points], options }, ctx) {
    const id = await addRule(await ctx.deps(), { ...ruleText(options), filter, points });
    return {
      type: 'changed',
      sentence: `Added score rule ${id}   To see what it tells: crm score test`,
      references: [id],
    };
  },
});
