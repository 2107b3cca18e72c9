import { editNoun } from '../../app/team/nouns.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { namesIn, wordCheck } from './words.ts';

export default command({
  summary: 'change what a noun of your own is called and related to',
  description:
    'Changes the plural, the label and the relations of a noun. Its fields are changed with crm field. A relation that ' +
    'is left out of --relates ends; if records have it, their values go with it, which --yes allows.',
  examples: [
    "noun add site --relates account && crm noun edit site --label 'Building site'",
    'noun add depot --relates account && crm noun edit depot --relates account,contact',
  ],
  configure: (c) =>
    c
      .argument('<noun>', 'the noun')
      .option('--plural <name>', 'what several are called')
      .option('--label <text>', 'what people read')
      .option('--relates <nouns>', 'all nouns that its records belong to from now on; "" for none'),
  async run({ args: [noun], options }, ctx) {
    if (Object.keys(options).length === 0)
      throw usage('nothing to change was given', 'Options: crm noun edit --help');
    const edited = await editNoun(await ctx.deps(), {
      noun,
      plural: options.plural,
      label: options.label,
      relates: options.relates === undefined ? undefined : namesIn(options.relates),
      withValues: ctx.settings.yes,
      isUsed: wordCheck(ctx),
    });
    return {
      type: 'changed',
      sentence: edited === null ? '' : `Changed the noun ${edited.name}   (crm undo takes it back)`,
      references: [edited?.name ?? noun],
      notes: edited === null ? ['nothing changed'] : [],
    };
  },
});
