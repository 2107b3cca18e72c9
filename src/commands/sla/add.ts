import { createServiceLevel } from '../../app/cases/service-levels.ts';
import { shellQuote } from '../../domain/split-line.ts';
import { command } from '../command.ts';
import { addServiceLevelOptions, settingsGiven } from './options.ts';

export default command({
  summary: 'add a service level: by when cases are answered and solved',
  description:
    'Adds a service level. Its clocks run in the hours in which the team works, but for public holidays. They stand still ' +
    'while a case waits for the customer, and while it is solved. A new case gets the level that it names (crm case add ' +
    '--sla gold), else the first whose --applies it meets, in the order of crm sla list.',
  examples: [
    "sla add gold --first-response 1h --resolve 8h --hours 'mon-fri 9-17' --tz Europe/Berlin --holidays DE",
    "sla add partners --first-response 2h --resolve 24h --priority high=30m,8h --applies 'account.kind = partner'",
  ],
  createsDatabase: true,
  configure: (c) => addServiceLevelOptions(c.argument('<name>', 'name of the service level')),
  async run({ args: [text], options }, ctx) {
    const { level, fitting } = await createServiceLevel(await ctx.deps(), text, settingsGiven(options));
    const filter = shellQuote(`sla is empty and (${level.applies})`);
    const them = `crm case list --where ${filter} -f ids | crm case edit - --sla ${shellQuote(level.name)}`;
    return {
      type: 'changed',
      sentence: `Added the service level ${level.name}`,
      references: [level.name],
      notes:
        fitting === 0
          ? []
          : [
              `it is for new cases; ${fitting === 1 ? '1 open case fits' : `${fitting} open cases fit`} too: ${them}`,
            ],
    };
  },
});
