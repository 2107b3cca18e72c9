import { listTiers } from '../../app/team/tiers.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the tiers of customers, the highest first',
  examples: ['tier list', 'tier list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listTiers(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'tiers',
        columns: [
          { name: 'name', label: 'Name', type: 'text', help: 'name of the tier' },
          {
            name: 'filter',
            label: 'Filter',
            type: 'text',
            help: 'which accounts are in it, if they are in none above',
          },
          { name: 'accounts', label: 'Accounts', type: 'integer', help: 'accounts in it now' },
        ],
        empty: "no tiers yet: crm tier add gold --where 'sum(purchases.amount) > 10k'",
      },
      all.map(({ name, filter, accounts }) => ({ id: name, name, filter, accounts })),
    );
  },
});
