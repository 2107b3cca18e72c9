import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { configKey, KEY, settingsIn, settingTable } from './key.ts';
import { SETTING_COLUMNS, settingRow } from './list.ts';

export default command({
  summary: 'show one setting',
  description:
    'Prints the value of a setting: from the config file, else its default; nothing if there is neither. A table of settings lists those that it has.',
  examples: ['config get currency', 'config get calling_hours_by_country'],
  anyConfig: true,
  configure: (c) => c.argument('<key>', KEY),
  async run({ args: [name] }, ctx) {
    const whole = settingTable(name);
    if (whole) {
      const { table, example } = whole;
      const rows = settingsIn(table, ctx.config.values).map((key) => settingRow(ctx.config, key));
      const empty = `nothing is set in ${table}: crm config set ${example}`;
      return listAnswer(ctx, { noun: 'settings', columns: SETTING_COLUMNS, empty }, rows);
    }
    const key = configKey(name);
    const value = ctx.config.get(key);
    if (ctx.print.format === 'json' || ctx.print.format === 'jsonl') {
      return { type: 'raw', text: `${JSON.stringify({ key, value: value ?? null })}\n` };
    }
    return { type: 'raw', text: value === undefined ? '' : `${value}\n` };
  },
});
