import { changeOutcome } from '../../app/team/outcomes.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { addFlags, effectsOf } from './flags.ts';

export default command({
  summary: 'change the effects of an outcome, or its word if no call has it',
  examples: [
    'outcome edit interested --status qualified',
    'outcome edit not-interested --status disqualified',
  ],
  configure: (c) => addFlags(c.argument('<word>', 'the outcome').option('--word <word>', 'rename it')),
  async run({ args: [outcome], options }, ctx) {
    if (Object.keys(options).length === 0)
      throw usage('nothing to change was given', 'Options: crm outcome edit --help');
    const { changeId, word } = await changeOutcome(await ctx.deps(), {
      outcome,
      word: options.word,
      effects: effectsOf(options),
    });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Changed the outcome ${word}`,
      references: [word],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
