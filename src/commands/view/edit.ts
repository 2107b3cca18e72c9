import { changeSavedView } from '../../app/board/saved-views.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { addViewOptions, type ViewOptions, viewChange } from './options.ts';

export default command<[string], ViewOptions & { readonly name?: string } & Record<string, unknown>>({
  summary: 'change a saved view: its name, its key, what it shows',
  description:
    'Changes what is given and leaves the rest. A blank text takes a filter, owner, pipeline or columns away.',
  examples: [
    'view add big --view list && crm view edit big --name "Big deals" --key 9',
    "view add big --view list && crm view edit big --where 'amount > 80k' --columns name,amount,closes",
  ],
  describesInput: true,
  configure: (c) => addViewOptions(c.argument('<view>', 'the view').option('--name <name>', 'new name')),
  async run({ args: [text], options }, ctx) {
    const { name } = options;
    const change = { ...viewChange(options, ctx), ...(name === undefined ? {} : { name }) };
    const { query, ...others } = change;
    if (Object.keys({ ...query, ...others }).length === 0)
      throw usage('nothing to change was given', 'Options: crm view edit --help');
    const { changeId, before } = await changeSavedView(await ctx.deps(), text, change);
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Changed the view ${before.name}`,
      references: [name?.trim() ?? before.name],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
