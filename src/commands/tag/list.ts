import { countTags } from '../../app/records/tags.ts';
import type { FieldType } from '../../domain/field.ts';
import { countColumn, titleOf } from '../../nouns/definition.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the tags with their number of records',
  examples: ['tag list', 'tag list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const rows = await countTags(await ctx.deps());
    const nouns = await ctx.nouns();
    const names = nouns.namesWith('tags').map((noun) => countColumn(nouns.get(noun)));
    // Most nouns have no tags: people see those that have.
    const shown =
      ctx.print.format === 'table' ? names.filter((name) => rows.some((row) => row[name])) : names;
    const counts = [...(ctx.settings.columns ? names : shown), 'records'].map((name) => ({
      name,
      label: titleOf(name),
      type: 'integer' as FieldType,
      help: `${name} with the tag`,
    }));
    return listAnswer(
      ctx,
      {
        noun: 'tags',
        empty: 'no tags yet: crm tag add <tag> <ref...>',
        columns: [{ name: 'tag', label: 'Tag', type: 'text', help: 'the tag' }, ...counts],
      },
      rows,
    );
  },
});
