import {
  CONFIG_KEYS,
  HOURS_TABLE,
  HOURS_TABLE_HELP,
  type SettingName,
  settingSpec,
} from '../../config/keys.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'key', label: 'Key', type: 'text', help: 'name of the setting' },
  { name: 'value', label: 'Value', type: 'text', help: 'value of the setting' },
  { name: 'from', label: 'From', type: 'text', help: 'file or default' },
  { name: 'help', label: 'Meaning', type: 'text', help: 'meaning of the setting' },
];

export default command({
  summary: 'list all settings with their values',
  description:
    'Lists every key of the config file. Options and environment variables take precedence over it: see crm --help.',
  examples: ['config list', 'config list --json'],
  anyConfig: true,
  configure: (c) => c,
  async run(_, ctx) {
    const ofCountries = Object.keys(ctx.config.values).filter((name) => name.startsWith(`${HOURS_TABLE}.`));
    const keys = [...Object.keys(CONFIG_KEYS), ...ofCountries] as SettingName[];
    const table = { id: HOURS_TABLE, key: HOURS_TABLE, value: null, from: null, help: HOURS_TABLE_HELP };
    return listAnswer(ctx, { noun: 'settings', columns: COLUMNS }, [
      ...keys.map((key) => {
        const value = ctx.config.get(key) ?? null;
        const from = ctx.config.values[key] !== undefined ? 'file' : value === null ? null : 'default';
        return { id: key, key, value, from, help: settingSpec(key).help };
      }),
      ...(ofCountries.length === 0 ? [table] : []),
    ]);
  },
});
