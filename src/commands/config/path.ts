import { failed } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'show the path of the config file',
  description: 'Prints the path of the config file, even if it does not exist yet.',
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
