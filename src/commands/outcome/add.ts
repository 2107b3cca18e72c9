import { resultKey } from '../../domain/call-results.ts';
import { usage } from '../../domain/errors.ts';
import { addOutcome } from '../../store/calls/outcomes.ts';
import { command } from '../command.ts';
import { addFlags, withFlags } from './flags.ts';

/** An answered call that nothing follows from yet. */
const PLAIN = {
  disposition: 'answered',
  positive: false,
  meeting: false,
  callback: false,
  stops: false,
  doNotCall: false,
  badNumber: false,
  status: null,
} as const;

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
    const word = resultKey(text);
    if (!/^[\p{L}\p{N}][\p{L}\p{N}.+-]*$/u.test(word))
      throw usage(`"${text}" is no word for an outcome`, 'Take letters, digits and dashes: demo-booked');
    const result = withFlags({ word, ...PLAIN }, options);
    await (await ctx.store()).change((tx) => addOutcome(tx, result), `added the outcome ${word}`);
    ctx.print.made(`Added the outcome ${word}`, [word]);
  },
});
