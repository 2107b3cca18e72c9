import { saveReport } from '../../app/reports/saved-reports.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { addDefinition, definitionOf, nounOf } from './definition-options.ts';

export default command<[string], SelectionOptions>({
  summary: 'save a report of your own under a name',
  description:
    'Saves a report for the whole team: crm report <name> runs it. Its options are those of crm report run; relative ' +
    'dates, periods and `me` are resolved when it is run.',
  examples: [
    "report save by-industry --group account.industry --measure 'count, sum(amount)' && crm report by-industry",
    "report save losses --where 'status = lost' --group lost_reason --sort -count --total",
  ],
  createsDatabase: true,
  configure: (c, nouns) => addDefinition(c.argument('<name>', 'name of the report'), nouns),
  async run({ args: [text], options }, ctx) {
    const nouns = await ctx.nouns();
    const definition = definitionOf(nouns, options);
    const name = await saveReport(
      await ctx.deps(),
      nounOf(nouns, definition),
      text,
      definition,
      ctx.verbsOf('report'),
    );
    return {
      type: 'changed',
      sentence: `Saved the report ${name}   To run it: crm report ${name}`,
      references: [name],
    };
  },
});
