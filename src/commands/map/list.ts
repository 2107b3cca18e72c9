import { importMaps } from '../../store/import-maps.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { optionText } from '../record/import/saved-map.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'what --map-name calls it' },
  { name: 'noun', label: 'Noun', type: 'text', help: 'what it is for' },
  { name: 'options', label: 'Options', type: 'text', help: 'what it stands for' },
  { name: 'updated_at', label: 'Saved', type: 'datetime', help: 'when it was saved' },
];

export default command({
  summary: 'list the saved maps: how files of one origin are taken in',
  description:
    'A map keeps what was said once of files of one origin: columns, values, dates. It is saved by crm <noun> import ' +
    'with --save-map and used with --map-name. It is kept in the database, for the whole team.',
  examples: ['map list', 'map list --json'],
  configure: (c) => c,
  async run(_, ctx) {
    const maps = await importMaps((await ctx.store()).db);
    const empty = "no maps yet: crm lead import leads.csv --map 'Their column=company' --save-map acme";
    return listAnswer(
      ctx,
      { noun: 'maps', columns: COLUMNS, empty },
      maps.map(({ name, noun, said, updatedAt }) => ({
        id: name,
        name,
        noun,
        options: optionText(said),
        updated_at: updatedAt,
      })),
    );
  },
});
