import { fieldsOf } from '../../app/records/fields.ts';
import { conflict, usage } from '../../domain/errors.ts';
import { countRecords } from '../../store/records.ts';
import { segments } from '../../store/segments.ts';
import { command } from '../command.ts';
import { nounNamed, selection } from '../record/selection.ts';

export default command({
  summary: 'save a filter under a name',
  description:
    'Saves a filter under a name: --segment <name> then does what --where with the filter does, on every command ' +
    'that takes it. Relative dates and `me` mean what they mean when it is used.',
  examples: [
    "segment add warm --where 'score >= 50 and status in (new, attempting)'",
    "segment add big-deals --noun opp --where 'amount > 50k'",
  ],
  createsDatabase: true,
  configure: (c, nouns) =>
    c
      .argument('<name>', 'a name of your own')
      .option('--noun <noun>', `what it is of: ${nouns.names.join(', ')}`, 'lead')
      .option('-w, --where <filter>', 'the filter: status = new and created > -7d'),
  async run({ args: [text], options }, ctx) {
    const name = text.trim();
    const noun = nounNamed(ctx.nouns, options.noun);
    if (name === '') throw usage('a segment needs a name');
    if (options.where === undefined)
      throw usage('what is the filter?', `Say it: crm segment add ${name} --where '…'`);
    const store = await ctx.store();
    const where = await selection(ctx, noun, await fieldsOf(store, ctx.nouns.get(noun)), {
      where: options.where,
    });
    const { where: filter } = options;
    await store.change(async (tx) => {
      const taken = (await segments(tx)).find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (taken)
        throw conflict(
          `there is a segment "${taken.name}" already: ${taken.filter}`,
          `Remove it first: crm segment rm ${taken.name}`,
        );
      await tx.insert('segment', { name, noun, filter });
    }, `added the segment ${name}`);
    const count = await countRecords(store.engine, noun, where);
    const { plural } = ctx.nouns.get(noun);
    ctx.print.made(`Added the segment ${name}: ${count} ${count === 1 ? noun : plural} fit now`, [name]);
  },
});
