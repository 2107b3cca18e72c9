import { addSavedView } from '../../app/board/saved-views.ts';
import { USUAL_QUERY } from '../../domain/board.ts';
import { command } from '../command.ts';
import { addViewOptions, type ViewOptions, viewChange } from './options.ts';

export default command<[string], ViewOptions & Record<string, unknown>>({
  summary: 'save a view of the board under a name',
  description:
    'Saves what the board shows and how: its look, filter, lanes, order and columns. It is for the whole team: crm board ' +
    '--view <name> opens it, and so does its digit on the board, the first that is free unless given. Relative dates and ' +
    '`me` are resolved when it is opened. The key v of the board saves what is seen.',
  examples: [
    "view add big --view list --where 'amount > 50k' --sort amount",
    'view add "My month" --owner me --by month --collapse --key 8',
  ],
  createsDatabase: true,
  describesInput: true,
  configure: (c) => addViewOptions(c.argument('<name>', 'name of the view')),
  async run({ args: [name], options }, ctx) {
    const { query, view = 'board', key } = viewChange(options, ctx);
    const given = { name, view, key, query: { ...USUAL_QUERY, ...query } };
    const added = await addSavedView(await ctx.deps(), given);
    const digit = added.key === null ? '' : `   (${added.key} on the board)`;
    return { type: 'changed', sentence: `Added the view ${added.name}${digit}`, references: [added.name] };
  },
});
