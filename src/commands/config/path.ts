import { failed } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'where the config file is',
  description: 'Prints the path of the config file, whether there is one yet or not.',
  examples: ['config path'],
  anyConfig: true,
  configure: (c) => c,
  async run(_, ctx) {
    const { path } = ctx.config;
    if (path === undefined)
      throw failed('there is no home folder to keep a config file in', 'Set HOME or XDG_CONFIG_HOME.');
    return { type: 'raw', text: `${path}\n` };
  },
});
