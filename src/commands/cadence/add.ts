import { createCadence } from '../../app/team/cadences.ts';
import { command } from '../command.ts';
import { addCadenceOptions, cadenceValues } from './options.ts';

export default command({
  summary: 'add a cadence: how often a lead is tried, and when again',
  description:
    'Adds a cadence: how often a lead is tried until a callback is agreed, and the least time after each way a call ' +
    'can end. What is not said is as in the one that comes with every database.',
  examples: [
    'cadence add gentle --attempts 4 --gap no-answer=1d,voicemail=3d',
    'cadence add sprint --attempts 8 --gap no-answer=2h --spread none',
  ],
  createsDatabase: true,
  configure: (c) => addCadenceOptions(c.argument('<name>', 'a name of your own')),
  async run({ args: [text], options }, ctx) {
    const name = await createCadence(await ctx.deps(), { name: text, values: cadenceValues(options) });
    return { type: 'changed', sentence: `Added the cadence ${name}`, references: [name] };
  },
});
