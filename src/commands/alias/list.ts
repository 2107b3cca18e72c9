import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'name of the command' },
  { name: 'line', label: 'Runs', type: 'text', help: 'the line it runs' },
];

export default command({
  summary: 'list the commands of your own',
  examples: ['alias list', 'alias list --json'],
  anyConfig: true,
  configure: (c) => c,
  async run(_, ctx) {
    return listAnswer(
      ctx,
      {
        noun: 'aliases',
        columns: COLUMNS,
        empty: 'no aliases yet: crm alias set hot "lead list --where \'score >= 80\'"',
      },
      Object.entries(ctx.config.aliases)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, line]) => ({ id: name, name, line })),
    );
  },
});
