import { withTimesThere } from '../../app/both-clocks.ts';
import { codedMoney } from '../../app/records/coded-money.ts';
import { FIELDS_SHOWN, fieldsOf } from '../../app/records/fields.ts';
import { listRecords } from '../../app/records/list.ts';
import type { Field } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RecordVerbs } from '../../nouns/shared/verbs.ts';
import type { Format } from '../../settings.ts';
import { type CommandSpec, command } from '../command.ts';
import { columnList, pickFields, toColumn } from './fields.ts';
import { addOrder, addSelection, orderOf, selectionOf } from './selection.ts';

/** The key of what the other clock shows, which no field has. */
const THERE = 'time there';

/** `crm <noun> list`: a table on a terminal, rows elsewhere. */
export default function listCommand(
  spec: NounDefinition,
  { examples, usual }: NonNullable<RecordVerbs['list']>,
): CommandSpec<[], Record<string, unknown>> {
  return command({
    summary: `list ${spec.plural}, filtered and sorted`,
    examples,
    lists: true,
    configure: (c) => {
      const configured = addSelection(c, spec);
      if (usual) configured.option('--all', usual.all);
      return addOrder(configured);
    },
    async run({ options }, ctx) {
      const deps = await ctx.deps();
      const filtered = Object.keys(options).some((name) => !['sort', 'limit', 'offset'].includes(name));
      const fields = await fieldsOf(
        deps.store,
        spec,
        filtered || usual !== undefined ? undefined : FIELDS_SHOWN,
      );
      if (ctx.settings.columns?.includes('?')) return columnList(fields);
      const shown = pickFields(ctx.settings.columns ?? usualColumns(spec, ctx.print.format, fields), fields);
      const { rows, isNarrowed, unlisted } = await listRecords(deps, spec, {
        ...selectionOf(ctx, spec, options),
        ...orderOf(options),
        sort: orderOf(options).sort ?? spec.flags?.find(({ option }) => options[option])?.sort,
        fields,
        shown,
        usual: options.all ? undefined : usual,
      });
      const isTable = ctx.print.format === 'table';
      const planned = isTable
        ? shown.find(({ name }) => /^(?:next_attempt|due|starts)_at$/.test(name))
        : null;
      return {
        type: 'list',
        view: {
          noun: spec.plural,
          columns: shown.map((field) =>
            field === planned ? { ...toColumn(field), suffix: (row) => String(row[THERE]) } : toColumn(field),
          ),
          dropsEmptyColumns: ctx.settings.columns === undefined,
          empty: filtered
            ? `no matching ${spec.plural}`
            : (isNarrowed && usual?.empty) || `no ${spec.plural} yet: crm ${spec.noun} add`,
        },
        notes: unlisted.map(
          ({ field, value, near }) =>
            `no ${field} is called "${value}"${near === null ? '' : `: did you mean "${near}"?`}`,
        ),
        rows: planned
          ? withTimesThere(deps, spec.noun, { column: planned.name, as: THERE }, rows)
          : isTable
            ? rows
            : codedMoney(rows, shown, deps.currency),
      };
    },
  });
}

/** A table shows the currency in each amount, so a column for it would waste space. */
function usualColumns(spec: NounDefinition, format: Format, fields: readonly Field[]): readonly string[] {
  const own = fields.filter(({ rules }) => rules?.isListed).map(({ name }) => name);
  const columns =
    format === 'table' ? spec.listColumns.filter((name) => name !== 'currency') : spec.listColumns;
  return [...columns, ...own];
}
