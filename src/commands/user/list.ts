import { listUsers } from '../../app/team/users.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the users',
  examples: ['user list', 'user list --csv'],
  anyUser: true,
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listUsers(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'users',
        empty: 'no users yet; add one: crm user add <name>',
        columns: [
          { name: 'id', label: 'ID', type: 'integer', help: 'number of the user' },
          { name: 'name', label: 'Name', type: 'text', help: 'the short name' },
          { name: 'full_name', label: 'Full name', type: 'text', help: 'first and last name' },
          { name: 'email', label: 'Email', type: 'email', help: 'e-mail address' },
          { name: 'active', label: 'Active', type: 'bool', help: 'whether the user is active' },
          { name: 'away_from', label: 'Away from', type: 'date', help: 'first day of an absence' },
          { name: 'away_until', label: 'Away until', type: 'date', help: 'last day of an absence' },
          {
            name: 'max_leads',
            label: 'Most leads',
            type: 'integer',
            help: 'open leads that round robins give them',
          },
          { name: 'hours', label: 'Hours', type: 'text', help: 'when they work' },
          { name: 'tz', label: 'Zone', type: 'text', help: 'time zone of these hours' },
        ],
      },
      all.map(({ fullName, awayFrom, awayUntil, maxLeads, zone, isQueue: _, ...user }) => ({
        ...user,
        full_name: fullName,
        away_from: awayFrom,
        away_until: awayUntil,
        max_leads: maxLeads,
        tz: zone,
      })),
    );
  },
});
