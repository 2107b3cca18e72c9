import { addTier } from '../../app/team/tiers.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'add a tier of customers, by what they bought or are',
  description:
    'Adds a tier. An account is in the first tier whose filter it meets, in the order of crm tier list; the field tier of ' +
    'accounts says which, always as of now: in lists, filters, reports, rules, and in --applies of service levels.',
  examples: [
    "tier add gold --where 'sum(purchases.amount) > 50k'",
    "tier add silver --where 'sum(purchases.amount) > 10k or kind = partner' && crm account list --where 'tier = silver'",
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<name>', 'name of the tier')
      .option('-w, --where <filter>', 'a filter of accounts: sum(purchases.amount) > 10k')
      .option('--above <tier>', 'the tier that it comes before; default: it is the last one'),
  async run({ args: [text], options: { where, above } }, ctx) {
    if (where === undefined)
      throw usage(
        'the filter is missing',
        `Give it: crm tier add ${text} --where 'sum(purchases.amount) > 10k'`,
      );
    const name = await addTier(await ctx.deps(), { name: text, filter: where, above });
    return {
      type: 'changed',
      sentence: `Added the tier ${name}   Its accounts: crm account list --where 'tier = "${name}"'`,
      references: [name],
    };
  },
});
