import {
  CONFIG_KEYS,
  HOURS_TABLE,
  HOURS_TABLE_HELP,
  type SettingName,
  settingSpec,
} from '../../config/keys.ts';
import { KEYS_HELP, KEYS_TABLE } from '../../config/screen-keys.ts';
import type { Config } from '../../config.ts';
import type { Row } from '../../domain/field.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { settingsIn } from './key.ts';

export const SETTING_COLUMNS: readonly ListColumn[] = [
  { name: 'key', label: 'Key', type: 'text', help: 'name of the setting' },
  { name: 'value', label: 'Value', type: 'text', help: 'value of the setting' },
  { name: 'from', label: 'From', type: 'text', help: 'file or default' },
  { name: 'help', label: 'Meaning', type: 'text', help: 'meaning of the setting' },
];

/** Tables with values of their own names. */
const TABLES: Readonly<Record<string, string>> = {
  [HOURS_TABLE]: HOURS_TABLE_HELP,
  [KEYS_TABLE]: KEYS_HELP,
};

/** A setting in the list of them. */
export function settingRow(config: Config, key: SettingName): Row {
  const value = config.get(key) ?? null;
  const from = config.values[key] !== undefined ? 'file' : value === null ? null : 'default';
  return { id: key, key, value, from, help: settingSpec(key).help };
}

export default command({
  summary: 'list all settings with their values',
  description:
    'Lists every key of the config file. Options and environment variables take precedence over it: see crm --help.',
  examples: ['config list', 'config list --json'],
  anyConfig: true,
  configure: (c) => c,
  async run(_, ctx) {
    const inTable = (table: string) => settingsIn(table, ctx.config.values);
    const names = Object.keys(TABLES).flatMap(inTable);
    const keys = [...Object.keys(CONFIG_KEYS), ...names] as SettingName[];
    const empty = Object.entries(TABLES).filter(([table]) => inTable(table).length === 0);
    return listAnswer(ctx, { noun: 'settings', columns: SETTING_COLUMNS }, [
      ...keys.map((key) => settingRow(ctx.config, key)),
      ...empty.map(([key, help]) => ({ id: key, key, value: null, from: null, help })),
    ]);
  },
});
