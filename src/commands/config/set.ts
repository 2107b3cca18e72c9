import { saveConfig } from '../../config/save.ts';
import { command } from '../command.ts';
import { configKey, KEY } from './key.ts';

export default command({
  summary: 'change a setting',
  description: 'Writes a setting to the config file; comments and other lines stay the same.',
  examples: ['config set currency EUR', 'config set country GB'],
  anyConfig: true,
  configure: (c) => c.argument('<key>', KEY).argument('<value>', 'the new value'),
  async run({ args: [name, text] }, ctx) {
    const key = configKey(name);
    const value = await saveConfig(ctx.config, key, text);
    return { type: 'none', notes: [`${key} is now ${value}   (${ctx.config.path})`] };
  },
});
