import { findReport } from '../../app/reports/saved-reports.ts';
import { shellQuote } from '../../domain/split-line.ts';
import { command } from '../command.ts';
import { typedDefinition } from './definition-options.ts';

export default command({
  summary: 'show what a saved report is made of',
  description: 'Prints the command that saves the report, to copy or to change it.',
  examples: ['report save mine --group stage && crm report show mine'],
  configure: (c) => c.argument('<name>', 'the report'),
  async run({ args: [text] }, ctx) {
    const { name, definition } = await findReport(await ctx.deps(), text);
    const isJson = ctx.print.format === 'json' || ctx.print.format === 'jsonl';
    const line = `crm report save ${shellQuote(name)} ${typedDefinition(definition)}`.trimEnd();
    return {
      type: isJson ? 'raw' : 'text',
      text: `${isJson ? JSON.stringify({ name, ...definition }) : line}\n`,
    };
  },
});
