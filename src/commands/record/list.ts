import type { Condition } from '../../domain/filter/ast.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Format } from '../../settings.ts';
import { records } from '../../store/records.ts';
import { type CommandSpec, command } from '../command.ts';
import { codedMoney } from './coded-money.ts';
import { FIELDS_SHOWN, fieldsOf, listColumns, pickFields, toColumn } from './fields.ts';
import { addOrder, addSelection, selection, sortOrder, wholeNumber } from './selection.ts';

/** What a list leaves out until it is asked for. */
export interface UsualOptions {
  /** A filter on `field`, which holds unless another filter names that field or `--all` is given. */
  readonly filter: string;
  readonly field: string;
  /** What `--all` adds, for help. */
  readonly all: string;
  /** Said on a terminal when nothing is left. */
  readonly empty: string;
}

/** `crm <noun> list`: some records of a noun, as a table on a terminal and as rows elsewhere. */
export function listCommand(
  spec: NounDefinition,
  examples: CommandSpec['examples'],
  usual?: UsualOptions,
): CommandSpec<[], Record<string, unknown>> {
  return command({
    summary: `list ${spec.plural}, filtered and sorted`,
    examples,
    configure: (c) => {
      const configured = addSelection(c, spec.noun);
      if (usual) configured.option('--all', usual.all);
      return addOrder(configured) as never;
    },
    async run({ options }, ctx) {
      const store = await ctx.store();
      const filtered = Object.keys(options).some((name) => !['sort', 'limit', 'offset'].includes(name));
      const fields = await fieldsOf(store, spec, filtered || usual !== undefined ? undefined : FIELDS_SHOWN);
      if (ctx.settings.columns?.includes('?')) return listColumns(ctx, fields);
      const shown = pickFields(ctx.settings.columns ?? usualColumns(spec, ctx.print.format), fields);
      const asked = await selection(ctx, spec.noun, fields, options);
      const narrow = usual && !options.all && !mentions(asked, usual.field);
      const left = narrow ? await selection(ctx, spec.noun, fields, { where: usual.filter }) : undefined;
      const rows = records(store.engine, {
        noun: spec.noun,
        fields: shown,
        where: asked && left ? { type: 'and', parts: [asked, left] } : (asked ?? left),
        sort: sortOrder(typeof options.sort === 'string' ? options.sort : spec.defaultSort, fields),
        limit: wholeNumber('limit', options.limit),
        offset: wholeNumber('offset', options.offset),
      });
      await ctx.print.list(
        {
          noun: spec.plural,
          columns: shown.map(toColumn),
          usual: ctx.settings.columns === undefined,
          empty: filtered
            ? `no ${spec.plural} fit`
            : (narrow && usual.empty) || `no ${spec.plural} yet: crm ${spec.noun} add`,
        },
        ctx.print.format === 'table' ? rows : codedMoney(rows, shown, ctx.config.get('currency')),
      );
    },
  });
}

/** A table writes the currency beside each amount: a column of it would only take room. */
function usualColumns(spec: NounDefinition, format: Format): readonly string[] {
  return format === 'table' ? spec.listColumns.filter((name) => name !== 'currency') : spec.listColumns;
}

function mentions(condition: Condition | undefined, field: string): boolean {
  if (!condition) return false;
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts.some((part) => mentions(part, field));
    case 'not':
      return mentions(condition.part, field);
    default:
      return condition.field.name === field;
  }
}
