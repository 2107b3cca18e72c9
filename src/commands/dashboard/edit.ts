import { editTile } from '../../app/dashboards/tiles.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { wholeNumber } from '../record/selection.ts';
import { checkLine } from './tiles.ts';

export default command({
  summary: 'change a tile: its command, its title, its place',
  examples: ["dashboard add 'report won' && crm dashboard edit 1 --title Won --at 1"],
  configure: (c) =>
    c
      .argument('<tile>', 'number of the tile: crm dashboard list')
      .option('--command <line>', 'the command in quotes, without crm')
      .option('--title <text>', 'what stands above it; blank for what the command does')
      .option('--at <place>', 'its place, from 1 on'),
  async run({ args: [tile], options }, ctx) {
    const id = wholeNumber('tile', tile) ?? 0;
    if (options.command === undefined && options.title === undefined && options.at === undefined)
      throw usage('nothing to change was given', 'Options: crm dashboard edit --help');
    const line = options.command === undefined ? undefined : await checkLine(ctx, [options.command]);
    const isChanged = await editTile(await ctx.deps(), id, {
      line,
      title: options.title,
      at: wholeNumber('at', options.at),
    });
    return {
      type: 'changed',
      sentence: isChanged ? `Changed tile ${id}` : '',
      references: [id],
      notes: isChanged ? [] : ['nothing changed'],
    };
  },
});
