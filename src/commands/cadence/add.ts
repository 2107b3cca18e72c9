import { createCadence } from '../../app/team/cadences.ts';
import { command } from '../command.ts';
import { addCadenceOptions, cadenceValues } from './options.ts';

export default command({
  summary: 'add a cadence: how often and when leads are tried',
  description:
    'Adds a cadence: how many times a lead is tried without an agreed callback, and the minimum time after each ' +
    'result of a call. Options that you leave out are as in the standard cadence.',
  examples: [
    'cadence add gentle --attempts 4 --gap no-answer=1d,voicemail=3d',
    'cadence add sprint --attempts 8 --gap no-answer=2h --spread none',
  ],
  createsDatabase: true,
  configure: (c) => addCadenceOptions(c.argument('<name>', 'name of the cadence')),
  async run({ args: [text], options }, ctx) {
    const name = await createCadence(await ctx.deps(), { name: text, values: cadenceValues(options) });
    return { type: 'changed', sentence: `Added the cadence ${name}`, references: [name] };
  },
});
