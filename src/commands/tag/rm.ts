import { untagRecords } from '../../app/records/tags.ts';
import { command } from '../command.ts';
import { counted, nounHelp, references, resolveTagged, TAG_REFERENCE } from './change.ts';

export default command({
  summary: 'remove a tag from records',
  examples: ['tag rm event 42', 'tag rm newsletter 2 3 --noun account'],
  configure: (c, nouns) =>
    c
      .argument('<tag>', 'the tag')
      .argument('<ref...>', TAG_REFERENCE)
      .option('--noun <noun>', nounHelp(nouns), 'lead'),
  async run({ args: [tag, refs], options }, ctx) {
    const records = await resolveTagged(ctx, refs, options.noun);
    const { changed } = await untagRecords(await ctx.deps(), { tag, records });
    const unchanged = records.length - changed;
    return {
      type: 'changed',
      sentence: changed === 0 ? '' : `Removed ${tag.trim()} from ${counted(changed)}`,
      references: references(records),
      notes: unchanged > 0 ? [`${counted(unchanged)} did not have the tag`] : [],
    };
  },
});
