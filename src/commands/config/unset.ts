import { saveConfig } from '../../config/save.ts';
import { command } from '../command.ts';
import { configKey, KEY } from './key.ts';

export default command({
  summary: 'remove a setting from the config file',
  description: 'Removes a setting from the config file, so that its default applies again.',
  examples: ['config unset currency'],
  anyConfig: true,
  configure: (c) => c.argument('<key>', KEY),
  async run({ args: [name] }, ctx) {
    const key = configKey(name);
    const { values, wrongKeys } = ctx.config;
    const wasSet = values[key] !== undefined || wrongKeys.includes(key);
    if (wasSet) await saveConfig(ctx.config, key, null);
    return { type: 'none', notes: [wasSet ? `${key} is no longer set` : `${key} was not set`] };
  },
});
