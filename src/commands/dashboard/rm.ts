import { removeTiles } from '../../app/dashboards/tiles.ts';
import { command } from '../command.ts';
import { wholeNumber } from '../record/selection.ts';

export default command({
  summary: 'remove tiles; the reports stay',
  examples: ["dashboard add 'report won' && crm dashboard rm 1"],
  configure: (c) => c.argument('<tile...>', 'numbers of tiles: crm dashboard list'),
  async run({ args: [tiles] }, ctx) {
    const ids = tiles.map((tile) => wholeNumber('tile', tile) ?? 0);
    await removeTiles(await ctx.deps(), ids);
    const what = ids.length === 1 ? `tile ${ids[0]}` : `tiles ${ids.join(', ')}`;
    return { type: 'changed', sentence: `Removed ${what}   (crm undo restores it)`, references: ids };
  },
});
