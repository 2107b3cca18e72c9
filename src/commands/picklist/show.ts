import { picklistNamed, showPicklist } from '../../app/team/picklists.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the values of a picklist',
  examples: ['picklist show source', 'picklist show lead-status --json'],
  configure: (c) => c.argument('<list>', 'the picklist: crm picklist list'),
  async run({ args: [list] }, ctx) {
    const name = picklistNamed(list);
    const values = await showPicklist(await ctx.deps(), name);
    return listAnswer(
      ctx,
      {
        noun: 'values',
        empty: `no values yet: crm picklist add ${name} "…"`,
        dropsEmptyColumns: ctx.settings.columns === undefined,
        columns: [
          { name: 'name', label: 'Value', type: 'text', help: 'the value' },
          { name: 'kind', label: 'Kind', type: 'text', help: 'what it means to crm, if anything' },
          { name: 'used', label: 'Used', type: 'integer', help: 'number of records with it' },
          { name: 'former_names', label: 'Former names', type: 'list', help: 'names that still mean it' },
        ],
      },
      values.map(({ name: value, kind, used, formerNames }) => ({
        id: value,
        name: value,
        kind,
        used,
        former_names: formerNames.length > 0 ? formerNames : null,
      })),
    );
  },
});
