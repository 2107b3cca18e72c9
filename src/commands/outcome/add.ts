import { createOutcome } from '../../app/team/outcomes.ts';
import { command } from '../command.ts';
import { addFlags, effectsOf } from './flags.ts';

export default command({
  summary: 'add an outcome: a result of an answered call',
  description:
    'Adds a result of an answered call, with its effects. What happens on the line (no-answer, busy, ' +
    'voicemail …) is fixed, because the reports build on it.',
  examples: [
    'outcome add demo-booked --positive --meeting --status qualified',
    'outcome add wrong-person --stops',
  ],
  createsDatabase: true,
  configure: (c) => addFlags(c.argument('<word>', 'the word to use after -o')),
  async run({ args: [text], options }, ctx) {
    const word = await createOutcome(await ctx.deps(), { word: text, effects: effectsOf(options) });
    return { type: 'changed', sentence: `Added the outcome ${word}`, references: [word] };
  },
});
