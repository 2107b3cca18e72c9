import { createOutcome } from '../../app/team/outcomes.ts';
import { command } from '../command.ts';
import { addFlags, effectsOf } from './flags.ts';

export default command({
  summary: 'add a word for how an answered call went',
  description:
    'Adds a word for how an answered call went, with what follows from it. What happens on the line (no-answer, busy, ' +
    'voicemail …) is fixed, because the numbers are made of it.',
  examples: [
    'outcome add demo-booked --positive --meeting --status qualified',
    'outcome add wrong-person --stops',
  ],
  createsDatabase: true,
  configure: (c) => addFlags(c.argument('<word>', 'the word, as you will type it after -o')),
  async run({ args: [text], options }, ctx) {
    const word = await createOutcome(await ctx.deps(), { word: text, effects: effectsOf(options) });
    return { type: 'changed', sentence: `Added the outcome ${word}`, references: [word] };
  },
});
