import { STANDARD_CADENCE } from '../../domain/calling/cadence.ts';
import { conflict } from '../../domain/errors.ts';
import { addCadence, cadences } from '../../store/calls/cadences.ts';
import { command } from '../command.ts';
import { addCadenceOptions, readName, withOptions } from './options.ts';

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
    const name = readName(text);
    const cadence = withOptions({ ...STANDARD_CADENCE, name }, options);
    await (await ctx.store()).change(async (tx) => {
      const taken = (await cadences(tx)).find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (taken)
        throw conflict(
          `there is a cadence "${taken.name}" already`,
          `Change it: crm cadence edit ${taken.name} …`,
        );
      await addCadence(tx, cadence, options.usual === true);
    }, `added the cadence ${name}`);
    ctx.print.made(`Added the cadence ${name}`, [name]);
  },
});
