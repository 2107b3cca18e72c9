import { capPart, editRule } from '../../app/scores/rules.ts';
import { usage } from '../../domain/errors.ts';
import { SCORE_PARTS } from '../../domain/score.ts';
import { command } from '../command.ts';
import { wholeNumber } from '../record/selection.ts';
import { addRuleOptions, type RuleOptions, ruleText } from './options.ts';

type Options = RuleOptions & { readonly filter?: string; readonly points?: string } & Record<string, unknown>;

export default command<[string], Options>({
  summary: 'change a rule, or cap a part of the score',
  description:
    'Changes what is given and leaves the rest. With fit or behaviour and --cap, sets the most that the rules of that part give together.',
  examples: ["score add 'source = web' 10 && crm score edit 1 --points 15", 'score edit behaviour --cap 40'],
  configure: (c) =>
    addRuleOptions(
      c
        .argument('<rule>', `number of the rule, or ${SCORE_PARTS.join(' or ')}`)
        .option('--filter <filter>', 'which leads or activities')
        .option('--points <points>', 'from -100 to 100'),
    ),
  async run({ args: [rule], options }, ctx) {
    const { filter, points } = options;
    const text = { ...ruleText(options), filter, points };
    const part = SCORE_PARTS.find((each) => each === rule.trim().toLowerCase());
    if (Object.values(text).every((value) => value === undefined))
      throw usage('nothing to change was given', 'Options: crm score edit --help');
    if (part !== undefined) {
      const { cap, ...others } = text;
      if (cap === undefined || Object.values(others).some((value) => value !== undefined))
        throw usage(`${part} has a cap alone`, `For example: crm score edit ${part} --cap 40`);
      return changed(await capPart(await ctx.deps(), part, cap), part);
    }
    const id = wholeNumber('rule', rule) ?? 0;
    return changed(await editRule(await ctx.deps(), id, text), id);
  },
});

function changed(isChanged: boolean, what: number | string) {
  return {
    type: 'changed',
    sentence: isChanged
      ? `Changed ${typeof what === 'number' ? `score rule ${what}` : `the cap of ${what}`}`
      : '',
    references: [what],
    notes: isChanged ? [] : ['nothing changed'],
  } as const;
}
