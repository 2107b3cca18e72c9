import { tagRecords } from '../../app/records/tags.ts';
import { command } from '../command.ts';
import { counted, nounHelp, references, resolveTagged, TAG_REFERENCE } from './change.ts';

export default command({
  summary: 'add a tag to records',
  examples: ['tag add hot 42 contact:7', 'tag add partner 3 4 --noun account'],
  configure: (c, nouns) =>
    c
      .argument('<tag>', 'the tag')
      .argument('<ref...>', TAG_REFERENCE)
      .option('--noun <noun>', nounHelp(nouns), 'lead'),
  async run({ args: [tag, refs], options }, ctx) {
    const records = await resolveTagged(ctx, refs, options.noun);
    const { changed } = await tagRecords(await ctx.deps(), { tag, records });
    const unchanged = records.length - changed;
    return {
      type: 'changed',
      sentence: changed === 0 ? '' : `Tagged ${counted(changed)} as ${tag.trim()}`,
      references: references(records),
      notes: unchanged > 0 ? [`${counted(unchanged)} already had the tag`] : [],
    };
  },
});
