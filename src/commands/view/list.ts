import { listSavedViews } from '../../app/board/saved-views.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'key', label: 'Key', type: 'text', help: 'the digit that opens it on the board' },
  { name: 'name', label: 'Name', type: 'text', help: 'name for crm board --view' },
  { name: 'view', label: 'View', type: 'text', help: 'what it looks like' },
  { name: 'filter', label: 'Filter', type: 'text', help: 'which deals' },
  { name: 'owner', label: 'Owner', type: 'text', help: 'whose deals; blank for those of all' },
  { name: 'pipeline', label: 'Pipeline', type: 'text', help: 'the pipeline; blank for the first' },
  { name: 'by', label: 'By', type: 'text', help: 'what a lane stands for' },
  { name: 'sort', label: 'Sort', type: 'text', help: 'how deals are sorted' },
  { name: 'columns', label: 'Columns', type: 'text', help: 'columns of its list; blank for the usual ones' },
  { name: 'closed', label: 'Closed', type: 'text', help: 'how won and lost lanes are shown' },
];

export default command({
  summary: 'list the saved views of the board',
  examples: ['view list', "view add big --where 'amount > 50k' && crm view list --json"],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const views = await listSavedViews(await ctx.deps());
    const empty = "no saved views yet: v on the board saves one, or crm view add big --where 'amount > 50k'";
    return listAnswer(
      ctx,
      { noun: 'views', columns: COLUMNS, empty },
      views.map(({ name, key, view, query }) => ({
        id: name,
        key,
        name,
        view,
        filter: query.filter === '' ? null : query.filter,
        owner: query.owner,
        pipeline: query.pipeline,
        by: query.by,
        sort: query.order,
        columns: query.columns?.join(',') ?? null,
        closed: query.collapsesClosed ? 'collapsed' : null,
      })),
    );
  },
});
