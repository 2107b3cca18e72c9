import { records } from '../../store/records.ts';
import { segmentNamed } from '../../store/segments.ts';
import { command } from '../command.ts';
import { fieldsOf, pickFields, toColumn } from '../record/fields.ts';
import { addOrder, selection, sortOrder, wholeNumber } from '../record/selection.ts';

export default command<[string], Record<string, string | undefined>>({
  summary: 'the records that fit a saved filter',
  examples: [
    "segment add warm --where 'score >= 50' && crm segment show warm",
    "segment add warm --where 'score >= 50' && crm segment show warm -f ids",
  ],
  configure: (c) => addOrder(c.argument('<name>', 'the segment') as never) as never,
  async run({ args: [name], options }, ctx) {
    const store = await ctx.store();
    const segment = await segmentNamed(store.db, name);
    const spec = ctx.nouns.get(segment.noun);
    const fields = await fieldsOf(store, spec);
    const shown = pickFields(ctx.settings.columns ?? spec.listColumns, fields);
    if (ctx.print.format === 'table') ctx.print.note(`${spec.plural} where ${segment.filter}`);
    await ctx.print.list(
      { noun: spec.plural, columns: shown.map(toColumn), empty: `no ${spec.plural} fit` },
      records(store.engine, {
        noun: segment.noun,
        fields: shown,
        where: await selection(ctx, segment.noun, fields, { segment: segment.name }),
        sort: sortOrder(options.sort ?? spec.defaultSort, fields),
        limit: wholeNumber('limit', options.limit),
        offset: wholeNumber('offset', options.offset),
      }),
    );
  },
});
