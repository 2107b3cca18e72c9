import type { SavedOptions } from '../../app/import/saved-options.ts';
import { listImportMaps } from '../../app/team/import-maps.ts';
import { shellQuote } from '../../domain/split-line.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'name for --map-name' },
  { name: 'noun', label: 'Noun', type: 'text', help: 'noun of the map' },
  { name: 'options', label: 'Options', type: 'text', help: 'options that it stands for' },
  { name: 'updated_at', label: 'Saved', type: 'datetime', help: 'when it was saved' },
];

export default command({
  summary: 'list the saved column maps',
  description:
    'A map stores import options for files with the same layout: columns, values, dates. Save one with crm <noun> import ' +
    '--save-map and use it with --map-name. Maps are in the database, for the whole team.',
  examples: ['map list', 'map list --json'],
  configure: (c) => c,
  async run(_, ctx) {
    const maps = await listImportMaps(await ctx.deps());
    const empty = "no maps yet: crm lead import leads.csv --map 'Their column=company' --save-map acme";
    return listAnswer(
      ctx,
      { noun: 'maps', columns: COLUMNS, empty },
      maps.map(({ name, noun, options, updatedAt }) => ({
        id: name,
        name,
        noun,
        options: optionText(options),
        updated_at: updatedAt,
      })),
    );
  },
});

/** The options of the command line for saved ones that have another name there. */
const OPTION_OF: Readonly<Record<string, string>> = {
  newFields: 'map',
  nullWords: 'null',
  defaults: 'default',
};

/** Saved options as on the command line. */
function optionText(saved: SavedOptions): string {
  return Object.entries(saved)
    .flatMap(([name, value]) => {
      const option = OPTION_OF[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      if (value === true) return [`--${option}`];
      if (name === 'headers' && Array.isArray(value))
        return value.length > 0 ? [`--columns ${shellQuote(value.join(','))}`] : [];
      return [value]
        .flat()
        .map((each) => (name === 'newFields' ? `${each}=(a custom field)` : String(each)))
        .map((text) => `--${option} ${shellQuote(text)}`);
    })
    .join(' ');
}
