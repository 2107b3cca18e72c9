import type { NounSpec } from '../../domain/field.ts';
import { records } from '../../store/records.ts';
import { type CommandSpec, command } from '../command.ts';
import { fieldsOf, listColumns, pickFields, toColumn } from './fields.ts';
import { addOrder, addSelection, selection, sortOrder, wholeNumber } from './selection.ts';

/** `crm <noun> list`: some records of a noun, as a table on a terminal and as rows elsewhere. */
export function listCommand(
  spec: NounSpec,
  examples: CommandSpec['examples'],
): CommandSpec<[], Record<string, unknown>> {
  return command({
    summary: `list ${spec.plural}, filtered and sorted`,
    examples,
    configure: (c) => addOrder(addSelection(c, spec.noun)) as never,
    async run({ options }, ctx) {
      const store = await ctx.store();
      const fields = await fieldsOf(store, spec);
      if (ctx.settings.columns?.includes('?')) return listColumns(ctx, fields);
      const shown = pickFields(ctx.settings.columns ?? spec.listColumns, fields);
      const rows = records(store.engine, {
        noun: spec.noun,
        fields: shown,
        where: selection(ctx, spec.noun, fields, options),
        sort: sortOrder(typeof options.sort === 'string' ? options.sort : spec.defaultSort, fields),
        limit: wholeNumber('limit', options.limit),
        offset: wholeNumber('offset', options.offset),
      });
      const filtered = Object.keys(options).some((name) => !['sort', 'limit', 'offset'].includes(name));
      await ctx.print.list(
        {
          noun: spec.plural,
          columns: shown.map(toColumn),
          empty: filtered ? `no ${spec.plural} fit` : `no ${spec.plural} yet: crm ${spec.noun} add`,
        },
        rows,
      );
    },
  });
}
