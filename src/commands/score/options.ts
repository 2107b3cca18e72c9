import type { RuleText } from '../../app/scores/rules.ts';
import { oneOf } from '../../domain/one-of.ts';
import { SCORE_PARTS } from '../../domain/score.ts';
import { optionGroup } from '../option-group.ts';

/** The options that say what a rule is. */
export type RuleOptions = {
  readonly name?: string;
  readonly on?: string;
  readonly part?: string;
  readonly cap?: string;
  readonly halfLife?: string;
};

export const addRuleOptions = optionGroup<RuleOptions>((command) =>
  command
    .option('--name <text>', 'its name; default: its filter')
    .option('--on <noun>', 'lead: points once; activity: points for each of them; default: lead')
    .option('--part <part>', `${SCORE_PARTS.join(' or ')}: who the lead is, or what it does`)
    .option('--cap <points>', 'the most that it gives')
    .option('--half-life <time>', 'of activities: after it, each gives half: 14d, 2w'),
);

export function ruleText({ name, on, part, cap, halfLife }: RuleOptions): RuleText {
  return {
    name,
    cap,
    halfLife,
    ...(on === undefined ? {} : { noun: oneOf('points are not given on', on, ['lead', 'activity']) }),
    ...(part === undefined ? {} : { part: oneOf('unknown part', part, SCORE_PARTS) }),
  };
}
