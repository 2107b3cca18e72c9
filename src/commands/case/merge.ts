import { describeMerge, mergeInto } from '../../app/records/merge.ts';
import { cancelled, usage } from '../../domain/errors.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'merge cases about one thing into the first, with all that was said',
  examples: ['case merge 1 2 --yes'],
  configure: (c) =>
    c
      .argument('<keep>', 'the case to keep: number or subject')
      .argument('<other...>', 'those to merge into it'),
  async run({ args: [keepRef, otherRefs] }, ctx) {
    const [keep, ...more] = await resolveRecords(ctx, 'case', [keepRef]);
    if (!keep || more.length > 0) throw usage('the first reference must name one case');
    const others = await resolveRecords(ctx, 'case', otherRefs);
    if (others.length === 0) return { type: 'none' };
    const what = describeMerge({ keep, others }, CASE.plural);
    if (ctx.prompt.available && !(await ctx.prompt.confirm(`Merge ${what}?`)))
      throw cancelled('nothing was merged');
    const { notKept } = await mergeInto(await ctx.deps(), { keep, others, choices: new Map() });
    return {
      type: 'changed',
      sentence: `Merged ${what}   (crm undo undoes it)`,
      references: [keep.id],
      notes:
        notKept.length === 0
          ? []
          : [`noted on the timeline: ${notKept.map(({ field, value }) => `${field} ${value}`).join(', ')}`],
    };
  },
});
