import { fieldsOf } from '../../app/records/fields.ts';
import { listRecords } from '../../app/records/list.ts';
import { findSegment } from '../../app/team/segments.ts';
import { command } from '../command.ts';
import { pickFields, toColumn } from '../record/fields.ts';
import { addOrder, orderOf, type SelectionOptions } from '../record/selection.ts';

export default command<[string], SelectionOptions>({
  summary: 'list the records of a segment',
  examples: [
    "segment add warm --where 'score >= 50' && crm segment show warm",
    "segment add warm --where 'score >= 50' && crm segment show warm -f ids",
  ],
  lists: true,
  configure: (c) => addOrder(c.argument('<name>', 'the segment')),
  async run({ args: [name], options }, ctx) {
    const deps = await ctx.deps();
    const segment = await findSegment(deps, name);
    const spec = deps.store.db.nouns.get(segment.noun);
    const fields = await fieldsOf(deps.store, spec);
    const shown = pickFields(ctx.settings.columns ?? spec.listColumns, fields);
    const { rows } = await listRecords(deps, spec, {
      filters: [],
      segment: segment.name,
      fields,
      shown,
      ...orderOf(options),
    });
    return {
      type: 'list',
      view: { noun: spec.plural, columns: shown.map(toColumn), empty: `no matching ${spec.plural}` },
      rows,
      heading:
        ctx.print.format === 'table'
          ? [
              segment.filter === ''
                ? `${spec.plural} in the list ${segment.name}`
                : `${spec.plural} where ${segment.filter}`,
            ]
          : [],
    };
  },
});
