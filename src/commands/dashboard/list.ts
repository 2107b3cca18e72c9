import { listTiles } from '../../app/dashboards/tiles.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the tiles of all dashboards',
  examples: ['dashboard list', 'dashboard list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const tiles = await listTiles(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'tiles',
        columns: [
          { name: 'id', label: 'ID', type: 'integer', help: 'number of the tile' },
          { name: 'dashboard', label: 'Dashboard', type: 'text', help: 'the dashboard' },
          { name: 'position', label: 'Place', type: 'integer', help: 'its place there' },
          { name: 'title', label: 'Title', type: 'text', help: 'what stands above it' },
          { name: 'command', label: 'Command', type: 'text', help: 'what it shows' },
        ],
        empty:
          "no tiles yet, crm dashboard shows the usual ones: crm dashboard add 'report won --period month'",
      },
      tiles.map(({ line, ...tile }) => ({ ...tile, command: line })),
    );
  },
});
