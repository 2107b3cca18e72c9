import { addNoun } from '../../app/team/nouns.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { namesIn, wordCheck } from './words.ts';

export default command({
  summary: 'make a noun of your own',
  description:
    'Makes a noun whose records have every verb that others have: add, list, show, edit, rm, import and export, with ' +
    'search, tags, filters, history and undo. A field is name:type, with what its type needs behind it: ' +
    'partner:lookup:account, tier:choice:gold,silver, margin:formula:budget - cost. More fields, and changes of these: ' +
    'crm field.',
  examples: [
    'noun add project --field budget:money --field due:date --relates account,contact',
    'noun add site --field "state:choice:planned,open,closed" --relates account',
    'noun add policy --plural policies --title number --field premium:money --relates contact',
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<name>', 'lower-case letters, digits and _: project')
      .option('--plural <name>', 'what several are called; made from the name unless given')
      .option('--label <text>', 'what people read: Project')
      .option('--title <field>', 'the field that names a record', 'name')
      .option('--field <name:type>', 'a first custom field; may be repeated', repeat)
      .option('--relates <nouns>', 'nouns that its records belong to: account,contact'),
  async run({ args: [text], options }, ctx) {
    const noun = await addNoun(await ctx.deps(), {
      name: text,
      plural: options.plural,
      label: options.label,
      title: options.title,
      relates: namesIn(options.relates),
      fields: (options.field as string[] | undefined) ?? [],
      isUsed: wordCheck(ctx),
    });
    const { name, title, plural } = noun;
    return {
      type: 'changed',
      sentence: `Added the noun ${name}: crm ${name} add <${title}>, crm ${name} list; several are ${plural}`,
      references: [name],
    };
  },
});
