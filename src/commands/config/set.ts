import { saveConfig } from '../../config/save.ts';
import { command } from '../command.ts';
import { configKey, KEY } from './key.ts';

export default command({
  summary: 'set one setting for good',
  description: 'Writes a setting into the config file; comments and the other lines stay as they are.',
  examples: ['config set currency EUR', 'config set country GB'],
  anyConfig: true,
  configure: (c) => c.argument('<key>', KEY).argument('<value>', 'its new value'),
  async run({ args: [name, text] }, ctx) {
    const key = configKey(name);
    const value = await saveConfig(ctx.config, key, text);
    return { type: 'none', notes: [`${key} is now ${value}   (${ctx.config.path})`] };
  },
});
