import { changeServiceLevel } from '../../app/cases/service-levels.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { addServiceLevelOptions, settingsGiven } from './options.ts';

export default command({
  summary: 'change a service level; its cases are due by it from then on',
  examples: [
    "sla edit standard --resolve 16h --hours 'mon-fri 8-18'",
    'sla edit standard --priority urgent=15m,2h --priority low=',
  ],
  configure: (c) =>
    addServiceLevelOptions(c.argument('<name>', 'the service level').option('--name <name>', 'rename it')),
  async run({ args: [text], options }, ctx) {
    if (Object.keys(options).length === 0)
      throw usage('nothing to change was given', 'Options: crm sla edit --help');
    const settings = { ...settingsGiven(options), name: options.name };
    const { changeId, level } = await changeServiceLevel(await ctx.deps(), text, settings);
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Changed the service level ${level.name}`,
      references: [level.name],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
