import { extname, resolve } from 'node:path';
import type { Context } from '../../context.ts';
import type { NounSpec } from '../../domain/field.ts';
import { NewFile } from '../../io/new-file.ts';
import type { Destination } from '../../render/printer.ts';
import type { Format } from '../../settings.ts';
import { records } from '../../store/records.ts';
import { type CommandSpec, command } from '../command.ts';
import { fieldsOf, listColumns, pickFields, toColumn } from './fields.ts';
import { addOrder, addSelection, selection, sortOrder, wholeNumber } from './selection.ts';

type ExportFormat = Destination['format'];

/** `crm <noun> export`: every field of the records, in a form that `import` reads back without loss. */
export function exportCommand(
  spec: NounSpec,
  examples: CommandSpec['examples'],
): CommandSpec<[], Record<string, unknown>> {
  return command({
    summary: `write ${spec.plural} with all their fields, as CSV unless told otherwise`,
    description:
      `Writes ${spec.plural} with all their fields, in order of their numbers. The form is CSV, on a terminal too, ` +
      'unless --format or the ending of the --output file says otherwise. ' +
      `\`crm ${spec.noun} import\` reads it back without loss.`,
    examples,
    configure: (c) =>
      addOrder(addSelection(c, spec.noun)).option(
        '-o, --output <file>',
        'into this file, which only you can read and which is there when it is whole',
      ) as never,
    async run({ options }, ctx) {
      const store = await ctx.store();
      const fields = await fieldsOf(store, spec);
      if (ctx.settings.columns?.includes('?')) return listColumns(ctx, fields);
      const shown = pickFields(ctx.settings.columns ?? ['all'], fields);
      const rows = records(store.engine, {
        noun: spec.noun,
        fields: shown,
        where: await selection(ctx, spec.noun, fields, options),
        sort: typeof options.sort === 'string' ? sortOrder(options.sort, fields) : [],
        limit: wholeNumber('limit', options.limit),
        offset: wholeNumber('offset', options.offset),
      });
      const view = { noun: spec.plural, columns: shown.map(toColumn) };
      const { output } = options;
      if (typeof output !== 'string' || output === '-') {
        return ctx.print.list(view, rows, { format: formOf(ctx.settings.format) });
      }
      const format = formOf(ctx.settings.format ?? ENDINGS[extname(output).toLowerCase()]);
      await intoFile(ctx, output, (out) => ctx.print.list(view, rows, { format, out }));
    },
  });
}

const ENDINGS: Readonly<Record<string, ExportFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.md': 'md',
};

/** A table is for looking at: what it cuts could not be read back. */
function formOf(format: Format | undefined): ExportFormat {
  return format === undefined || format === 'table' ? 'csv' : format;
}

async function intoFile(ctx: Context, path: string, write: (out: NewFile) => Promise<void>): Promise<void> {
  const file = new NewFile(resolve(ctx.io.cwd, path), path);
  try {
    await write(file);
    file.commit();
  } finally {
    file.discard();
  }
}
