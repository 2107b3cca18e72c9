import { addSegment } from '../../app/team/segments.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { nounNamed } from '../record/selection.ts';

export default command({
  summary: 'save a filter under a name',
  description:
    'Saves a filter under a name: --segment <name> then works like --where with the filter, in every command ' +
    'that has --where. Relative dates and `me` are resolved when the segment is used.',
  examples: [
    "segment add warm --where 'score >= 50 and status in (new, attempting)'",
    "segment add big-deals --noun opp --where 'amount > 50k'",
  ],
  createsDatabase: true,
  configure: (c, nouns) =>
    c
      .argument('<name>', 'name of the segment')
      .option('--noun <noun>', `noun of the records: ${nouns.names.join(', ')}`, 'lead')
      .option('-w, --where <filter>', 'the filter: status = new and created > -7d'),
  async run({ args: [text], options }, ctx) {
    const name = text.trim();
    const nouns = await ctx.nouns();
    const noun = nounNamed(nouns, options.noun);
    const filter = options.where;
    if (filter === undefined)
      throw usage('the filter is missing', `Give it: crm segment add ${name} --where '…'`);
    const { count } = await addSegment(await ctx.deps(), { name, noun, filter });
    const { plural } = nouns.get(noun);
    return {
      type: 'changed',
      sentence: `Added the segment ${name}: ${count} matching ${count === 1 ? noun : plural}`,
      references: [name],
    };
  },
});
