import type { SettingName } from '../../config/keys.ts';
import { saveConfig } from '../../config/save.ts';
import { checkKeys, KEYS_TABLE, keySettings } from '../../config/screen-keys.ts';
import type { Config } from '../../config.ts';
import { command } from '../command.ts';
import { configKey, KEY } from './key.ts';

/** Throws `usage` for keys that the screens would not take. */
async function checkScreenKeys({ values }: Config, key: SettingName, text: string): Promise<void> {
  const { checkOwnKeys } = await import('../../render/tui/check-own-keys.ts');
  checkOwnKeys(keySettings(undefined, { ...values, [key]: checkKeys(text) }));
}

export default command({
  summary: 'change a setting',
  description: 'Writes a setting to the config file; comments and other lines stay the same.',
  examples: ['config set currency EUR', 'config set keys.board.won W'],
  anyConfig: true,
  configure: (c) => c.argument('<key>', KEY).argument('<value>', 'the new value'),
  async run({ args: [name, text] }, ctx) {
    const key = configKey(name);
    if (key.startsWith(`${KEYS_TABLE}.`)) await checkScreenKeys(ctx.config, key, text);
    const value = await saveConfig(ctx.config, key, text);
    return { type: 'none', notes: [`${key} is now ${value}   (${ctx.config.path})`] };
  },
});
