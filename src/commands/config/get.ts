import { command } from '../command.ts';
import { configKey, KEY } from './key.ts';

export default command({
  summary: 'show one setting',
  description:
    'Prints the value of a setting: from the config file, else its default; nothing if there is neither.',
  examples: ['config get currency'],
  anyConfig: true,
  configure: (c) => c.argument('<key>', KEY),
  async run({ args: [name] }, ctx) {
    const key = configKey(name);
    const value = ctx.config.get(key);
    if (ctx.print.format === 'json' || ctx.print.format === 'jsonl') {
      return { type: 'raw', text: `${JSON.stringify({ key, value: value ?? null })}\n` };
    }
    return { type: 'raw', text: value === undefined ? '' : `${value}\n` };
  },
});
