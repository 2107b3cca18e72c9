import { listReports } from '../../app/reports/saved-reports.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { nounOf, typedDefinition } from './definition-options.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'name for crm report <name>' },
  { name: 'noun', label: 'On', type: 'text', help: 'what it is about' },
  { name: 'options', label: 'Options', type: 'text', help: 'its definition' },
  { name: 'updated_at', label: 'Changed', type: 'datetime', help: 'when it was saved or changed' },
];

export default command({
  summary: 'list the saved reports',
  examples: ['report list', 'report list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const deps = await ctx.deps();
    const reports = await listReports(deps);
    const empty = "no saved reports yet: crm report save mine --group stage --measure 'count, sum(amount)'";
    return listAnswer(
      ctx,
      { noun: 'reports', columns: COLUMNS, empty },
      reports.map(({ name, definition, updatedAt }) => ({
        id: name,
        name,
        noun: nounOf(deps.store.db.nouns, definition).noun,
        options: typedDefinition(definition),
        updated_at: updatedAt,
      })),
    );
  },
});
