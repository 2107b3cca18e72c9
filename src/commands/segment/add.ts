import { addSegment } from '../../app/team/segments.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { nounNamed } from '../record/selection.ts';

export default command({
  summary: 'save a filter under a name, or make a list of records',
  description:
    'Saves a filter under a name: --segment <name> then works like --where with the filter, in every command ' +
    'that has --where, and a filter may name it: segment = warm, account.segment = key. Relative dates and `me` are resolved when ' +
    'the segment is used. With --list, the records that match now are kept instead, until crm segment join and leave change that.',
  examples: [
    "segment add warm --where 'score >= 50 and status in (new, attempting)'",
    "segment add big-deals --noun opp --where 'amount > 50k'",
    "segment add buyers --noun contact --where 'opps.amount > 10k'",
    "segment add warm --where 'score >= 50' && crm segment add warm-here --where 'segment = warm and country = US'",
    "segment add fair-2027 --list --where 'score >= 50'",
  ],
  createsDatabase: true,
  configure: (c, nouns) =>
    c
      .argument('<name>', 'name of the segment')
      .option('--noun <noun>', `noun of the records: ${nouns.names.join(', ')}`, 'lead')
      .option('-w, --where <filter>', 'the filter: status = new and created > -7d')
      .option('--list', 'a list of the records that match now; without --where it is empty'),
  async run({ args: [text], options }, ctx) {
    const name = text.trim();
    const nouns = await ctx.nouns();
    const noun = nounNamed(nouns, options.noun);
    const { where: filter, list: isList } = options;
    if (filter === undefined && !isList)
      throw usage('the filter is missing', `Give it: crm segment add ${name} --where '…'`);
    const { count } = await addSegment(await ctx.deps(), { name, noun, filter, isList });
    const { plural } = nouns.get(noun);
    const records = `${count} ${isList ? '' : 'matching '}${count === 1 ? noun : plural}`;
    return {
      type: 'changed',
      sentence: `Added the ${isList ? 'list' : 'segment'} ${name}: ${records}`,
      references: [name],
    };
  },
});
