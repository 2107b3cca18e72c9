import { editReport } from '../../app/reports/saved-reports.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { addDefinition, definitionOf, nounOf } from './definition-options.ts';

export default command<[string], SelectionOptions>({
  summary: 'change a saved report',
  description: 'Replaces the parts that the options name; a blank text removes one: --having ""',
  examples: [
    "report save mine --group stage && crm report edit mine --measure 'count, sum(amount)' --sort -count",
    'report save mine --group stage && crm report edit mine --name by-stage',
  ],
  configure: (c, nouns) =>
    addDefinition(c.argument('<name>', 'the report'), nouns)
      .option('--name <name>', 'a new name')
      .option('--no-total', 'without the total')
      .option('--no-fill', 'without empty periods'),
  async run({ args: [text], options }, ctx) {
    const nouns = await ctx.nouns();
    const patch = definitionOf(nouns, options);
    const { name: newName } = options;
    if (newName === undefined && Object.keys(patch).length === 0)
      throw usage('nothing to change', 'Name a part: crm report edit <name> --group …');
    const name = await editReport(await ctx.deps(), text, (definition) => nounOf(nouns, definition), patch, {
      name: typeof newName === 'string' ? newName : undefined,
      taken: ctx.verbsOf('report'),
    });
    return { type: 'changed', sentence: `Edited the report ${name}`, references: [name] };
  },
});
