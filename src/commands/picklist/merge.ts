import { mergePicklistValues, picklistNamed, suggestMerges } from '../../app/team/picklists.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { PicklistName } from '../../domain/picklists.ts';
import { shellQuote } from '../../domain/split-line.ts';
import type { Answer } from '../../render/answer.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { recordCount } from './record-count.ts';

export default command({
  summary: 'merge values of a picklist into another, in all records',
  description:
    'Gives the records of these values another one. Their names mean that value from now on: in filters, segments, saved maps and files.',
  examples: ['picklist merge source expo --into referral', 'picklist merge source --suggest'],
  configure: (c) =>
    c
      .argument('<list>', 'the picklist: crm picklist list')
      .argument('[value...]', 'the values to merge')
      .option('--into <value>', 'the value to keep')
      .option('--suggest', 'list values that are probably the same'),
  async run({ args: [list, values], options: { into, suggest } }, ctx) {
    const name = picklistNamed(list);
    if (suggest) return suggestions(ctx, name);
    if (values.length === 0 || into === undefined)
      throw usage('which values, and into which?', `crm picklist merge ${name} "web site" --into Web`);
    const { records, kept } = await mergePicklistValues(await ctx.deps(), name, values, into);
    const merged = values.map((value) => `"${value}"`).join(', ');
    return {
      type: 'changed',
      sentence: `Merged ${merged} into "${kept}"${recordCount(records)}`,
      references: [kept],
    };
  },
});

async function suggestions(ctx: Context, list: PicklistName): Promise<Answer> {
  const pairs = await suggestMerges(await ctx.deps(), list);
  return listAnswer(
    ctx,
    {
      noun: 'suggestions',
      empty: `no values of ${list} are spelled alike`,
      columns: [
        { name: 'value', label: 'Value', type: 'text', help: 'the value to merge' },
        { name: 'used', label: 'Used', type: 'integer', help: 'number of records with it' },
        { name: 'into', label: 'Into', type: 'text', help: 'the value to keep' },
        { name: 'into_used', label: 'Used', type: 'integer', help: 'number of records with that' },
        { name: 'command', label: 'Command', type: 'text', help: 'the command that merges them' },
      ],
    },
    pairs.map(({ name, keep, used, keptUsed }) => ({
      id: name,
      value: name,
      used,
      into: keep,
      into_used: keptUsed,
      command: `crm picklist merge ${list} ${shellQuote(name)} --into ${shellQuote(keep)}`,
    })),
  );
}
