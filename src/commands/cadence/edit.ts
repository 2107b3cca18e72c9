import { conflict, usage } from '../../domain/errors.ts';
import { cadenceNamed, cadences, editCadence } from '../../store/calls/cadences.ts';
import { command } from '../command.ts';
import { addCadenceOptions, readName, withOptions } from './options.ts';

export default command({
  summary: 'change a cadence; its leads follow it from then on',
  examples: ['cadence edit standard --attempts 8', 'cadence edit standard --gap voicemail=3d --gap busy=1h'],
  configure: (c) =>
    addCadenceOptions(c.argument('<name>', 'the cadence').option('--name <name>', 'another name for it')),
  async run({ args: [text], options }, ctx) {
    if (Object.keys(options).length === 0)
      throw usage('nothing to change is named', 'Options: crm cadence edit --help');
    const store = await ctx.store();
    const before = await cadenceNamed(store.db, text);
    const name = readName(options.name ?? before.name);
    const cadence = withOptions({ ...before, name }, options);
    const { id } = await store.change(async (tx) => {
      const other = (await cadences(tx)).find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (other && other.id !== before.id) throw conflict(`there is a cadence "${other.name}" already`);
      return editCadence(tx, before.id, cadence, options.usual === true);
    }, `changed the cadence ${before.name}`);
    if (id === null) ctx.print.note('nothing was different');
    ctx.print.made(id === null ? '' : `Changed the cadence ${name}`, [name]);
  },
});
