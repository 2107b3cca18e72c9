import { changeCadence } from '../../app/team/cadences.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { addCadenceOptions, cadenceValues } from './options.ts';

export default command({
  summary: 'change a cadence; its leads follow it from then on',
  examples: ['cadence edit standard --attempts 8', 'cadence edit standard --gap voicemail=3d --gap busy=1h'],
  configure: (c) =>
    addCadenceOptions(c.argument('<name>', 'the cadence').option('--name <name>', 'rename it')),
  async run({ args: [cadence], options }, ctx) {
    if (Object.keys(options).length === 0)
      throw usage('nothing to change was given', 'Options: crm cadence edit --help');
    const { changeId, name } = await changeCadence(await ctx.deps(), {
      cadence,
      name: options.name,
      values: cadenceValues(options),
    });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Changed the cadence ${name}`,
      references: [name],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
